"""The brief as two printed A4 pages. Typst sets them; what a case says reaches it as data, never as markup."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

from buttress.brief.pages import Pages
from buttress.brief.tables.table import Print, Table

PAGES = 2
FEW = 3
"""Scenarios that leave room for the week on the first page, at most."""
CORNERS = 4
"""Sentences on corners in the print, at most."""
DITTO = "″"
_LONG_TEXT = 320


def pdf(pages: Pages, as_of: date) -> bytes:
    """The PDF's bytes, equal for equal pages: the evidence date stands in for the clock."""
    return typeset("buttress.brief", "brief.typ", {"brief": _content(pages)}, as_of)


def typeset(package: str, name: str, inputs: Mapping[str, object], day: date) -> bytes:
    """The PDF of a template in a room's folder `templates`, which finds each input as JSON; dated `day`."""
    import typst

    stamp = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    setter = typst.Compiler(
        files(package).joinpath(f"templates/{name}").read_bytes(),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(_fonts())]),
        ignore_system_fonts=True,
        sys_inputs={key: json.dumps(value, ensure_ascii=False) for key, value in inputs.items()},
    )
    made = setter.compile(format="pdf", timestamp=stamp)
    assert isinstance(made, bytes)
    return made


def _fonts() -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


def _content(pages: Pages) -> dict[str, object]:
    return {
        "title": _short(pages.title, 120),
        "meta": pages.meta,
        "question": _short(pages.question, 200),
        "headline": [[said.label, _short(said.text, 600)] for said in pages.headline],
        "basis": pages.basis,
        "cells": [
            {
                "label": cell.label,
                "number": cell.number,
                "unit": cell.unit,
                "interval": cell.interval,
                "word": cell.word,
                "beside": [[_short(label, 60), text] for label, text in cell.beside],
            }
            for cell in pages.cells
        ],
        "corner": None
        if pages.corner is None
        else {
            "says": _short(pages.corner.says, 200),
            "sentences": [_short(text, 560) for text in pages.corner.sentences[:CORNERS]],
            "find_out": [_short(text, 200) for text in pages.corner.find_out],
        },
        "few": _few(pages),
        "figures": {
            name: {
                "title": _short(drawing.title, 90),
                "svg": drawing.svg,
                "caption": _short(drawing.caption, 700),
                "alt": drawing.alt,
            }
            for name, drawing in pages.drawings.items()
        },
        "tables": {name: _table(table, table.spec.print) for name, table in pages.tables.items() if table.spec.print},
        "warnings": [_short(text, 200) for text in pages.warnings[:4]],
        "never_fired": _list(pages.never_fired, "Each change fired in some run."),
        "limits": [_short(text, _LONG_TEXT) for text in pages.limits[:4]],
        "readings": pages.readings,
        "unmoved": pages.unmoved,
        "scores": pages.scores,
        "assumed": pages.assumed,
        "likelihoods": pages.likelihoods,
        "verdicts": pages.verdicts,
        "provenance": [[label, _short(text, 160)] for label, text in pages.provenance],
        "trace": _short(pages.trace, 200),
    }


def _few(pages: Pages) -> bool:
    """Do scenarios and claims leave room for the week on the first page?"""
    scenarios, claims = (len(pages.tables[name].rows) if name in pages.tables else 0 for name in ("effects", "claims"))
    return scenarios + claims == 0 or (pages.corner is None and scenarios <= FEW)


def _table(table: Table, layout: Print) -> dict[str, object]:
    chosen = _told(table) if table.name == "claims" else range(len(table.rows))
    rows = tuple(table.rows[index] for index in chosen[: layout.rows])
    hidden = len(table.rows) - len(rows)
    foot = f"{hidden} more in tables/{table.name}.csv." if hidden else ""
    if table.name == "claims":
        values = [table.values[index] for index in chosen[: layout.rows]]
        rows, notes = _with_footnotes(table, _without_repeats(rows), values)
        others = f"{hidden} others are undetermined and lean neither way: brief.html." if hidden else ""
        foot = " ".join([*notes, others]).strip()
    return {
        "title": table.spec.title,
        "note": table.spec.note,
        "columns": list(table.headings),
        "widths": [*layout.widths, *(1.0 for _ in table.headings[len(layout.widths) :])],
        "strong": list(layout.strong),
        "rows": [[_short(value, layout.letters) for value in row] for row in rows],
        "more": foot,
    }


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
    return marked, [f"({letter}) {_short(text, 200)}." for text, letter in letters.items()]


def _without_repeats(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """A first column that repeats the row above becomes a ditto mark: thirty rows are to fit."""
    above = ("", *(row[0] for row in rows))
    return tuple((DITTO, *row[1:]) if row[0] == known else row for known, row in zip(above, rows, strict=False))


def _list(items: tuple[str, ...], none: str) -> str:
    if not items:
        return none
    shown = "; ".join(_short(item, 120) for item in items[:6])
    return f"{shown}; and {len(items) - 6} more." if len(items) > 6 else f"{shown}."


def _short(text: str, letters: int) -> str:
    """Text cut to fit the print, marked where it is cut; the page and the tables hold all of it."""
    flat = " ".join(text.split())
    return flat if len(flat) <= letters else flat[: letters - 1].rstrip() + "…"
