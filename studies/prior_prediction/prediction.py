"""Prior prediction: what the model says before it has seen a report, against base rates and against itself.

    python -m studies.prior_prediction CASE [--draws N] [--out DIR]

Runs draws of the prior, prints the checks with pass or fail, and writes `results.json` and figures. Nothing
here is tuned: a failed check stays in the document until a prior with a reason of its own changes it.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from buttress.infer.prior import Prior, prior_draws

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.world import Draws, World

Floats = NDArray[np.float64]


NUDGE_LOG_ODDS = 0.1
LATER_WEEKS = 26
FEW_OF_ADULTS, MANY_OF_ADULTS = 0.001, 0.1
BLOCK = 250
RESOLUTION_SWITCHES = (
    "resolution_crowd", "resolution_force", "resolution_pay", "resolution_backing", "resolution_belief",
    "resolution_reform", "patron_deterrence",
)  # fmt: skip


@dataclass(frozen=True)
class Elasticity:
    """Response of later like crowds to a nudge of one, in logs: `g` (D,) the next, `echo` (D, k) the next k."""

    kind: str
    g: Floats
    echo: Floats

    @property
    def stable(self) -> float:
        """Share of draws with |g| < 1."""
        return float(np.mean(np.abs(self.g) < 1.0))


@dataclass(frozen=True)
class Prediction:
    """What the prior predicts, first axis = draws; `weight` is the chance of being in office at the fork, mean 1.

    `turnout` and `detained` are nationwide, of the main weekly occasion (`days` counted from the trigger); `survival`
    is by day after the fork; `adults` people.
    """

    names: tuple[str, ...]
    values: Floats
    days: NDArray[np.int64]
    turnout: Floats
    detained: Floats
    survival: Floats
    cause: Floats
    weight: Floats
    fork: int
    adults: float
    population: float

    @property
    def in_office(self) -> float:
        """P(in office at the horizon), given in office at the fork."""
        return float(np.average(self.survival[:, -1], weights=self.weight))

    @property
    def log_changes(self) -> Floats:
        """Change of log crowd from one main occasion to the next, all draws."""
        return np.diff(np.log(self.turnout + 1.0), axis=1).ravel()

    @property
    def peak(self) -> Floats:
        """Largest main occasion up to 26 weeks after the trigger, (D,)."""
        return self.turnout[:, self.days <= 7 * LATER_WEEKS].max(axis=1)

    @property
    def below_a_tenth(self) -> Floats:
        """Whether the largest main crowd 24 to 28 weeks after a draw's own peak is below a tenth of it.

        NaN where the horizon ends before the 24th week.
        """
        top = self.turnout.argmax(axis=1)
        since = self.days[None, :] - self.days[top][:, None]
        window = (since >= 168) & (since <= 196)
        later = np.where(window, self.turnout, -1.0).max(axis=1)
        low = later < 0.1 * self.turnout.max(axis=1)
        return np.where(window.any(axis=1), low.astype(float), np.nan)

    @property
    def end_share(self) -> Floats:
        """Share of adults at the last main occasion of the horizon, (D,)."""
        return self.turnout[:, -1] / self.adults

    @property
    def first_share(self) -> Floats:
        """Share of adults at the first main occasion, (D,)."""
        return self.turnout[:, 0] / self.adults

    @property
    def peak_share(self) -> Floats:
        """Share of the population at the largest main occasion, (D,)."""
        return self.turnout.max(axis=1) / self.population

    @property
    def detained_share(self) -> Floats:
        """Detained per participant at main occasions of the 8 weeks from the fork on, where 100 people or more came."""
        weeks = (self.days >= self.fork) & (self.days < self.fork + 56)
        crowd, detained = self.turnout[:, weeks].ravel(), self.detained[:, weeks].ravel()
        return detained[crowd >= 100] / crowd[crowd >= 100]

    def hazard_factor(self, in_office: float) -> float:
        """What the hazard of all draws would have to be multiplied by for P(in office) to be `in_office`."""
        log_end, log_weight = np.log(self.survival[:, -1]), np.log(self.weight)
        low, high = 0.0, 50.0
        while high - low > 1e-9:
            middle = (low + high) / 2
            weight = np.exp(middle * log_weight)
            above = np.average(np.exp(middle * log_end), weights=weight) > in_office
            low, high = (middle, high) if above else (low, middle)
        return low


def elasticity(world: World, draws: Draws, seed: int, echoes: int = 4) -> Elasticity:
    """Nudge the log-odds of one main occasion before the fork and follow later ones, by expectation (no chance).

    Averages over every main occasion from the second to the last before the fork: the first is the reference of the
    crowd term. All channels count: crowd, belief, ties, habit, fatigue, fear, anger, custody. ValueError if the case
    has fewer than two main occasions before the fork.
    """
    kind = int(world.structure["main_kind"])
    like = [index for index, occasion in enumerate(world.occasions) if occasion.kind == kind]
    before = [index for index in like if world.occasions[index].day < world.fork]
    if len(before) < 2:
        raise ValueError("the case has fewer than two main occasions before the fork: no elasticity can be measured")
    sd = draws.column("turnout_shock_nation_sd")
    # A nudge must end with its day: a shock that persists is no answer of the next crowd to this one.
    draws = draws.with_column("turnout_shock_persistence", 0.0)
    plain = _log_crowds(world, draws, seed)
    first, echo = [], []
    for index in before[1:]:
        occasion = world.occasions[index]
        column = draws.shock_names.index(f"turnout:{occasion.date}:{occasion.name}")
        shocks = draws.shocks.copy()
        shocks[:, column] += NUDGE_LOG_ODDS / sd
        moved = _log_crowds(world, replace(draws, shocks=shocks), seed) - plain
        later = [other for other in like if other > index][:echoes]
        response = moved[:, later] / moved[:, [index]]
        first.append(response[:, 0])
        echo.append(response)
    return Elasticity(world.occasions[before[0]].name, np.mean(first, axis=0), np.mean(echo, axis=0))


def _log_crowds(world: World, draws: Draws, seed: int) -> Floats:
    """Log of the expected nationwide crowd, (draws, occasions)."""
    from buttress.engine import run

    blocks = [
        run(world, draws, block, seed=seed, crowd="mean").turnout.sum(axis=2, dtype=float) for block in _blocks(draws)
    ]
    return np.log(np.concatenate(blocks) + 1e-9)


def _blocks(draws: Draws) -> list[NDArray[np.int64]]:
    """One run a draw, in blocks."""
    runs = np.arange(len(draws), dtype=np.int64) * draws.seeds_per_draw
    return [runs[start : start + BLOCK] for start in range(0, len(runs), BLOCK)]


def predict(world: World, draws: Draws, seed: int, population: float) -> Prediction:
    """One run of counts a draw; `population` of the places, people."""
    from buttress.engine import run

    kind = int(world.structure["main_kind"])
    like = [index for index, occasion in enumerate(world.occasions) if occasion.kind == kind]
    turnout, detained, survival, cause, weight = [], [], [], [], []
    for block in _blocks(draws):
        result = run(world, draws, block, seed=seed, crowd="counts")
        turnout.append(result.turnout[:, like].sum(axis=2, dtype=float))
        detained.append(result.detained[:, like].sum(axis=2, dtype=float))
        survival.append(result.survival.astype(float))
        cause.append(result.hazard[:, world.fork :].sum(axis=1))
        weight.append(np.exp(-result.hazard[:, : world.fork].sum(axis=(1, 2))))
    weights = np.concatenate(weight)
    return Prediction(
        names=draws.names,
        values=draws.values,
        days=np.array([world.occasions[index].day for index in like], dtype=np.int64),
        turnout=np.concatenate(turnout),
        detained=np.concatenate(detained),
        survival=np.concatenate(survival),
        cause=np.concatenate(cause),
        weight=weights / weights.mean(),
        fork=world.fork,
        adults=float(world.structure["adults_total"]),
        population=population,
    )


def in_office_without(case: Case, draws: Draws, seed: int, switches: Sequence[str]) -> dict[str, float]:
    """P(in office at the horizon) with one mechanism off at a time, the same draws, crowds by expectation."""
    from buttress.engine import run
    from buttress.world import build

    found = {}
    for name in ("", *switches):
        world = build(case, off=frozenset([name]) if name else frozenset())
        ends, weights = [], []
        for block in _blocks(draws):
            result = run(world, draws, block, seed=seed, crowd="mean")
            ends.append(result.survival[:, -1])
            weights.append(np.exp(-result.hazard[:, : world.fork].sum(axis=(1, 2))))
        found[name] = float(np.average(np.concatenate(ends), weights=np.concatenate(weights)))
    return found


def digest(prior: Prior) -> str:
    """Twelve hexadecimal digits of all priors by name: a page made from others has another."""
    lines = [f"{name} {dist.dist} {dist.args!r}" for name, dist in zip(prior.names, prior.distributions, strict=True)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def drivers(names: Sequence[str], values: Floats, outcome: Floats, count: int = 6) -> list[tuple[str, float]]:
    """Parameters whose rank goes most with an outcome (D,): name and Spearman's correlation."""
    from scipy import stats

    ranked = stats.rankdata(outcome)
    moving = [j for j in range(values.shape[1]) if np.ptp(values[:, j]) > 0.0]
    found = [(names[j], float(np.corrcoef(stats.rankdata(values[:, j]), ranked)[0, 1])) for j in moving]
    return sorted(found, key=lambda pair: -abs(pair[1]))[:count]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the checks of a case's prior; 0 whatever they say, 2 for a case that can't be read."""
    import buttress.case
    from buttress.world import build
    from studies.prior_prediction.report import report

    parser = argparse.ArgumentParser(
        prog="python -m studies.prior_prediction", description="Check a case's prior against base rates."
    )
    parser.add_argument("case", type=Path, help="folder of the case")
    parser.add_argument("--draws", type=int, default=2000, help="draws of the prior, default 2000")
    parser.add_argument("--out", type=Path, help="folder that gets results.json and the figures")
    given = parser.parse_args(arguments)
    try:
        case = buttress.case.load(given.case)
        world = build(case)
        text = report(case, world, prior_draws(case, given.draws, world=world), given.out)
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(text)
    return 0
