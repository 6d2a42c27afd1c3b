"""Tables that the field publishes, known by their columns and turned into plain ones."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from buttress.intake.account import AccountDraft
from buttress.intake.column_names import ROLES, words
from buttress.intake.error import IntakeError
from buttress.intake.header import Header
from buttress.intake.reason import WhyNot
from buttress.intake.sheet import SheetRow
from buttress.parsed_yaml import parsed


@dataclass(frozen=True)
class FieldFormat:
    """One publisher's table; the head of formats.yaml says what each part means."""

    name: str
    needs: list[str]
    source: str
    refuse: str = ""
    reporter: str = ""
    country: str = ""
    columns: dict[str, list[str]] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    keep: dict[str, list[str]] = field(default_factory=dict)
    drop: dict[str, list[str]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


def plain_table(file: str, header: Header, named: Collection[str], draft: AccountDraft) -> Header:
    """The header and rows with a column a role, if a publisher's table is known; else as they are.

    `named`: columns that the user speaks of, which stay. IntakeError for a table that holds no people.
    """
    at = {_key(name): index for index, name in reversed(list(enumerate(header.names)))}
    known = next((one for one in field_formats() if all(_key(need) in at for need in one.needs)), None)
    if known is None:
        return header
    if known.refuse:
        raise IntakeError(f"{file}: error: {known.refuse}")
    held = {role: [at[_key(name)] for name in names if _key(name) in at] for role, names in known.columns.items()}
    roles = [role for role in ROLES if held.get(role)]
    stated = [index for index, name in enumerate(header.names) if name in named]
    told = [f"{role}: {header.names[held[role][0]]}" for role in roles]
    because = f"its columns {', '.join(known.needs[:3])}; as in {known.source}"
    draft.decide("format", known.name, because, told, len(roles))
    always = {role: text for role, text in (("reporter", known.reporter), ("country", known.country)) if text}
    always = {role: text for role, text in always.items() if role not in roles}
    names = (*roles, *always, *(header.names[index] for index in stated))
    rows = []
    for row in header.rows:
        why = _left_out(known, row, at)
        if why:
            draft.leave_out(row.number, WhyNot.OTHER_KIND, why)
        cells = [_cell(known, role, row, held[role]) for role in roles]
        rows.append(SheetRow(row.number, (*cells, *always.values(), *(row.cell(index) for index in stated))))
    return Header(names, ("",) * len(names), names, tuple(rows), header.title)


def _cell(known: FieldFormat, role: str, row: SheetRow, columns: list[int]) -> str:
    """What a row says of a role: of the first of its columns that says something."""
    for column in columns:
        cell = row.cell(column)
        if role in known.patterns:
            found = re.search(known.patterns[role], cell)
            cell = found[1].strip() if found else ""
        if cell and cell not in known.missing:
            return known.values.get(role, {}).get(cell, cell)
    return ""


def _left_out(known: FieldFormat, row: SheetRow, at: dict[str, int]) -> str:
    """Why the publisher's own columns say that a row is none of protest; empty if they don't."""
    for name, values in known.keep.items():
        if _key(name) in at and row.cell(at[_key(name)]) not in values:
            return f"{name} is {row.cell(at[_key(name)]) or 'empty'}"
    for name, values in known.drop.items():
        if _key(name) in at and row.cell(at[_key(name)]) in values:
            return f"{name} is {row.cell(at[_key(name)])}"
    return ""


def _key(name: str) -> str:
    return "".join(words(name))


@cache
def field_formats() -> tuple[FieldFormat, ...]:
    """Every format of formats.yaml."""
    blocks: dict[str, dict[str, Any]] = parsed(Path(__file__).with_name("formats.yaml"))
    return tuple(FieldFormat(name, **block) for name, block in blocks.items())
