"""What a brief can't tell: reporters who disagree, assumed numbers, parameters the evidence left alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from buttress.brief.content import Assumed, Disagreement, Unknowns, Unmoved
from buttress.case.rows import Event
from buttress.findings.results import Results
from buttress.world.parameters import parameters

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
    meaning = {entry.name: entry.doc for entry in parameters([call.id for call in results.case.facts.calendar])}
    never = tuple(warning for warning in results.answer.warnings if "touched nobody" in warning)
    return Unknowns(
        disagreements=tuple(_disagreements(results)),
        assumed=tuple(_assumed(results.case.documents["case.yaml"].data)),
        unmoved=tuple(
            Unmoved(row.name, meaning.get(row.name, ""), row.ratio)
            for row in sorted(fitted, key=lambda row: -row.ratio)
            if row.ratio > UNMOVED
        ),
        parameters=len(fitted),
        never_fired=never,
        scores=(),
        limits=LIMITS,
    )


def _disagreements(results: Results) -> Iterator[Disagreement]:
    """Final reports of one occasion and place that are more than a factor two apart, latest first."""
    groups: dict[tuple[date, str, str], list[Event]] = {}
    for row in results.case.events:
        if row.side == "protest" and row.stage == "final" and row.scope != "rest":
            groups.setdefault((row.date, row.kind, row.place or ""), []).append(row)
    names = {place.id: place.name for place in results.case.facts.places} | {"": "whole country"}
    titles = {calling.id: calling.name for calling in results.case.facts.calendar}
    for (day, kind, place), rows in sorted(groups.items(), key=lambda item: item[0], reverse=True):
        for what, said in (("people", _crowds(rows)), ("detained", _held(rows))):
            if _apart([value for _, _, value in said]):
                yield Disagreement(
                    day,
                    f"{titles.get(kind, kind)}, {names[place]}, {what}",
                    tuple((_who(results, reporter), words) for reporter, words, _ in said),
                    f"buttress explain {results.folder} --on {day}" + (f" --place {place}" if place else ""),
                )


def _crowds(rows: list[Event]) -> list[tuple[str, str, float]]:
    return [
        (row.reporter, _words(row.crowd_low, row.crowd_high), float(row.crowd_low or row.crowd_high or 0))
        for row in rows
        if row.crowd_low or row.crowd_high
    ]


def _held(rows: list[Event]) -> list[tuple[str, str, float]]:
    return [(row.reporter, f"{row.detained:,}", float(row.detained)) for row in rows if row.detained]


def _words(low: int | None, high: int | None) -> str:
    if low is None:
        return f"not over {high:,}"
    if high is None:
        return f"more than {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _apart(values: list[float]) -> bool:
    return len(values) > 1 and max(values) > FACTOR * min(values)


def _who(results: Results, reporter: str) -> str:
    return next((known.name for known in results.case.facts.reporters if known.id == reporter), reporter)


def _assumed(node: Any, path: tuple[str, ...] = ()) -> Iterator[Assumed]:
    """Quantities marked `assumed`, by their path in case.yaml; list items by their id."""
    if isinstance(node, dict):
        if isinstance(node.get("assumed"), str):
            shown = node.get("value", "a prior")
            yield Assumed(" ".join(path).replace("_", " "), _number(shown), node["assumed"])
        for key, child in node.items():
            yield from _assumed(child, (*path, str(key)))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            name = child.get("id", index) if isinstance(child, dict) else index
            yield from _assumed(child, (*path, str(name)))


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)
