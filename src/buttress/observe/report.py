"""Which rows of events.csv are evidence, and what each of them says.

A row may carry a crowd and a count of people detained; each is judged by itself. Left out, with the reason kept: rows
from the day of the fork on or published after it, rallies for the government, early, partial and cumulative counts,
rows of no occasion of the calendar, and all but one of several rows that one reporter gives for the same people.

*Levels.* A country's number and its city's, from one reporter, are not two measurements. The country's is used as the
level; a part beside it speaks only of its share of the whole, in which the reporter's bias cancels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from buttress.observe.reporter import Quantity

Role = Literal["level", "share"]


@dataclass(frozen=True)
class Report:
    """A used number: `low`/`high` bound what the reporter saw, None = no bound on that side.

    `occasion` and `places` index the axes of `Result.turnout`. A `share` report is of `places` within `whole`, with
    `of` the reporter's number for the whole.
    """

    line: int
    reporter: str
    kind: str
    quantity: Quantity
    occasion: int
    places: tuple[int, ...]
    low: float | None
    high: float | None
    role: Role = "level"
    whole: tuple[int, ...] = ()
    of: float | None = None

    @property
    def figure(self) -> float | None:
        """A single number: the figure, or the geometric middle of a range; None for a bound."""
        if self.low is None or self.high is None:
            return None
        return float((max(self.low, 0.5) * max(self.high, 0.5)) ** 0.5) if self.low != self.high else float(self.low)


@dataclass(frozen=True)
class EvidenceRow:
    """A line of the evidence table: what a row says, whether it was used, and as what or why not."""

    file: str
    line: int
    date: str
    where: str
    what: str
    reporter: str
    quantity: str
    value: str
    used: bool
    why: str


@dataclass(frozen=True)
class _Candidate:
    row: Any
    report: Report


def select(case: Any, world: Any, quantity: Quantity) -> tuple[list[Report], list[EvidenceRow]]:
    """Reports of a quantity that may enter the likelihood, and the table of all rows that speak of it.

    `case` gives `.events` (rows already cut at `as_of`) and `.facts`; `world` gives `.occasions`. Order is that of the
    file.
    """
    candidates, rows = _screen(case, world, quantity)
    kept: list[_Candidate] = []
    groups: dict[tuple[str, int], list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[candidate.report.reporter, candidate.report.occasion].append(candidate)
    for group in groups.values():
        single, dropped = _one_a_scope(group)
        used, partial = _one_level(single)
        kept += used
        rows += [_table_row(c.row, quantity, False, why) for c, why in dropped + partial]
    rows += [_table_row(c.row, quantity, True, _use(c.report)) for c in kept]
    kept.sort(key=lambda c: c.report.line)
    rows.sort(key=lambda r: r.line)
    return [c.report for c in kept], rows


def half_unit(number: float) -> float:
    """Half the unit to which a whole number was rounded, read from its trailing zeros; 22,000 -> 500.

    One digit is always taken as known: 100,000 -> 50,000.
    """
    whole = int(number)
    if whole <= 0:
        return 0.5
    unit = 1
    while whole % (unit * 10) == 0 and unit * 10 <= whole:
        unit *= 10
    return unit / 2


def _screen(case: Any, world: Any, quantity: Quantity) -> tuple[list[_Candidate], list[EvidenceRow]]:
    kinds = {r.id: str(r.kind) for r in case.facts.reporters}
    scopes = _Scopes(case)
    occasions = {(o.date, o.name): i for i, o in enumerate(world.occasions) if o.day < world.fork}
    candidates, rows = [], []
    for row in case.events:
        low, high = _bounds(row, quantity)
        if low is None and high is None:
            continue
        places = scopes.places(row)
        index = occasions.get((row.date, row.kind))
        why = _objection(row, case, index, places, scopes)
        if why is None and quantity == "crowd" and (high is not None and high < 1):
            why = "no crowd"
        if why is not None:
            rows.append(_table_row(row, quantity, False, why))
            continue
        assert index is not None
        report = Report(row.line, row.reporter, kinds[row.reporter], quantity, index, places, low, high)
        candidates.append(_Candidate(row, report))
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
    if str(row.stage) != "final":
        return {"early": "an early count", "part": "part of the people", "cumulative": "adds up several days"}.get(
            str(row.stage), "not a final count"
        )
    if row.kind not in scopes.held:
        return "of no occasion of the calendar"
    if index is None:
        return "the calendar has no such occasion on this day"
    if not places:
        return "the calendar does not hold this occasion there"
    return None


def _bounds(row: Any, quantity: Quantity) -> tuple[float | None, float | None]:
    if quantity == "detained":
        return (None, None) if row.detained is None else (float(row.detained), float(row.detained))
    low = None if row.crowd_low is None else float(row.crowd_low)
    high = None if row.crowd_high is None else float(row.crowd_high)
    return low, high


def _completeness(candidate: _Candidate) -> tuple[Any, ...]:
    """Sort key: the last published, then the sharpest, then the higher (a later count of the same people grew)."""
    report = candidate.report
    sharp = 2 if report.low == report.high else 1 if None not in (report.low, report.high) else 0
    top = report.high if report.high is not None else report.low
    return candidate.row.published, sharp, top, -report.line


def _one_a_scope(group: Sequence[_Candidate]) -> tuple[list[_Candidate], list[tuple[_Candidate, str]]]:
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


def _one_level(group: Sequence[_Candidate]) -> tuple[list[_Candidate], list[tuple[_Candidate, str]]]:
    """Keep disjoint levels; a part within a whole becomes a share of it, or is left out."""
    widest = sorted(group, key=lambda c: (-len(c.report.places), c.report.line))
    wholes = _wholes(widest)
    used: list[_Candidate] = list(wholes)
    left: list[tuple[_Candidate, str]] = []
    shares: dict[int, set[int]] = defaultdict(set)
    for candidate in widest:
        if candidate in wholes:
            continue
        part = set(candidate.report.places)
        whole = next((w for w in wholes if part & set(w.report.places)), None)
        if whole is None:
            used.append(candidate)
            continue
        share, why = _share(candidate, whole, shares[whole.report.line])
        if share is None:
            left.append((candidate, why))
        else:
            used.append(share)
            shares[whole.report.line] |= part
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
    share = Report(p.line, p.reporter, p.kind, p.quantity, p.occasion, p.places, p.low, p.high, "share", r.places, top)
    return _Candidate(part.row, share), ""


def _use(report: Report) -> str:
    if report.role == "share":
        return "as a share of the reporter's number for the whole"
    if report.low is None:
        return "as an upper bound"
    if report.high is None:
        return "as a lower bound"
    return "as a figure" if report.low == report.high else "as a range"


def _table_row(row: Any, quantity: Quantity, used: bool, why: str) -> EvidenceRow:
    low, high = _bounds(row, quantity)
    where = row.place if str(row.scope) == "place" else str(row.scope)
    value = _words(low, high)
    return EvidenceRow(
        "events.csv", row.line, row.date.isoformat(), str(where), row.kind, row.reporter, quantity, value, used, why
    )


def _words(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
    return f"more than {low:,.0f}" if low is not None else f"not over {high:,.0f}"


def reporters_of(reports: Iterable[Report]) -> list[tuple[str, str]]:
    """(reporter, kind) of the used reports."""
    return sorted({(r.reporter, r.kind) for r in reports})
