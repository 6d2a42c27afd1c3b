"""A column of dates as people write them, read as a whole."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from buttress.case.message import shown
from buttress.intake.amount_words import alnum_words, amount_words
from buttress.intake.calendar_eras import Era
from buttress.intake.date_order import DateOrder, decide_order
from buttress.intake.date_text import DateText, Order, read_date_text
from buttress.intake.date_tokens import UnknownDateError
from buttress.intake.lone_year import lone_years
from buttress.intake.question import Question
from buttress.intake.reason import Reason, WhyNot
from buttress.intake.swapped_days import swapped_days


@dataclass(frozen=True)
class Dates:
    """First and last day of each cell, in the order of the column.

    `ends` is None for a single day. An empty cell has no day and no fault; `faults` says by index what is wrong with
    others. `order` is None where no cell needs one, or none was found; `question` asks what the column leaves open.
    `era` is the calendar of the years, `weeks` the number of cells that name a week. `unknown` are cells
    with words or marks that are not understood.
    """

    days: list[dt.date | None]
    ends: list[dt.date | None]
    faults: dict[int, Reason]
    order: Order | None
    why: str
    question: Question | None = None
    era: Era = ""
    weeks: int = 0
    unknown: frozenset[int] = frozenset()


def read_dates(
    texts: Sequence[str], order: Order | None = None, serials: bool = False, usual: Order | None = None
) -> Dates:
    """Every date of a column; the order of day and month is `order`, or decided from the whole column.

    `usual` is the order where the column leaves it open.

    `serials`: whole numbers are a spreadsheet's days since 1899-12-30. A single year far from all others is a fault.
    """
    cells: dict[int, DateText] = {}
    faults: dict[int, Reason] = {}
    unknown: set[int] = set()
    for at, text in enumerate(texts):
        if text.strip():
            try:
                cells[at] = read_date_text(text.strip(), serials)
            except ValueError as reason:
                faults[at] = Reason(WhyNot.DATE_NOT_READ, str(reason))
                if isinstance(reason, UnknownDateError) and not _says_unknown(text):
                    unknown.add(at)
    era = _one_era(texts, cells, faults)
    decided = DateOrder(order, f"--dates {order} says so") if order else decide_order(texts, cells, usual)
    found = {at: span for at, cell in cells.items() if (span := _days(cell, decided.order)) is not None}
    for at in cells.keys() - found.keys():
        faults[at] = Reason(WhyNot.DATE_NOT_READ, _unread(texts[at], cells[at], decided))
    for at, fault in lone_years({at: span[0] for at, span in found.items()}).items():
        faults[at] = Reason(WhyNot.LONE_YEAR, f"{shown(texts[at])}: {fault}")
        del found[at]
    question = decided.question or (None if order else swapped_days(texts, cells))
    days: list[dt.date | None] = [found[at][0] if at in found else None for at in range(len(texts))]
    ends = [found[at][1] if at in found and found[at][1] != found[at][0] else None for at in range(len(texts))]
    return Dates(days, ends, dict(sorted(faults.items())), decided.order, decided.why, question, era,
                 sum(cells[at].week for at in found), frozenset(unknown))  # fmt: skip


def _one_era(texts: Sequence[str], cells: dict[int, DateText], faults: dict[int, Reason]) -> Era:
    """The calendar of most years; dates with a year of another become faults."""
    eras = Counter(cell.era for cell in cells.values() if cell.era is not None)
    era: Era = eras.most_common(1)[0][0] if eras else ""
    for at in [at for at, cell in cells.items() if cell.era not in (None, era)]:
        why = f"{shown(texts[at])} has a year of another calendar than most dates"
        faults[at] = Reason(WhyNot.DATE_NOT_READ, why)
        del cells[at]
    return era


def _days(cell: DateText, order: Order | None) -> tuple[dt.date, dt.date] | None:
    """A cell's days; without an order where every order gives the same."""
    if cell.free:
        return cell.free
    if order:
        return cell.by_order.get(order)
    meant = set(cell.by_order.values())
    return meant.pop() if len(meant) == 1 else None


def _unread(text: str, cell: DateText, decided: DateOrder) -> str:
    if decided.order:
        return f"{shown(text)} is no day of the calendar {decided.order}, as the other dates are written"
    options = " or ".join(f"--dates {order}" for order in cell.by_order)
    return f"{shown(text)} may be {' or '.join(str(days[0]) for days in cell.by_order.values())}: {options}"


def _says_unknown(text: str) -> bool:
    """Whether a cell holds marks alone, or words for what is not known."""
    words = alnum_words(text)
    return not words or "".join(words) in amount_words().missing
