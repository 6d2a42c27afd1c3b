"""Columns whose cells hold a place and a number, `Minsk (200)` or `Lyon 2 000`, as a column of each."""

from __future__ import annotations

import re
from dataclasses import replace

from buttress.intake.account import AccountDraft
from buttress.intake.cell_kinds import HALF
from buttress.intake.column_names import COUNT_ROLES, name_matches
from buttress.intake.header import Header
from buttress.intake.sheet import SheetRow

LEAST = 20
"""Numbers all below this may belong to the names: District 5."""
_BRACKET = re.compile(r"[(\[]([^)\]]*)[)\]]")
_NUMBER = r"\d{1,3}(?:[ .,'\u00a0\u202f]\d{3})+|\d+"
_BOTH = re.compile(rf"(?P<place>\D*[^\W\d_])\s*(?:[(\[:–—-]\s*)?(?P<number>{_NUMBER})\s*[)\]]?")


def with_counted_places(header: Header, draft: AccountDraft) -> Header:
    """The header and rows with such a column of places in two; asked where only most of its cells are so.

    The number is what brackets in the column's name say, `City (participants)`, or has a name that says no count.
    """
    for index, name in enumerate(header.names):
        if not any(match.role == "place" for match in name_matches(_BRACKET.sub(" ", name)) if match.exact):
            continue
        cells = [cell for row in header.rows if (cell := row.cell(index))]
        found = [both for cell in cells if (both := _BOTH.fullmatch(cell))]
        numbers = [int(re.sub(r"\D", "", both["number"])) for both in found]
        if len({both["place"] for both in found}) < 2 or len(found) < HALF * len(cells) or max(numbers) < LEAST:
            continue
        if len(found) < len(cells):
            how = ("nothing here, but write the numbers in a column of their own",)
            examples = [both[0] for both in found]
            draft.ask(
                f"column {header.shown(index)}", "places and numbers stand in one cell", how, examples, len(found)
            )
            return header
        inner = _BRACKET.search(name)
        counts = inner and any(match.role in COUNT_ROLES for match in name_matches(inner[1])[:1])
        number = inner[1] if inner and counts else "number"
        because = "each of its cells holds a place and a number"
        draft.decide(f"column {header.shown(index)}", f"a place and {number}", because, cells, len(cells))
        return _split(header, index, _BRACKET.sub("", name).strip() or name, number)
    return header


def _split(header: Header, index: int, name: str, number: str) -> Header:
    rows, people = [], []
    for row in header.rows:
        both = _BOTH.fullmatch(row.cell(index))
        people.append(both["number"] if both else "")
        cells = (*row.cells[:index], both["place"], *row.cells[index + 1 :]) if both else row.cells
        rows.append(SheetRow(row.number, cells))
    named = replace(
        header,
        names=(*header.names[:index], name, *header.names[index + 1 :]),
        lower=(*header.lower[:index], name, *header.lower[index + 1 :]),
        rows=tuple(rows),
    )
    return named.with_column(number, people)
