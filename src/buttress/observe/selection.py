"""Which rows of events.csv are evidence, and what each of them says.

A row may carry a crowd and a count of people detained; each is judged by itself. Left out, with the reason kept: rows
from the day of the fork on or published after it, rallies for the government, partial and cumulative counts, rows of
no occasion of the calendar, and all but one of several rows that one reporter gives for the same people. A day or a
place without a row is missing, not zero: it says nothing.

*Levels.* A country's number and its city's, from one reporter, are not two measurements. The country's is used as the
level; a part beside it speaks only of its share of the whole, in which the reporter's bias cancels.

*Early counts.* Where the reporter gives no final number for any of these people, its latest early count is a level
that is still to grow. Beside the final number for the same people it says nothing more of them, but how counts grow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from buttress.observe.report import EvidenceRow, Report, bounds, table_row, use
from buttress.observe.reporter import Quantity

#: Stages that are never evidence.
PARTIAL = {"part": "part of the people", "cumulative": "adds up several days"}


@dataclass(frozen=True)
class _Candidate:
    """A number that may be evidence; `order` is its row's place among the case's events."""

    order: int
    row: Any
    report: Report


_Left = tuple[_Candidate, str]
"""A row that is left out, and why."""

_Numbered = tuple[int, EvidenceRow]
"""A line of the evidence table with its row's place among the case's events."""


def select(case: Any, world: Any, quantity: Quantity) -> tuple[list[Report], list[EvidenceRow]]:
    """Reports of a quantity that may enter the likelihood, and the table of all rows that speak of it.

    `case` gives `.events` (rows already cut at `as_of`) and `.facts`; `world` gives `.occasions`. Order is that of
    `case.events`.
    """
    candidates, rows = _screen(case, world, quantity)
    kept: list[_Candidate] = []
    groups: dict[tuple[str, int], list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[candidate.report.reporter, candidate.report.occasion].append(candidate)
    for group in groups.values():
        used, left = _of_one_reporter(group)
        kept += used
        rows += [(c.order, table_row(c.row, quantity, False, why)) for c, why in left]
    rows += [(c.order, table_row(c.row, quantity, True, use(c.report))) for c in kept]
    kept.sort(key=lambda c: c.order)
    rows.sort(key=lambda numbered: numbered[0])
    return [c.report for c in kept], [row for _, row in rows]


def _of_one_reporter(group: Sequence[_Candidate]) -> tuple[list[_Candidate], list[_Left]]:
    """Used and left out of what a reporter says of one occasion."""
    finals, dropped = _one_a_scope([c for c in group if not c.report.early])
    early, older = _one_a_scope([c for c in group if c.report.early])
    used, partial = _one_level(finals)
    growing, beside = _early(early, finals)
    return used + growing, dropped + older + partial + beside


def _screen(case: Any, world: Any, quantity: Quantity) -> tuple[list[_Candidate], list[_Numbered]]:
    kinds = {r.id: str(r.kind) for r in case.facts.reporters}
    scopes = _Scopes(case)
    occasions = {(o.date, o.name): i for i, o in enumerate(world.occasions) if o.day < world.fork}
    candidates, rows = [], []
    for order, row in enumerate(case.events):
        low, high = bounds(row, quantity)
        if low is None and high is None:
            continue
        places = scopes.places(row)
        index = occasions.get((row.date, row.kind))
        why = _objection(row, case, index, places, scopes)
        if why is None and quantity == "crowd" and (high is not None and high < 1):
            why = "no crowd"
        if why is not None:
            rows.append((order, table_row(row, quantity, False, why)))
            continue
        assert index is not None
        early = str(row.stage) == "early"
        report = Report(row.line, row.reporter, kinds[row.reporter], quantity, index, places, low, high, early=early)
        candidates.append(_Candidate(order, row, report))
    return candidates, rows


class _Scopes:
    """Indices of places by scope, and where each occasion is held."""

    def __init__(self, case: Any) -> None:
        self.index = {p.id: i for i, p in enumerate(case.facts.places)}
        self.capital = {i for i, p in enumerate(case.facts.places) if p.capital}
        everywhere = set(self.index.values())
        self.held: dict[str, set[int]] = {}
        for entry in case.facts.calendar:
            named = entry.places
            self.held[entry.id] = everywhere if named == "all" else {self.index[p] for p in named}

    def places(self, row: Any) -> tuple[int, ...]:
        """Indices of the places that a row speaks of, where its occasion is held."""
        scope = str(row.scope)
        if scope == "place":
            wanted = {self.index[row.place]} if row.place in self.index else set()
        elif scope == "rest":
            wanted = set(self.index.values()) - self.capital
        else:
            wanted = set(self.index.values())
        return tuple(sorted(wanted & self.held.get(row.kind, set())))


def _objection(row: Any, case: Any, index: int | None, places: Sequence[int], scopes: _Scopes) -> str | None:
    as_of = case.as_of
    if row.published >= as_of:
        return "published after the cut-off"
    if row.date >= as_of:
        return "on or after the day of the fork"
    if str(row.side) == "pro_government":
        return "a rally for the government is not a protest"
    if str(row.stage) in PARTIAL:
        return PARTIAL[str(row.stage)]
    if row.kind not in scopes.held:
        return "of no occasion of the calendar"
    if index is None:
        return "the calendar has no such occasion on this day"
    if not places:
        return "the calendar does not hold this occasion there"
    return None


def _completeness(candidate: _Candidate) -> tuple[Any, ...]:
    """Sort key: the last published, then the sharpest, then the higher (a later count of the same people grew)."""
    report = candidate.report
    sharp = 2 if report.low == report.high else 1 if None not in (report.low, report.high) else 0
    top = report.high if report.high is not None else report.low
    return candidate.row.published, sharp, top, -candidate.order


def _one_a_scope(group: Sequence[_Candidate]) -> tuple[list[_Candidate], list[_Left]]:
    by_places: dict[tuple[int, ...], list[_Candidate]] = defaultdict(list)
    for candidate in group:
        by_places[candidate.report.places].append(candidate)
    kept, dropped = [], []
    for rivals in by_places.values():
        best = max(rivals, key=_completeness)
        kept.append(best)
        why = f"line {best.report.line} is the same reporter's latest or sharpest number for the same people"
        dropped += [(c, why) for c in rivals if c is not best]
    return kept, dropped


def _one_level(group: Sequence[_Candidate]) -> tuple[list[_Candidate], list[_Left]]:
    """Keep disjoint levels; a part within a whole becomes a share of it, or is left out."""
    widest = sorted(group, key=lambda c: (-len(c.report.places), c.order))
    wholes = _wholes(widest)
    used: list[_Candidate] = list(wholes)
    left: list[_Left] = []
    shares: dict[int, set[int]] = defaultdict(set)
    for candidate in widest:
        if candidate in wholes:
            continue
        part = set(candidate.report.places)
        whole = next((w for w in wholes if part & set(w.report.places)), None)
        if whole is None:
            used.append(candidate)
            continue
        share, why = _share(candidate, whole, shares[whole.order])
        if share is None:
            left.append((candidate, why))
        else:
            used.append(share)
            shares[whole.order] |= part
    return used, left


def _wholes(widest: Sequence[_Candidate]) -> list[_Candidate]:
    """Disjoint candidates, the widest first; a mere bound gives way to a part that is a figure."""
    chosen: list[_Candidate] = []
    taken: set[int] = set()
    for candidate in widest:
        mine = set(candidate.report.places)
        if mine & taken:
            continue
        inner = [c for c in widest if set(c.report.places) < mine]
        if candidate.report.figure is None and any(c.report.figure is not None for c in inner):
            continue
        chosen.append(candidate)
        taken |= mine
    return chosen


def _share(part: _Candidate, whole: _Candidate, spoken: set[int]) -> tuple[_Candidate | None, str]:
    mine, all_of = set(part.report.places), set(whole.report.places)
    line = whole.report.line
    if not mine < all_of:
        return None, f"overlaps line {line}, the same reporter's number"
    if mine & spoken:
        return None, f"people already counted in another share of line {line}"
    if mine | spoken == all_of:
        return None, f"follows from line {line} and the other shares"
    top, bottom = whole.report.figure, part.report.figure
    if top is None or bottom is None or not 0 < bottom < top:
        return None, f"a bound on part of line {line}, the same reporter's number"
    p, r = part.report, whole.report
    return _Candidate(part.order, part.row, replace(p, role="share", whole=r.places, of=top)), ""


def _early(early: Sequence[_Candidate], finals: Sequence[_Candidate]) -> tuple[list[_Candidate], list[_Left]]:
    """Early counts: levels where the reporter gives no final number for any of the people, else growth."""
    alone, used, left = [], [], []
    for candidate in early:
        mine = set(candidate.report.places)
        rivals = [final for final in finals if mine & set(final.report.places)]
        same = next((final for final in rivals if set(final.report.places) == mine), None)
        if not rivals:
            alone.append(candidate)
        elif same is not None and _grows(candidate, same):
            growth = replace(candidate.report, role="growth", of=same.report.figure)
            used.append(_Candidate(candidate.order, candidate.row, growth))
        else:
            why = f"an early count beside line {rivals[0].report.line}, the same reporter's final number"
            left.append((candidate, why))
    levels, parts = _one_level(alone)
    left += parts + [(c, "part of another early count of the reporter") for c in levels if c.report.role != "level"]
    return used + [c for c in levels if c.report.role == "level"], left


def _grows(early: _Candidate, final: _Candidate) -> bool:
    """Whether both are figures, of some people, and the early one is older."""
    numbers = (early.report.figure, final.report.figure)
    in_time = early.row.published <= final.row.published
    exact = early.report.exact and final.report.exact
    return exact and in_time and all(number is not None and number > 0 for number in numbers)
