"""Why turnout, pay, loyalty or a hazard is what it is on a day.

Contributions are those of the rules, in log-odds (turnout) or log hazard (loyalty, exits), averaged over runs. What
leaving one out would change is computed on that day alone, with the past as it was: for turnout everybody's log-odds
move by the term, for hazards the hazard is divided by its exponential. Contributions need not add up to the whole: what
people differ in (dissent, habit, fatigue, ties) stands in `the rest`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from buttress.arrays import Floats
from buttress.case.message import nearest
from buttress.findings.explanation import Contribution, Decomposition, Explanation
from buttress.world.codes import CAUSES, HAZARD_TERMS, LOYALTY_TERMS, TURNOUT_TERMS, HazardTerm

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.engine import Result

REST = "the rest: dissent, habit, fatigue, ties, reform"


class ExplainError(ValueError):
    """A day or a place that can't be explained; the text says which can."""


def explain(case: Case, result: Result, day: date, place: str | None = None, scenario: str = "baseline") -> Explanation:
    """A day's outcomes with their contributions, from a result that was run with `explain=True`.

    Raises ExplainError for a day or a place that the run does not have.
    """
    index = result.world.clock.index(day)
    if not 0 <= index < result.world.days:
        last = result.world.clock.at(result.world.days - 1)
        raise ExplainError(f"{day} lies outside of the run: give a day from {case.facts.trigger.date} to {last}")
    where = _place(case, place)
    outcomes = [
        *_turnout(case, result, index, where),
        *_pay(case, result, index),
        *_loyalty(case, result, index),
        *_hazards(result, index),
    ]
    return Explanation(day, case.facts.places[where].id, scenario, len(result.runs), tuple(outcomes))


def _place(case: Case, place: str | None) -> int:
    ids = [entry.id for entry in case.facts.places]
    if place is None:
        return next((i for i, entry in enumerate(case.facts.places) if entry.capital), 0)
    if place not in ids:
        raise ExplainError(f"the case has no place {place!r}{nearest(place, ids)}")
    return ids.index(place)


def _turnout(case: Case, result: Result, day: int, place: int) -> Iterable[Decomposition]:
    world = result.world
    for o, occasion in enumerate(world.occasions):
        called = float(
            (world.structure["calls"][occasion.kind, place] * world.structure["adults"][place].sum(-1)).sum()
        )
        if occasion.day != day or called <= 0:
            continue
        crowd = result.turnout[:, o, place].astype(float)
        odds = _logit(np.clip(crowd / called, 0.5 / called, 1 - 0.5 / called))
        terms = result.turnout_terms[:, o, place]

        def without(term: Floats, odds: Floats = odds, called: float = called) -> float:
            return float((called / (1.0 + np.exp(-(odds - term)))).mean())

        lines = _lines(TURNOUT_TERMS[1:], terms[:, 1:], float(crowd.mean()), without)
        rest = odds - terms.sum(axis=1)
        name = next(call.name for call in case.facts.calendar if call.id == occasion.name)
        yield Decomposition(
            f"{name}, {case.facts.places[place].name}",
            float(crowd.mean()),
            "people",
            "log-odds",
            (_line("the occasion's base", terms[:, 0]), *lines, _line(REST, rest)),
        )


def _pay(case: Case, result: Result, day: int) -> Iterable[Decomposition]:
    """Real pay as a product: what was paid of what was owed, and what it buys; nothing without a purse."""
    if case.facts.purse is None:
        return
    for p, pillar in enumerate(case.facts.pillars):
        if pillar.role != "enforcer":
            continue
        real = np.maximum(result.real_pay[:, day, p], 1e-9)
        prices = -np.log(result.price[:, day])
        rest = np.log(real) - prices
        mean = float(real.mean())
        lines = (
            _line("prices", prices, float(np.exp(np.log(real) - prices).mean()), mean),
            _line("the rest: paid on time over owed", rest, float(np.exp(prices).mean()), mean),
        )
        yield Decomposition(f"Real pay, {pillar.name}", mean, "ratio, 1 at the trigger", "log", lines)


def _loyalty(case: Case, result: Result, day: int) -> Iterable[Decomposition]:
    for p, pillar in enumerate(case.facts.pillars):
        terms = result.loyalty_terms[:, day, p]
        hazard = np.exp(np.clip(terms.sum(axis=1), -60.0, -0.7))
        what = "striking" if pillar.role == "workers" else "leaving"
        lines = _lines(LOYALTY_TERMS[1:], terms[:, 1:], float(hazard.mean()), _divided(hazard))
        base = _line("base rate", terms[:, 0])
        yield Decomposition(
            f"Hazard of {what}, {pillar.name}", float(hazard.mean()), "per day", "log hazard", (base, *lines)
        )


def _hazards(result: Result, day: int) -> Iterable[Decomposition]:
    """Exits by cause; contributions are counted from the eve of the fork, the patron's against the pool."""
    eve = max(result.world.fork - 1, 0)
    for c, cause in enumerate(CAUSES):
        hazard = result.hazard[:, day, c]
        terms = result.hazard_terms[:, day, c].copy()
        anchored = slice(HazardTerm.BASE + 1, HazardTerm.SUPPORT)
        terms[:, anchored] -= result.hazard_terms[:, min(day, eve), c, anchored]
        lines = _lines(HAZARD_TERMS[1:], terms[:, 1:], float(hazard.mean()), _divided(hazard))
        yield Decomposition(
            f"Hazard of {cause}",
            float(hazard.mean()),
            "per day",
            "log hazard",
            (_line("base rate", terms[:, 0]), *lines),
        )


def _divided(hazard: Floats) -> Callable[[Floats], float]:
    """The mean hazard with a term left out."""
    return lambda term: float((hazard * np.exp(-term)).mean())


def _lines(
    names: Iterable[str], terms: Floats, mean: float, without: Callable[[Floats], float]
) -> tuple[Contribution, ...]:
    return tuple(
        _line(name, terms[:, t], without(terms[:, t]), mean)
        for t, name in enumerate(names)
        if np.any(terms[:, t] != 0.0)
    )


def _line(name: str, values: Floats, without: float | None = None, mean: float | None = None) -> Contribution:
    low, high = np.quantile(values, [0.025, 0.975])
    change = None if without is None or mean is None else mean - without
    return Contribution(name, float(values.mean()), float(low), float(high), without, change)


def _logit(p: Floats) -> Floats:
    return np.asarray(np.log(p) - np.log1p(-p))
