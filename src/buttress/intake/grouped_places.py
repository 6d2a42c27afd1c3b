"""Places that stand once over the rows of several days below them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise

from buttress.intake.account import AccountDraft
from buttress.intake.day_column import GROUPED
from buttress.intake.sheet import SheetRow


def with_places_below(
    rows: Sequence[SheetRow], details: Mapping[str, int], days: Mapping[int, dt.date], draft: AccountDraft
) -> list[SheetRow]:
    """The rows with the place of the row above where theirs is empty, if that is how the table is written.

    It is where the days of each place follow on each other, and begin anew with the next place; and where day and place
    are both empty below a row that has both. Else an empty place is the whole country, or not known.
    """
    column = details["place"]
    rows = _continued(rows, details, days, draft)
    dated = [row for row in rows if row.number in days]
    empty = [row.number for row in dated if not row.cell(column)]
    starts = [at for at, row in enumerate(dated) if row.cell(column)]
    if len(empty) < max(2, len(dated) * GROUPED) or len(starts) < 2 or starts[0] != 0:
        return list(rows)
    groups = [dated[at:end] for at, end in pairwise([*starts, len(dated)])]
    for group in groups:
        if not all(days[one.number] < days[two.number] for one, two in pairwise(group)):
            return list(rows)
    if not any(days[two[0].number] < days[one[-1].number] for one, two in pairwise(groups)):
        return list(rows)
    draft.decide("places", "taken from the row above", "the days begin anew with each place", count=len(empty))
    above = {row.number: group[0].cell(column) for group in groups for row in group}
    return [_with_cell(row, column, above[row.number]) if row.number in above else row for row in rows]


def _continued(
    rows: Sequence[SheetRow], details: Mapping[str, int], days: Mapping[int, dt.date], draft: AccountDraft
) -> list[SheetRow]:
    """The rows with the place above where neither day nor place stands, though the day was taken from above.

    A row that names a region is a report on that region.
    """
    column, own = details["place"], [details[role] for role in ("date", "place", "region") if role in details]
    done: list[SheetRow] = []
    above, count = "", 0
    for row in rows:
        if "date" in details and row.number in days and not any(map(row.cell, own)) and above:
            done.append(_with_cell(row, column, above))
            count += 1
        else:
            done.append(row)
            above = row.cell(column)
    if count:
        draft.decide(
            "places", "taken from the row above", "neither day nor place stands in the rows below", count=count
        )
    return done


def _with_cell(row: SheetRow, column: int, text: str) -> SheetRow:
    cells = (*row.cells, *[""] * (column + 1 - len(row.cells)))
    return SheetRow(row.number, (*cells[:column], text, *cells[column + 1 :]))
