"""The brief as two printed A4 pages. Typst sets them; what a case says reaches it as data, never as markup."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

from buttress.brief.tables import Table
from buttress.brief.wording import Wording

PAGES = 2
DITTO = "″"
_MOST_ROWS = {
    "prior": 2,
    "claims": 30,
    "disagreements": 4,
    "assumed": 5,
    "unmoved": 5,
    "readings": 6,
    "policing": 4,
    "occasions": 4,
}
_MOST_LETTERS = {"claims": 150, "disagreements": 170, "assumed": 70, "unmoved": 80}
_LONG_TEXT = 320


def pdf(words: Wording, as_of: date) -> bytes:
    """The PDF's bytes, equal for equal words: the evidence date stands in for the clock."""
    import typst

    stamp = int(datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC).timestamp())
    setter = typst.Compiler(
        files("buttress.brief").joinpath("templates/brief.typ").read_bytes(),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(_fonts())]),
        ignore_system_fonts=True,
        sys_inputs={"brief": json.dumps(_content(words), ensure_ascii=False)},
    )
    made = setter.compile(format="pdf", timestamp=stamp)
    assert isinstance(made, bytes)
    return made


def _fonts() -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


def _content(words: Wording) -> dict[str, object]:
    return {
        "title": _short(words.title, 120),
        "meta": words.meta,
        "question": _short(words.question, 200),
        "headline": _short(words.headline, 600),
        "basis": words.basis,
        "cells": [
            {
                "label": cell.label,
                "number": cell.number,
                "unit": cell.unit,
                "interval": cell.interval,
                "word": cell.word,
                "beside": [[_short(label, 60), text] for label, text in cell.beside],
                "sources": _short(cell.sources, 120),
            }
            for cell in words.cells
        ],
        "figures": {
            name: {
                "title": _short(drawing.title, 90),
                "svg": drawing.svg,
                "caption": _short(drawing.caption, 700),
                "alt": drawing.alt,
            }
            for name, drawing in words.drawings.items()
        },
        "tables": {name: _table(table) for name, table in words.tables.items() if name in _MOST_ROWS},
        "warnings": [_short(text, 200) for text in words.warnings[:4]],
        "never_fired": _list(words.never_fired, "Each change fired in some run."),
        "limits": [_short(text, _LONG_TEXT) for text in words.limits[:3]],
        "readings": words.readings,
        "unmoved": words.unmoved,
        "scores": words.scores,
        "assumed": words.assumed,
        "likelihoods": words.likelihoods,
        "verdicts": words.verdicts,
        "provenance": [[label, _short(text, 160)] for label, text in words.provenance],
        "trace": _short(words.trace, 200),
    }


def _table(table: Table) -> dict[str, object]:
    rows = table.rows[: _MOST_ROWS[table.name]]
    letters = _MOST_LETTERS.get(table.name, 120)
    left = len(table.rows) - len(rows)
    foot = f"{left} more in tables/{table.name}.csv." if left else ""
    if table.name == "claims":
        rows, notes = _with_footnotes(table, _without_repeats(rows))
        foot = " ".join([*notes, foot]).strip()
    return {
        "title": table.title,
        "note": table.note,
        "columns": list(table.columns),
        "rows": [[_short(value, letters) for value in row] for row in rows],
        "more": foot,
    }


def _with_footnotes(table: Table, rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[tuple[str, ...], ...], list[str]]:
    """Why a verdict is not more stands once below the table, behind a letter beside the basis."""
    basis, note = table.raw_columns.index("basis"), table.raw_columns.index("note")
    at = table.columns.index("basis")
    said = [str(raw[note]) for raw in table.raw[: len(rows)]]
    letters = {text: chr(ord("a") + index) for index, text in enumerate(dict.fromkeys(filter(None, said)))}
    marked = tuple(
        (*row[:at], f"{raw[basis]} ({letters[text]})" if text else str(raw[basis]), *row[at + 1 :])
        for row, raw, text in zip(rows, table.raw, said, strict=False)
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
