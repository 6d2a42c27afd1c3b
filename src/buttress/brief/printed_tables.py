"""Tables as they are printed: the rows and columns for which there is room, and what is said of the others."""

from __future__ import annotations

from collections.abc import Sequence

from buttress.brief.others import TITLE, OtherScenarios
from buttress.brief.phrases import CANNOT_TELL
from buttress.brief.tables.table import Print, Table

DITTO = "″"
FEW = 6
"""Claims of which none is decided or leans are printed all the same, where there are no more."""

Rows = Sequence[tuple[str, ...]]


def printed_table(table: Table, layout: Print, others: OtherScenarios | None) -> dict[str, object]:
    """A table for the print's template; that of effects holds the `others`, which stand in no figure."""
    if table.name == "claims":
        return _claims(table, layout)
    if table.name == "effects":
        scenario = table.keys.index("scenario")
        left = () if others is None else others.scenarios
        rows = [row for row, values in zip(table.rows, table.values, strict=True) if values[scenario] in left]
        return _shaped(table, layout, rows, title=TITLE, note="" if others is None else others.note)
    return _shaped(table, layout, table.rows, title=table.spec.title, note=table.spec.note)


def short_text(text: str, letters: int) -> str:
    """Text cut to fit the print, marked where it is cut; the page and the tables hold all of it."""
    flat = " ".join(text.split())
    return flat if len(flat) <= letters else flat[: letters - 1].rstrip() + "…"


def _shaped(table: Table, layout: Print, rows: Rows, *, title: str, note: str, foot: str = "") -> dict[str, object]:
    """Rows and columns as the layout has them; where rows are left out and `foot` does not say so, how many."""
    shown = rows[: layout.rows]
    hidden = len(rows) - len(shown)
    columns = [index for index, heading in enumerate(table.headings) if heading not in layout.without]
    return {
        "title": title,
        "note": note,
        "columns": [table.headings[index] for index in columns],
        "widths": [*layout.widths, *(1.0 for _ in columns[len(layout.widths) :])],
        "strong": list(layout.strong),
        "rows": [[short_text(row[index], layout.letters) for index in columns] for row in shown],
        "more": foot or (f"{hidden} more in tables/{table.name}.csv." if hidden else ""),
    }


def _claims(table: Table, layout: Print) -> dict[str, object]:
    """Those that are decided or lean, or else a few, with footnotes and how many others there are."""
    every = list(range(len(table.rows)))
    chosen = (_told(table) or (every if len(every) <= FEW else []))[: layout.rows]
    hidden = len(table.rows) - len(chosen)
    rows, notes = _with_footnotes(
        table,
        _without_repeats(tuple(table.rows[index] for index in chosen)),
        [table.values[index] for index in chosen],
    )
    others = f"Of {hidden}{' others' if chosen else ''} it {CANNOT_TELL}, with no lean: brief.html." if hidden else ""
    foot = " ".join([*notes, others]).strip()
    return _shaped(table, layout, rows, title=table.spec.title, note=table.spec.note, foot=foot)


def _told(table: Table) -> list[int]:
    """Rows of claims that are decided or lean."""
    verdict, lean = table.keys.index("verdict"), table.keys.index("lean")
    return [
        index
        for index, values in enumerate(table.values)
        if values[verdict] != "undetermined" or values[lean] != "none"
    ]


def _with_footnotes(
    table: Table, rows: tuple[tuple[str, ...], ...], all_values: Sequence[tuple[object, ...]]
) -> tuple[tuple[tuple[str, ...], ...], list[str]]:
    """Why a verdict is not more stands once below the table, behind a letter beside the basis."""
    basis, note = table.keys.index("basis"), table.keys.index("note")
    at = table.headings.index("basis")
    notes = [str(values[note]) for values in all_values]
    letters = {text: chr(ord("a") + index) for index, text in enumerate(dict.fromkeys(filter(None, notes)))}
    marked = tuple(
        (*row[:at], f"{values[basis]} ({letters[text]})" if text else str(values[basis]), *row[at + 1 :])
        for row, values, text in zip(rows, all_values, notes, strict=True)
    )
    return marked, [f"({letter}) {short_text(text, 200)}." for text, letter in letters.items()]


def _without_repeats(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """A first column that repeats the row above becomes a ditto mark: thirty rows are to fit."""
    above = ("", *(row[0] for row in rows))
    return tuple((DITTO, *row[1:]) if row[0] == known else row for known, row in zip(above, rows, strict=False))
