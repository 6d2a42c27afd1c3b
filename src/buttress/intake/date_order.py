"""The order of day, month and year in a column of dates, decided from all of its cells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from buttress.case.message import shown
from buttress.intake.date_text import ORDERS, DateText, Days, Order
from buttress.intake.question import Question

ENOUGH = 5
"""Different days that must be in sequence before a sequence decides."""
EXAMPLES = 3
_SHORT = re.compile(r"(\d\d?)[./-](\d\d?)[./-](\d\d)")


@dataclass(frozen=True)
class DateOrder:
    """The order that was found, or None, and why; `question` where the cells leave it open."""

    order: Order | None
    why: str
    question: Question | None = None


def decide_order(texts: Sequence[str], cells: Mapping[int, DateText], usual: Order | None = None) -> DateOrder:
    """The order of a column: by cells that can be read in one order only, by full stops, by a sorted column.

    Last comes the order that is `usual` in the language of the header.

    `cells` are the cells that are dates, by their index in `texts`. Full stops decide for the day: no locale of CLDR
    parts a date by full stops and begins with the month. What nothing decides is a question.
    """
    if _years_stand_last([texts[at] for at, cell in cells.items() if cell.free is None]):
        cells = {at: _without_year_first(cell) for at, cell in cells.items()}
    open_cells = {at: cell for at, cell in cells.items() if cell.free is None}
    if not open_cells:
        return DateOrder(None, "every date names its month or begins with its year" if cells else "no dates")
    proofs = {order: [at for at, cell in open_cells.items() if set(cell.by_order) == {order}] for order in ORDERS}
    shared = [at for at, cell in open_cells.items() if len(set(cell.by_order.values())) > 1]
    proven = sorted((order for order in ORDERS if proofs[order]), key=lambda order: -len(proofs[order]))
    undotted = [at for at in shared if not cells[at].dotted]
    if undotted and proven and all(cells[at].dotted for order in proven for at in proofs[order]):
        because = (
            f"{shown(texts[proofs[proven[0]][0]])} is {proven[0]}, but {shown(texts[undotted[0]])} has other marks"
        )
        return DateOrder(None, because, _question(because, texts, undotted, ("day-first", "month-first")))
    if proven and (len(proven) == 1 or len(proofs[proven[1]]) * 20 <= len(proofs[proven[0]])):
        order = proven[0]
        return DateOrder(order, f"{shown(texts[proofs[order][0]])} is a day in this order only")
    if proven:
        one, two = (shown(texts[proofs[order][0]]) for order in proven[:2])
        because = f"{one} is written {proven[0]}, {two} {proven[1]}"
        return DateOrder(None, because, _question(because, texts, shared, proven) if shared else None)
    candidates = [order for order in ORDERS if all(order in cell.by_order for cell in open_cells.values())]
    if not shared:
        return DateOrder(candidates[0] if candidates else None, "day and month are the same number")
    likely = _near_together(cells, candidates)
    if len(likely) == 1:
        return DateOrder(likely[0], "in this order alone the dates lie close together")
    if "day-first" in likely and all(cell.dotted for cell in open_cells.values()):
        return DateOrder("day-first", f"{shown(texts[shared[0]])}: full stops part day, month and year in this order")
    sorted_by = [order for order in candidates if _is_sorted(cells, order)]
    if len(sorted_by) == 1 and len(set(_starts(cells, sorted_by[0]))) >= ENOUGH:
        return DateOrder(sorted_by[0], "in this order alone the rows are sorted by day")
    if usual in candidates and "year-first" not in candidates:
        return DateOrder(usual, "the header is in a language that writes the day first")
    because = f"{shown(texts[shared[0]])} can be read {' or '.join(candidates)}"
    return DateOrder(None, because, _question(because, texts, shared, candidates))


def _years_stand_last(texts: Sequence[str]) -> bool:
    """Whether the last of three short numbers is the same in all cells and the first is not: 05/12/19 and 17/12/19."""
    found = [numbers for text in texts if (numbers := _SHORT.fullmatch(text.strip()))]
    return len(found) == len(texts) > 1 and len({one[3] for one in found}) == 1 < len({one[1] for one in found})


def _without_year_first(cell: DateText) -> DateText:
    left: dict[Order, Days] = {order: days for order, days in cell.by_order.items() if order != "year-first"}
    return replace(cell, by_order=left) if left else cell


def _question(because: str, texts: Sequence[str], shared: list[int], orders: Sequence[Order]) -> Question:
    return Question(
        "order of day and month",
        because,
        tuple(f"--dates {order}" for order in orders),
        tuple(texts[at] for at in shared[:EXAMPLES]),
        len(shared),
    )


def _starts(cells: Mapping[int, DateText], order: Order) -> list[dt.date]:
    """First days in the order of rows."""
    return [days[0] for at in sorted(cells) if (days := cells[at].free or cells[at].by_order.get(order)) is not None]


def _near_together(cells: Mapping[int, DateText], candidates: Sequence[Order]) -> list[Order]:
    """Candidates without those under which a year is taken for a day: the dates then lie over decades."""
    if "year-first" not in candidates or len(set(_starts(cells, "year-first"))) < ENOUGH:
        return list(candidates)
    others: list[Order] = [order for order in candidates if order != "year-first"]
    year_first, year_last = (
        _span(cells, "year-first"),
        min((_span(cells, order) for order in others), default=dt.timedelta.max),
    )
    if 4 * year_first < year_last:
        return ["year-first"]
    return others if 4 * year_last < year_first else list(candidates)


def _span(cells: Mapping[int, DateText], order: Order) -> dt.timedelta:
    starts = _starts(cells, order)
    return max(starts) - min(starts)


def _is_sorted(cells: Mapping[int, DateText], order: Order) -> bool:
    starts = _starts(cells, order)
    return starts in (sorted(starts), sorted(starts, reverse=True))
