"""What a brief can't tell: reporters who disagree, assumed numbers, parameters the evidence left alone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

from buttress.brief.content import (
    AssumedNumber,
    Disagreement,
    IntervalEstimate,
    Score,
    Unit,
    Unknowns,
    UnmovedParameter,
)
from buttress.case.contest import Case
from buttress.case.quantity import ARGUMENTS
from buttress.case.rows import Event
from buttress.evaluate.recent_scores import recent_scores
from buttress.evaluate.score_table import BASELINE, BOOTSTRAP_SEED, OURS
from buttress.evaluate.skill import skill
from buttress.findings.results import Results
from buttress.world.parameters import parameters

UNTOUCHED = "touched nobody"
"""How a comparison words a change without effect."""
UNMOVED = 0.95
"""Posterior over prior spread above which the evidence left a parameter alone."""
FACTOR = 2.0
"""Reporters who differ by more than this disagree."""
LIMITS = (
    "Truth behind the counts is identified only up to the prior on the reporters’ bias: if all lean one way, so do we.",
    "Chances of being in office are other campaigns’ base rates, moved by our terms; this case can’t test that.",
    "Turnout and detentions are of the path had he stayed in office.",
)


def unknowns(results: Results) -> Unknowns:
    """All that belongs under "what we don't know"."""
    fitted = results.posterior.unknowns
    rests = {name for claim in results.case.claims for name in (*claim.rests_on, claim.parameter)}
    meaning = {entry.name: entry.doc for entry in parameters([call.id for call in results.case.facts.calendar])}
    never = tuple(warning for warning in results.answer.warnings if UNTOUCHED in warning)
    return Unknowns(
        disagreements=tuple(_disagreements(results)),
        assumed=tuple(sorted(_assumed(results.case.documents["case.yaml"].data), key=lambda each: each.key)),
        unmoved=tuple(
            UnmovedParameter(row.name, meaning.get(row.name, ""), row.ratio)
            for row in sorted(fitted, key=lambda row: (row.name not in rests, -row.ratio, row.name))
            if row.ratio > UNMOVED
        ),
        parameters=len(fitted),
        never_fired=never,
        scores=tuple(_scores(results.case)),
        limits=LIMITS,
    )


def _scores(case: Case) -> Iterator[Score]:
    """How forecasts of the weeks that the day shows did, where there are enough of them for an interval."""
    for judged in recent_scores(case):
        ours, rival = judged.scores[OURS], judged.scores[BASELINE]
        found = skill(ours.crps, rival.crps, judged.lead, BOOTSTRAP_SEED)
        if math.isfinite(found.value) and all(map(math.isfinite, found.interval_95)):
            estimate = IntervalEstimate(found.value, *found.interval_95, Unit.PERCENT, signed=True)
            yield Score(judged.target, len(judged.weeks), estimate, int(ours.inside[80].sum()))


def _disagreements(results: Results) -> Iterator[Disagreement]:
    """Occasions of which two reporters gave final counts that can't both be near the truth; the latest first."""
    names = {call.id: call.name for call in results.case.facts.calendar}
    groups: dict[tuple[date, str], list[Event]] = {}
    for row in results.case.events:
        if row.side == "protest" and row.stage == "final" and row.kind in names:
            groups.setdefault((row.date, row.kind), []).append(row)
    for (day, kind), rows in sorted(groups.items(), key=lambda item: item[0][0], reverse=True):
        for what in ("people", "detained"):
            said = [Said(row, *_range(row, what)) for row in rows if _range(row, what) != (None, None)]
            if any(_apart(one, other) for one, other in combinations(said, 2)):
                yield Disagreement(
                    day,
                    f"{names[kind]}, {what}",
                    tuple((_who(results, one.row), _words(one)) for one in said),
                    results.explain(day),
                )


class Said(NamedTuple):
    """A report with its bounds; None is no bound on that side."""

    row: Event
    low: float | None
    high: float | None


def _range(row: Event, what: str) -> tuple[float | None, float | None]:
    low, high = (row.crowd_low, row.crowd_high) if what == "people" else (row.detained, row.detained)
    return (None if low is None else float(low), None if high is None else float(high))


def _apart(one: Said, other: Said) -> bool:
    """Two reporters more than a factor apart on the same people, or a part larger than the whole."""
    if one.row.reporter == other.row.reporter:
        return False
    if (one.row.scope, one.row.place) == (other.row.scope, other.row.place):
        return _beyond(one, other, FACTOR) or _beyond(other, one, FACTOR)
    if one.row.scope == "national":
        return _beyond(other, one, 1.0)
    return other.row.scope == "national" and _beyond(one, other, 1.0)


def _beyond(one: Said, other: Said, factor: float) -> bool:
    """Is the least that `one` allows above `factor` times the most that `other` allows?"""
    return one.low is not None and other.high is not None and one.low > factor * other.high


def _words(said: Said) -> str:
    if said.low is None:
        return f"not over {said.high:,.0f}"
    if said.high is None:
        return f"more than {said.low:,.0f}"
    return f"{said.low:,.0f}" if said.low == said.high else f"{said.low:,.0f} to {said.high:,.0f}"


def _who(results: Results, row: Event) -> str:
    name = next(known.name for known in results.case.facts.reporters if known.id == row.reporter)
    if row.scope == "national":
        return name
    if row.scope == "rest":
        return f"{name} (outside the capital)"
    return f"{name} ({next(place.name for place in results.case.facts.places if place.id == row.place)})"


def _assumed(node: Any, path: tuple[str, ...] = ()) -> Iterator[AssumedNumber]:
    """Quantities marked `assumed`, by their path in case.yaml; list items by their id."""
    if isinstance(node, dict):
        if isinstance(node.get("assumed"), str):
            yield AssumedNumber(" ".join(path).replace("_", " "), _value(node), node["assumed"])
        for key, child in node.items():
            yield from _assumed(child, (*path, str(key)))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            name = child.get("id", index) if isinstance(child, dict) else index
            yield from _assumed(child, (*path, str(name)))


def _value(node: dict[str, Any]) -> str:
    value = node.get("value")
    if "dist" in node:
        numbers = ", ".join(f"{name} {node[name]:g}" for name in ARGUMENTS[node["dist"]])
        return f"{node['dist']}({numbers})"
    return f"{value:,}" if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)
