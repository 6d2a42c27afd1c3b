"""Reporters: what each kind tends to over- or undercount, as parameters to be learned with everything else.

Reporter r of kind k sees log crowd + bias_r + drift_r,t + u_k,occasion + noise_r: u is an error that the kind shares on
an occasion, and the bias of officials drifts, a random walk by week from the trigger on. Of people detained a reporter
counts a share, its coverage. An early count is short of the final one by a growth. The numbers and their sources stand
in `reporters.yaml`. This module only names the parameters that a case needs; it draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from buttress.parsed_yaml import parsed

Quantity = Literal["crowd", "detained"]

#: What each reporter has of its own, alike within a kind: where its numbers stand, and how far they scatter.
OWN = {"crowd": ("bias", "noise_crowd"), "detained": ("coverage", "noise_detained")}
#: What all reporters of a kind share: log of final over early count, and how far it scatters.
EARLY = {"crowd": ("growth_crowd", "growth_noise_crowd"), "detained": ("growth_detained", "growth_noise_detained")}
#: The spread of the error that a kind shares on one occasion, and that of a week's step of a bias; both stand for the
#: kinds alone that `reporters.yaml` names.
SHARED, DRIFT = {"crowd": "shared_crowd"}, {"crowd": "drift_crowd"}
UNITS = {"coverage": "share"}
LOG, STEPS = "log people", "steps"
WEEK = 7
STEP_PRIOR: Mapping[str, Any] = {"dist": "normal", "mean": 0.0, "sd": 1.0}


@dataclass(frozen=True)
class ReporterParameter:
    """One unknown of the observation model.

    `kin` names the family within which values are alike, with correlation `kinship` on the scale on which the prior is
    normal; it is None for a value that a whole kind shares. `prior` has the form of a model parameter's prior.
    """

    name: str
    reporter: str | None
    kind: str
    unit: str
    prior: Mapping[str, Any]
    ground: str
    kin: str | None = None
    kinship: float = 0.0


@cache
def table() -> Mapping[str, Any]:
    """The priors by family and kind, as they stand in `reporters.yaml`."""
    loaded: Mapping[str, Any] = parsed(Path(__file__).with_name("reporters.yaml"))
    return loaded


def kinship(family: str, kind: str) -> float:
    """Correlation between reporters of one kind in a family of `OWN`."""
    return float(_entry(table()["kinship"][family], kind)["value"])


def own_name(quantity: Quantity, reporter: str) -> str:
    """`bias_mvd`, `coverage_viasna`."""
    return f"{OWN[quantity][0]}_{reporter}"


def noise_name(quantity: Quantity, reporter: str) -> str:
    """`noise_crowd_mvd`."""
    return f"{OWN[quantity][1]}_{reporter}"


def growth_names(quantity: Quantity, kind: str) -> tuple[str, str]:
    """`growth_detained_monitor`, and its noise."""
    growth, noise = EARLY[quantity]
    return f"{growth}_{kind}", f"{noise}_{kind}"


def shares_an_error(quantity: Quantity, kind: str) -> bool:
    """Whether reporters of a kind err together on an occasion."""
    return quantity in SHARED and kind in table()[SHARED[quantity]]


def shared_name(quantity: Quantity, kind: str) -> str:
    """`shared_crowd_newsroom`."""
    return f"{SHARED[quantity]}_{kind}"


def drifts(quantity: Quantity, kind: str) -> bool:
    """Whether the bias of a kind of reporter drifts."""
    return quantity in DRIFT and kind in table()[DRIFT[quantity]]


def drift_name(quantity: Quantity, kind: str) -> str:
    """`drift_crowd_official`: the spread of a week's step."""
    return f"{DRIFT[quantity]}_{kind}"


def step_names(reporter: str, weeks: int) -> list[str]:
    """`drift_step_01_mvd` and on: the steps to the end of so many weeks, in spreads."""
    return [f"drift_step_{week:02d}_{reporter}" for week in range(1, weeks + 1)]


def parameters(
    quantity: Quantity,
    reporters: Iterable[tuple[str, str]],
    early: Iterable[str] = (),
    weeks: Mapping[str, int] | None = None,
) -> list[ReporterParameter]:
    """Unknowns for the (reporter, kind) pairs that speak of a quantity, and for the kinds with `early` counts.

    `weeks` by reporter: the last week of which it spoke, for the steps of a bias that drifts. By family, then by name;
    kinds' values first.
    """
    pairs = sorted(set(reporters))
    kinds = sorted({kind for _, kind in pairs})
    families = [(family, kind) for family in EARLY[quantity] for kind in sorted(set(early))]
    families += [(SHARED[quantity], kind) for kind in kinds if shares_an_error(quantity, kind)]
    families += [(DRIFT[quantity], kind) for kind in kinds if drifts(quantity, kind)]
    shared = [_parameter(family, f"{family}_{kind}", None, kind) for family, kind in families]
    own = [_parameter(family, f"{family}_{name}", name, kind) for family in OWN[quantity] for name, kind in pairs]
    last = weeks or {}
    steps = [
        ReporterParameter(step, name, kind, STEPS, STEP_PRIOR, "by definition: steps are counted in their spread")
        for name, kind in pairs
        if drifts(quantity, kind)
        for step in step_names(name, last.get(name, 0))
    ]
    return shared + own + steps


def _parameter(family: str, name: str, reporter: str | None, kind: str) -> ReporterParameter:
    entry = _entry(table()[family], kind)
    ground = entry.get("source") or f"assumed: {entry['assumed']}"
    unit = UNITS.get(family, LOG)
    if reporter is None:
        return ReporterParameter(name, None, kind, unit, entry["prior"], ground)
    return ReporterParameter(
        name, reporter, kind, unit, entry["prior"], ground, f"{family}_{kind}", kinship(family, kind)
    )


def _entry(entries: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    entry: Mapping[str, Any] = entries.get(kind) or entries["any"]
    return entry
