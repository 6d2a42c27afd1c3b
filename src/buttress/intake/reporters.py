"""Who says it: the reporter of each row."""

from __future__ import annotations

from collections.abc import Sequence

from buttress.intake.account import AccountDraft
from buttress.intake.cell_kinds import are_repeated_names
from buttress.intake.event_report import NO_NAME
from buttress.intake.sheet import SheetRow


def reporter_column(details: dict[str, int], rows: Sequence[SheetRow], stated: bool, draft: AccountDraft) -> int | None:
    """The column that names reporters; one of sources does where its names come again and again."""
    if "reporter" in details:
        return details["reporter"]
    if "source" not in details:
        return None
    column = details["source"]
    cells = [row.cell(column) for row in rows if row.cell(column)]
    if not cells:
        return None
    if stated or are_repeated_names(cells):
        draft.decide("reporters", "the column of sources", "its names come again and again", cells, len(set(cells)))
        return column
    draft.decide(
        "reporters",
        "one for all rows",
        f"{len(set(cells))} different sources are texts, not reporters",
        cells,
        len(cells),
    )
    return None


def reporter_of(row: SheetRow, column: int | None) -> str:
    """The row's reporter, `anonymous` where none is named."""
    return (row.cell(column) if column is not None else "") or NO_NAME
