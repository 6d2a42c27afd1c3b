"""Evidence that a case could still get, of the kinds that it reads, each made ready to be simulated.

One more reserve level or exchange rate, of the fork or a month on; a count of the last main occasions before the fork
by a reporter who has not spoken yet; a list of those detained there by a monitor. What a reporter who has not spoken
overcounts is drawn from the prior of its kind. A month on, the baseline goes by the script. Counts of occasions to come
are left out: a single day's luck, which the mean field lacks, would be taken for knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from buttress.arrays import Floats
from buttress.infer.distribution import PriorDistribution
from buttress.infer.prior import generator
from buttress.infer.problem import Problem
from buttress.observe.component import Component
from buttress.observe.crowd import CrowdReports
from buttress.observe.detained import DetainedReports
from buttress.observe.past import SimulatedPast
from buttress.observe.rates import ExchangeRates, RateLevel
from buttress.observe.report import Report
from buttress.observe.reporter import Quantity
from buttress.observe.reserves import Fall, ReserveFalls, noise_a_day
from buttress.world import Draws

if TYPE_CHECKING:
    from buttress.case import Case

MONTH = 30
OCCASIONS = 2
NEWCOMER = "newcomer"
REPORTS, NOISE = 11, 12
"""Streams of the seed sequence: a newcomer's traits, and the noise of what is reported."""


@dataclass(frozen=True)
class Collectable:
    """One thing to collect: its words, and the component that holds it with numbers to be replaced."""

    words: str
    component: Component


@dataclass(frozen=True)
class SimulatedDraws:
    """Draws with the pasts that they lead to, until a month after the fork, and parameters by name."""

    past: SimulatedPast
    values: Mapping[str, Floats]

    @classmethod
    def of(cls, problem: Problem, draws: Draws) -> SimulatedDraws:
        """Run the draws once."""
        stop = min(problem.world.fork + MONTH, problem.world.days)
        past = problem.simulate(draws.values, draws.shocks, stop)
        return cls(past, {name: draws.values[:, j] for j, name in enumerate(draws.names)})


def collectables(case: Case, problem: Problem, simulated: SimulatedDraws) -> list[Collectable]:
    """What the case could still get, in a fixed order."""
    return [*_levels(case, problem), *_rates(case, problem), *_counts(case, problem, simulated)]


def log_likelihoods(item: Collectable, simulated: SimulatedDraws, seed: int) -> Floats:
    """Evidence simulated from each draw (rows) under each draw (columns), (n, n)."""
    n = len(simulated.past)
    rng = generator(seed, NOISE)
    traits = {
        parameter.name: PriorDistribution.of(parameter.prior).value(generator(seed, REPORTS, j).standard_normal(n))
        for j, parameter in enumerate(item.component.parameters)
    }
    expected = item.component.expect(simulated.past, {**simulated.values, **traits})
    out = np.empty((n, n))
    for i in range(n):
        reported = item.component.replica(expected.take(slice(i, i + 1)), rng)
        out[i] = reported.log_terms(expected).sum(axis=1)
    return out


def _levels(case: Case, problem: Problem) -> list[Collectable]:
    """Reserve levels: at the fork, where the last one is older, and a month on."""
    noise, fork = noise_a_day(case), problem.world.fork
    if noise is None or "reserves" in case.facts.off:
        return []
    days = [(period.start - case.facts.trigger.date).days for period in case.ledger.periods if not period.closed]
    last = max([0, *days])
    spans = [(last, fork), (fork, min(fork + MONTH, problem.world.days))]
    return [
        Collectable(
            f"a reserve level of {_date(case, end)}",
            ReserveFalls([Fall(first, end, 0.0, noise * float(np.sqrt(end - first)))]),
        )
        for first, end in spans
        if end > first
    ]


def _rates(case: Case, problem: Problem) -> list[Collectable]:
    """Exchange rates: of the day before the fork, where none is used, and a month on."""
    purse, fork = case.facts.purse, problem.world.fork
    if purse is None or not purse.own_money or "reserves" in case.facts.off:
        return []
    used = {level.day for level in ExchangeRates.of(case, problem.world).levels}
    days = [fork - 1, min(fork + MONTH, problem.world.days) - 1]
    return [
        Collectable(f"an exchange rate of {_date(case, day)}", ExchangeRates([RateLevel(day, 1.0)]))
        for day in days
        if day not in used
    ]


def _counts(case: Case, problem: Problem, simulated: SimulatedDraws) -> list[Collectable]:
    """A newcomer's count of the last main occasions, and a list of those detained there."""
    world, main = problem.world, case.facts.main_kind.id
    last = [j for j, each in enumerate(world.occasions) if each.day < world.fork and each.name == main][-OCCASIONS:]
    if not last:
        return []
    when = " and ".join(_date(case, world.occasions[j].day) for j in last)
    counts = _reports(last, "crowd", "newsroom", simulated.past.turnout)
    lists = _reports(last, "detained", "monitor", simulated.past.detained)
    return [
        Collectable(f"one more newsroom's count of the main occasions of {when}", CrowdReports(counts)),
        Collectable(f"one more monitor's list of those detained on {when}", DetainedReports(lists)),
    ]


def _reports(occasions: Sequence[int], quantity: Quantity, kind: str, people: Floats) -> list[Report]:
    """Nationwide figures, as fine as such numbers are: crowds to two digits, the detained one by one."""
    places = tuple(range(people.shape[2]))
    blank = Report(0, NEWCOMER, kind, quantity, 0, places, None, None)
    made = []
    for occasion in occasions:
        figure = _fine(float(np.median(people[:, occasion].sum(axis=1))), two_digits=quantity == "crowd")
        made.append(replace(blank, occasion=occasion, low=figure, high=figure))
    return made


def _fine(number: float, two_digits: bool) -> float:
    """A number whose last digit that is not rounded is no nought, so that its rounding can be read from it."""
    unit = 10 ** max(len(str(max(int(number), 1))) - 2, 0) if two_digits else 1
    whole = max(int(number) // unit, 1)
    return float((whole + (whole % 10 == 0)) * unit)


def _date(case: Case, day: int) -> str:
    return (case.facts.trigger.date + timedelta(days=day)).isoformat()
