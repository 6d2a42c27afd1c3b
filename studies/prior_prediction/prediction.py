"""What the model predicts from draws of its prior, before it has seen a report."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from buttress.arrays import Floats, Ints
from buttress.case import Case
from buttress.engine import run
from buttress.infer.prior import JointPrior
from buttress.world import Draws, World, build
from studies.prior_prediction.run_blocks import run_blocks

LATER_WEEKS = 26
FEW_OF_ADULTS, MANY_OF_ADULTS = 0.001, 0.1
RESOLUTION_SWITCHES = (
    "resolution_crowd", "resolution_force", "resolution_pay", "resolution_belief", "resolution_reform",
    "support", "withdrawal",
)  # fmt: skip


@dataclass(frozen=True)
class Prediction:
    """What the prior predicts, first axis = draws; `weight` is the chance of being in office at the fork, mean 1.

    `turnout` and `detained` are nationwide, of the main weekly occasion (`days` counted from the trigger); `survival`
    is by day after the fork; `adults` people.
    """

    names: tuple[str, ...]
    values: Floats
    days: Ints
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


def predict(world: World, draws: Draws, seed: int, population: float) -> Prediction:
    """One run of counts a draw; `population` of the places, people."""
    kind = int(world.structure["main_kind"])
    like = [index for index, occasion in enumerate(world.occasions) if occasion.kind == kind]
    turnout, detained, survival, cause, weight = [], [], [], [], []
    for block in run_blocks(draws):
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
    found = {}
    for name in ("", *switches):
        world = build(case, off=frozenset([name]) if name else frozenset())
        ends, weights = [], []
        for block in run_blocks(draws):
            result = run(world, draws, block, seed=seed, crowd="mean")
            ends.append(result.survival[:, -1])
            weights.append(np.exp(-result.hazard[:, : world.fork].sum(axis=(1, 2))))
        found[name] = float(np.average(np.concatenate(ends), weights=np.concatenate(weights)))
    return found


def digest(prior: JointPrior) -> str:
    """Twelve hexadecimal digits of all priors by name: a page made from others has another."""
    lines = [f"{name} {dist.dist} {dist.args!r}" for name, dist in zip(prior.names, prior.distributions, strict=True)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def drivers(names: Sequence[str], values: Floats, outcome: Floats, count: int = 6) -> list[tuple[str, float]]:
    """Parameters whose rank goes most with an outcome (D,): name and Spearman's correlation."""
    ranked, ranks = stats.rankdata(outcome), stats.rankdata(values, axis=0)
    moving = [j for j in range(values.shape[1]) if np.ptp(values[:, j]) > 0.0]
    found = [(names[j], float(np.corrcoef(ranks[:, j], ranked)[0, 1])) for j in moving]
    return sorted(found, key=lambda pair: -abs(pair[1]))[:count]
