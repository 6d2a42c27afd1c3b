"""What other episodes teach of one: the distribution of a course's parameters from episode to episode.

The figures stand in `episodes.yaml`, fitted by `python -m studies.mobilisation FOLDER --out FILE`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy import special

from buttress.arrays import Floats
from buttress.mobilisation.reporter_kind import kind_of
from buttress.parsed_yaml import parsed

#: Parameters that are sampled, in the order of their standard normals.
SAMPLED = ("elasticity", "shock", "noise", "half_life_days")
#: Parameters that are integrated out, in the order of the filter's state.
LINEAR = ("base", "depth", "fear")
TAILED = SAMPLED.index("half_life_days")
"""Sampled parameters before this one are learned, and have heavy tails."""
LOG_SD = (-4.5, 2.0)
DEGREES = 4.0
EDGE = 1e-12

#: Series that are alike: crowds as a reporter counted them, crowds from collections of others' reports, and detained.
GROUPS = ("crowd", "crowd_retold", "detained")


@dataclass(frozen=True)
class CourseParameters:
    """Sets (n,): elasticity of a week's crowd to the last, spreads of shock and noise (log), half-life of the wave."""

    elasticity: Floats
    shock: Floats
    noise: Floats
    half_life_days: Floats


class Widening(NamedTuple):
    """By how much forecasts are wider: within their 80 % interval, and beyond it besides."""

    factor: float = 1.0
    tails: float = 1.0


@dataclass(frozen=True)
class CoursePrior:
    """Means and spreads between episodes.

    `sampled` (4, 2) of atanh elasticity and of log shock, noise and half-life, all but the last with the tails of
    Student's t of `DEGREES`, since an episode may be unlike all others; `linear` (3, 2) of base, depth and fear (log
    people). Now and then the noise is `wide_factor` as wide, with `wide_chance`; `quiet` (2,) is the beta distribution
    of the chance of a quiet week, for reporters that give zeros. Forecasts are `widened` round their middle, and beyond
    their 80 % interval by `tails` besides: what made four in five of the intervals hold in episodes left out, and
    nineteen in twenty.
    """

    sampled: Floats
    linear: Floats
    wide_chance: float
    wide_factor: float
    quiet: Floats
    widened: float = 1.0
    tails: float = 1.0

    def parameters(self, z: Floats) -> CourseParameters:
        """Parameters at standard normals z (n, 4)."""
        tailed = np.column_stack((heavy(z[:, :TAILED]), z[:, TAILED:]))
        at = self.sampled[:, 0] + self.sampled[:, 1] * tailed
        spreads = np.exp(np.clip(at[:, 1:3], *LOG_SD))
        half_life = np.exp(np.clip(at[:, 3], 1.0, 9.0))
        return CourseParameters(np.tanh(np.clip(at[:, 0], -3.0, 3.0)), spreads[:, 0], spreads[:, 1], half_life)

    def to_dict(self) -> dict[str, Any]:
        """As it stands in the file; `of_dict` is the inverse."""
        pairs = {name: _pair(row) for name, row in zip(SAMPLED, self.sampled, strict=True)}
        pairs |= {name: _pair(row) for name, row in zip(LINEAR, self.linear, strict=True)}
        wide = {"chance": self.wide_chance, "factor": self.wide_factor}
        quiet = {"a": float(self.quiet[0]), "b": float(self.quiet[1])}
        return {
            **pairs,
            "wide": wide,
            "quiet": quiet,
            "widened": {"factor": round(self.widened, 3), "tails": round(self.tails, 3)},
        }

    @classmethod
    def of_dict(cls, entry: Mapping[str, Any]) -> CoursePrior:
        sampled, linear = (
            np.array([[entry[name]["mean"], entry[name]["sd"]] for name in names], dtype=float)
            for names in (SAMPLED, LINEAR)
        )
        quiet = np.array([entry["quiet"]["a"], entry["quiet"]["b"]], dtype=float)
        wide, widened = entry["wide"], entry["widened"]
        spreads = (float(wide["chance"]), float(wide["factor"]))
        return cls(sampled, linear, *spreads, quiet, float(widened["factor"]), float(widened["tails"]))

    def widen(self, widening: Widening) -> CoursePrior:
        """The same with forecasts so much wider."""
        return replace(self, widened=widening.factor, tails=widening.tails)


#: Before any episode is seen: no claim beyond orders of magnitude; half-life and fear as in `world/parameters.yaml`.
OPEN = CoursePrior(
    sampled=np.array([[0.5, 0.4], [np.log(0.6), 0.6], [0.0, 0.6], [np.log(60.0), 1.0]]),
    linear=np.array([[7.5, 2.0], [0.5, 1.5], [0.0, 0.2]]),
    wide_chance=0.05,
    wide_factor=3.0,
    quiet=np.array([0.5, 4.5]),
)


def heavy(z: Floats) -> Floats:
    """Student's t of `DEGREES` at the quantiles of standard normals."""
    return np.asarray(special.stdtrit(DEGREES, np.clip(special.ndtr(z), EDGE, 1.0 - EDGE)))


def group_of(quantity: str, reporter: str) -> str:
    """Which of `GROUPS` a series belongs to."""
    if quantity == "crowd" and kind_of(reporter).retells:
        return "crowd_retold"
    return quantity


@cache
def shipped_priors() -> Mapping[str, CoursePrior]:
    """The priors in the package, by group."""
    loaded = parsed(Path(__file__).with_name("episodes.yaml"))
    return {group: CoursePrior.of_dict(loaded[group]) for group in GROUPS}


def _pair(row: Floats) -> dict[str, float]:
    return {"mean": round(float(row[0]), 3), "sd": round(float(row[1]), 3)}
