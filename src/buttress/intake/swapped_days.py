"""Days and months that a spreadsheet program swapped when it took some texts for dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from buttress.intake.date_text import DateText
from buttress.intake.question import Question

ENOUGH = 3
EXAMPLES = 2


def swapped_days(texts: Sequence[str], cells: Mapping[int, DateText]) -> Question | None:
    """A question where each date that the program knows has a day up to 12, and each that stayed a text has one above.

    A program set to month first turns the text 05/11/2024 into the date 2024-05-11 and leaves 28/11/2024 as it is.
    """
    known = {at: cell.free[0] for at, cell in cells.items() if cell.year_first and cell.free}
    left = [at for at, cell in cells.items() if cell.free is None]
    if len(known) < ENOUGH or len(left) < ENOUGH:
        return None
    if any(day.day > 12 for day in known.values()) or all(day.day == day.month for day in known.values()):
        return None
    if any(len(set(cells[at].by_order.values())) > 1 for at in left):
        return None
    because = (
        "every date that the spreadsheet knows as one has a day up to 12, and every date that stayed text one above"
    )
    examples = tuple(texts[at] for at in (*list(known)[:EXAMPLES], *left[:EXAMPLES]))
    return Question(
        "days and months perhaps swapped by the spreadsheet",
        because,
        ("--dates day-first", "--dates month-first"),
        examples,
        len(known),
    )
