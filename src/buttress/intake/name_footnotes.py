"""Marks of footnotes at names of places and sources: `Burgas*`, `AFP [2]`, `Minsk¹`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from buttress.intake.account import AccountDraft
from buttress.intake.cell_notes import without_marks
from buttress.intake.sheet import SheetRow

ROLES = ("place", "region", "reporter", "source")


def without_footnotes(rows: Sequence[SheetRow], details: Mapping[str, int], draft: AccountDraft) -> list[SheetRow]:
    """The rows with the names in columns of places and sources without such marks, which are told."""
    columns = {details[role] for role in ROLES if role in details}
    done, told = [], []
    for row in rows:
        cells = tuple(without_marks(cell)[0] if at in columns else cell for at, cell in enumerate(row.cells))
        told += [f"row {row.number}: {old} = {new}" for old, new in zip(row.cells, cells, strict=True) if old != new]
        done.append(SheetRow(row.number, cells) if cells != row.cells else row)
    if told:
        draft.decide("marks of footnotes", "left out of names", "they stand at their ends", told, len(told))
    return done
