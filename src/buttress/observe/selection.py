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
from dataclasses import replace
from datetime import date

from buttress.case import Case
from buttress.observe.candidates import Candidate, LeftOut, screen
from buttress.observe.levels import disjoint_levels
from buttress.observe.report import EvidenceRow, Report, table_row, use
from buttress.observe.reporter import Quantity
from buttress.world import World


def select(case: Case, world: World, quantity: Quantity) -> tuple[list[Report], list[EvidenceRow]]:
    """Reports of a quantity that may enter the likelihood, and the table of all rows that speak of it.

    `case` gives `.events` (rows already cut at `as_of`) and `.facts`; `world` gives `.occasions`. Order is that of
    `case.events`.
    """
    candidates, rows = screen(case, world, quantity)
    chosen: list[Candidate] = []
    groups: dict[tuple[str, int], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[candidate.report.reporter, candidate.report.occasion].append(candidate)
    for group in groups.values():
        used, left_out = _of_one_reporter(group)
        chosen += used
        rows += [(c.order, table_row(c.row, quantity, False, why)) for c, why in left_out]
    rows += [(c.order, table_row(c.row, quantity, True, use(c.report))) for c in chosen]
    chosen.sort(key=lambda c: c.order)
    rows.sort(key=lambda numbered: numbered[0])
    return [c.report for c in chosen], [row for _, row in rows]


def _of_one_reporter(group: Sequence[Candidate]) -> tuple[list[Candidate], list[LeftOut]]:
    """Used and left out of what a reporter says of one occasion."""
    finals, dropped = _one_a_scope([c for c in group if not c.report.early])
    early, older = _one_a_scope([c for c in group if c.report.early])
    used, partial = disjoint_levels(finals)
    growing, beside = _early(early, finals)
    return used + growing, dropped + older + partial + beside


def _completeness(candidate: Candidate) -> tuple[date, int, float, int]:
    """Sort key: the last published, then the sharpest, then the higher (a later count of the same people grew)."""
    report = candidate.report
    sharp = 2 if report.low == report.high else 1 if None not in (report.low, report.high) else 0
    top = report.high if report.high is not None else report.low or 0.0
    return candidate.row.published, sharp, top, -candidate.order


def _one_a_scope(group: Sequence[Candidate]) -> tuple[list[Candidate], list[LeftOut]]:
    by_places: dict[tuple[int, ...], list[Candidate]] = defaultdict(list)
    for candidate in group:
        by_places[candidate.report.places].append(candidate)
    chosen, dropped = [], []
    for rivals in by_places.values():
        best = max(rivals, key=_completeness)
        chosen.append(best)
        why = f"line {best.report.line} is the same reporter's latest or sharpest number for the same people"
        dropped += [(c, why) for c in rivals if c is not best]
    return chosen, dropped


def _early(early: Sequence[Candidate], finals: Sequence[Candidate]) -> tuple[list[Candidate], list[LeftOut]]:
    """Early counts: levels where the reporter gives no final number for any of the people, else growth."""
    alone, used, left_out = [], [], []
    for candidate in early:
        mine = set(candidate.report.places)
        rivals = [final for final in finals if mine & set(final.report.places)]
        same = next((final for final in rivals if set(final.report.places) == mine), None)
        if not rivals:
            alone.append(candidate)
        elif same is not None and _grows(candidate, same):
            growth = replace(candidate.report, role="growth", of=same.report.figure)
            used.append(Candidate(candidate.order, candidate.row, growth))
        else:
            why = f"an early count beside line {rivals[0].report.line}, the same reporter's final number"
            left_out.append((candidate, why))
    levels, parts = disjoint_levels(alone)
    left_out += parts + [(c, "part of another early count of the reporter") for c in levels if c.report.role != "level"]
    return used + [c for c in levels if c.report.role == "level"], left_out


def _grows(early: Candidate, final: Candidate) -> bool:
    """Whether both are figures, of some people, and the early one is older."""
    numbers = (early.report.figure, final.report.figure)
    in_time = early.row.published <= final.row.published
    exact = early.report.exact and final.report.exact
    return exact and in_time and all(number is not None and number > 0 for number in numbers)
