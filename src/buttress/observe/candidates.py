"""Rows of events.csv that may be evidence of a quantity, and why the others may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from buttress.case import Case
from buttress.case.rows import Event
from buttress.observe.report import EvidenceRow, Report, bounds, table_row
from buttress.observe.reporter import WEEK, Quantity
from buttress.observe.scopes import Scopes
from buttress.world import World

#: Stages that are never evidence.
PARTIAL = {"part": "part of the people", "cumulative": "adds up several days"}


@dataclass(frozen=True)
class Candidate:
    """A number that may be evidence; `order` is its row's place among the case's events."""

    order: int
    row: Event
    report: Report


LeftOut = tuple[Candidate, str]
"""A row that is left out, and why."""

NumberedRow = tuple[int, EvidenceRow]
"""A line of the evidence table with its row's place among the case's events."""


def screen(case: Case, world: World, quantity: Quantity) -> tuple[list[Candidate], list[NumberedRow]]:
    """Candidates in the order of `case.events`, and the rows of the quantity that are none."""
    kinds = {r.id: r.kind for r in case.facts.reporters}
    scopes = Scopes(case)
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
        early = row.stage == "early"
        week = world.occasions[index].day // WEEK
        who = (row.line, row.reporter, kinds[row.reporter])
        report = Report(*who, quantity, index, places, low, high, early=early, week=week)
        candidates.append(Candidate(order, row, report))
    return candidates, rows


def _objection(row: Event, case: Case, index: int | None, places: Sequence[int], scopes: Scopes) -> str | None:
    as_of = case.as_of
    if row.published >= as_of:
        return "published after the cut-off"
    if row.date >= as_of:
        return "on or after the day of the fork"
    if row.side == "pro_government":
        return "a rally for the government is not a protest"
    if row.stage in PARTIAL:
        return PARTIAL[row.stage]
    if row.kind not in scopes.by_kind:
        return "of no occasion of the calendar"
    if index is None:
        return "the calendar has no such occasion on this day"
    if not places:
        return "the calendar does not hold this occasion there"
    return None
