"""The one country that a file's reports are read for."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from buttress.intake.account import AccountDraft
from buttress.intake.column_names import bare
from buttress.intake.reason import WhyNot
from buttress.intake.sheet import SheetRow


def country_of(rows: Sequence[SheetRow], column: int | None, stated: str | None, draft: AccountDraft) -> str | None:
    """The country that the user or the column names; rows of others are left out, and of several one is asked for."""
    if column is None:
        return stated
    cells = [row.cell(column) for row in rows if row.cell(column)]
    names = list({bare(cell): cell for cell in reversed(cells)}.values())[::-1]
    if stated is None and len(names) > 1:
        because = f"{len(names)} countries stand in the file"
        draft.ask("country", because, [f"--country {shlex.quote(name)}" for name in names[:3]], names, len(names))
        return None
    chosen = stated or (names[0] if names else None)
    for row in rows:
        if chosen and row.cell(column) and bare(row.cell(column)) != bare(chosen):
            draft.leave_out(row.number, WhyNot.OTHER_COUNTRY, f"not in {chosen}")
    return chosen
