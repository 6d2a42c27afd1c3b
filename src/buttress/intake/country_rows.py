"""The one country that a file's reports are read for."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from buttress.case.message import nearest
from buttress.intake.account import AccountDraft
from buttress.intake.column_names import bare
from buttress.intake.error import IntakeError
from buttress.intake.place_words import country_code
from buttress.intake.reason import WhyNot
from buttress.intake.sheet import SheetRow


def country_of(rows: Sequence[SheetRow], column: int | None, stated: str | None, draft: AccountDraft) -> str | None:
    """The country that the user or the column names; rows of others are left out, and of several one is asked for.

    Names in two languages, and codes, are one country. IntakeError for a country of the user's that no row is of.
    """
    if column is None:
        return stated
    names: dict[str, str] = {}
    for row in rows:
        if row.cell(column):
            names.setdefault(_key(row.cell(column)), row.cell(column))
    if stated is None and len(names) > 1:
        because = f"{len(names)} countries stand in the file"
        some = list(names.values())
        draft.ask("country", because, [f"--country {shlex.quote(name)}" for name in some[:3]], some, len(some))
        return None
    chosen = stated or next(iter(names.values()), None)
    if chosen and names and _key(chosen) not in names:
        raise IntakeError(f"--country {chosen}: no row is of it{nearest(chosen, list(names.values()))}")
    others = [row for row in rows if chosen and row.cell(column) and _key(row.cell(column)) != _key(chosen)]
    for row in others:
        draft.leave_out(row.number, WhyNot.OTHER_COUNTRY, f"not in {chosen}")
    if others:
        left = [row.cell(column) for row in others]
        draft.decide("country", str(chosen), "you said so; rows of others are not used", left, len(others))
    return chosen


def _key(name: str) -> str:
    return country_code(name) or bare(name)
