"""What a brief cannot tell: reports at odds, assumed numbers, parameters the evidence left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from pydantic import BaseModel

from buttress.brief.content import Assumed, Disagreement, Unknowns, Unmoved
from buttress.brief.gather.commands import Commands

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.case.rows import Event
    from buttress.experiment import Comparison
    from buttress.infer.posterior import Posterior

UNTOUCHED = "touched nobody"  # how the comparison words a change without effect
APART = 2.0  # factor between two reporters that counts as a disagreement
STILL = 0.95  # posterior over prior spread, above which a parameter counts as not moved


def unknowns(case: Case, comparison: Comparison, posterior: Posterior | None, command: Commands) -> Unknowns:
    """The box at the foot of the brief."""
    return Unknowns(
        disagreements=tuple(_disagreements(case, command)),
        assumed=tuple(_assumed(case.facts, ())),
        unmoved=_unmoved(case, posterior),
        parameters=0 if posterior is None else len(posterior.unknowns),
        never_fired=tuple(text for text in comparison.warnings if UNTOUCHED in text),
        scores=(),
        limits=(
            "The truth behind the counts is known only up to the prior on each reporter’s bias: where reporters differ "
            "by a factor, no number of reports settles who is right.",
        ),
    )


def _disagreements(case: Case, command: Commands) -> Iterator[Disagreement]:
    """Occasions whose final counts, by two reporters, can't both be near the truth; the latest first."""
    known = {calling.id: calling.name for calling in case.facts.calendar}
    names = {reporter.id: reporter.name for reporter in case.facts.reporters}
    groups: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    for row in case.events:
        if row.side == "protest" and row.stage == "final" and row.kind in known:
            groups[row.date, row.kind].append(row)
    for rows in sorted(groups.values(), key=lambda rows: rows[0].date, reverse=True):
        for what in ("people", "detained"):
            said = [(row, *_range(row, what)) for row in rows if _range(row, what) != (None, None)]
            if any(_apart(one, other) for one, other in combinations(said, 2)):
                yield Disagreement(
                    rows[0].date,
                    f"{known[rows[0].kind]}, {what}",
                    tuple((f"{names[row.reporter]}{_scope(case, row)}", _say(low, high)) for row, low, high in said),
                    command.explain(rows[0].date),
                )


Said = tuple["Event", float | None, float | None]


def _range(row: Event, what: str) -> tuple[float | None, float | None]:
    low, high = (row.crowd_low, row.crowd_high) if what == "people" else (row.detained, row.detained)
    return (None if low is None else float(low), None if high is None else float(high))


def _apart(one: Said, other: Said) -> bool:
    """More than twice apart for the same people, or a part that is larger than the whole."""
    if one[0].reporter == other[0].reporter:
        return False
    if (one[0].scope, one[0].place) == (other[0].scope, other[0].place):
        return _beyond(one, other, APART) or _beyond(other, one, APART)
    if one[0].scope == "national":
        return _beyond(other, one, 1.0)
    return other[0].scope == "national" and _beyond(one, other, 1.0)


def _beyond(one: Said, other: Said, factor: float) -> bool:
    """Is the least that `one` allows above `factor` times the most that `other` allows?"""
    low, high = one[1], other[2]
    return low is not None and high is not None and low > factor * high


def _scope(case: Case, row: Event) -> str:
    if row.scope == "national":
        return ""
    if row.scope == "rest":
        return " (outside the capital)"
    place = next(place.name for place in case.facts.places if place.id == row.place)
    return f" ({place})"


def _say(low: float | None, high: float | None) -> str:
    if high is None:
        return f"more than {low:,.0f}"
    if low is None:
        return f"not over {high:,.0f}"
    return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"


def _assumed(node: object, path: tuple[str, ...]) -> Iterator[Assumed]:
    """Every quantity and prior of the case that no source gives, by its path in the file."""
    if isinstance(node, BaseModel):
        why = getattr(node, "assumed", None)
        if why is not None:
            yield Assumed(".".join(path), _value(node), str(why))
            return
        for name in type(node).model_fields:
            yield from _assumed(getattr(node, name), (*path, name))
    elif isinstance(node, dict):
        for name, child in node.items():
            yield from _assumed(child, (*path, str(name)))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from _assumed(child, (*path, str(getattr(child, "id", index))))


def _value(node: BaseModel) -> str:
    value = getattr(node, "value", None)
    dist = getattr(node, "dist", None)
    if dist is not None:
        numbers = {
            name: number
            for name, number in node.model_dump(exclude_none=True).items()
            if isinstance(number, float) and not isinstance(number, bool)
        }
        return f"{dist}({', '.join(f'{name} {number:g}' for name, number in numbers.items())})"
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)


def _unmoved(case: Case, posterior: Posterior | None) -> tuple[Unmoved, ...]:
    """The parameters as wide after the evidence as before, widest first; those that claims rest on lead."""
    if posterior is None:
        return ()
    from buttress.world.parameters import parameters

    meaning = {
        entry.name: entry.doc for entry in parameters([one.id for one in case.facts.calendar], case.facts.priors)
    }
    rests = {name for claim in case.claims for name in (*claim.rests_on, claim.parameter)}
    still = [row for row in posterior.unknowns if row.ratio > STILL]
    still.sort(key=lambda row: (row.name not in rests, -row.ratio, row.name))
    return tuple(Unmoved(row.name, meaning.get(row.name, ""), row.ratio) for row in still)
