"""The brief as two printed A4 pages. Typst sets them; what a case says reaches it as data, never as markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from buttress.brief.pages import Pages
from buttress.brief.printed_tables import printed_table, short_text

if TYPE_CHECKING:
    import typst

PAGES = 2
FEW = 3
"""Scenarios shown on the first page that leave room there for the week, at most."""
CORNERS = 4
"""Sentences on corners in the print, at most."""
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
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={key: json.dumps(value, ensure_ascii=False) for key, value in inputs.items()},
    )
    made = setter.compile(format="pdf", timestamp=stamp)
    assert isinstance(made, bytes)
    return made


@cache  # some forty files are read for it
def _fonts() -> typst.Fonts:
    """Typst's own fonts and those of the figures, whatever the machine has."""
    import matplotlib
    import typst

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _content(pages: Pages) -> dict[str, object]:
    return {
        "title": short_text(pages.title, 120),
        "meta": pages.meta,
        "question": short_text(pages.question, 200),
        "answer": short_text(pages.answer, 900),
        "brackets": pages.brackets,
        "headline": [[each.label, short_text(each.text, 900)] for each in pages.headline],
        "basis": pages.basis,
        "others": "" if pages.others is None else pages.others.sentence,
        "cells": [
            {
                "label": cell.label,
                "number": cell.number,
                "unit": cell.unit,
                "interval": cell.interval,
                "word": cell.word,
                "beside": [[short_text(label, 60), text] for label, text in cell.beside],
            }
            for cell in pages.cells
        ],
        "corner": None
        if pages.corner is None
        else {
            "says": short_text(pages.corner.says, 200),
            "sentences": [short_text(text, 560) for text in pages.corner.sentences[:CORNERS]],
            "find_out": [short_text(text, 200) for text in pages.corner.find_out],
        },
        "few": _few(pages),
        "figures": {
            name: {
                "title": short_text(drawing.title, 90),
                "svg": drawing.svg,
                "caption": short_text(drawing.caption, 700),
                "alt": drawing.alt,
            }
            for name, drawing in pages.drawings.items()
        },
        "tables": {
            name: printed_table(table, table.spec.print, pages.others)
            for name, table in pages.tables.items()
            if table.spec.print
        },
        "warnings": [short_text(text, 200) for text in pages.warnings[:4]],
        "never_fired": _list(pages.never_fired, "none."),
        "limits": [short_text(text, _LONG_TEXT) for text in pages.limits[:4]],
        "readings": pages.readings,
        "unmoved": pages.unmoved,
        "scores": pages.scores,
        "assumed": pages.assumed,
        "likelihoods": pages.likelihoods,
        "verdicts": pages.verdicts,
        "provenance": [[label, short_text(text, 160)] for label, text in pages.provenance],
        "trace": short_text(pages.trace, 200),
    }


def _few(pages: Pages) -> bool:
    """Do scenarios and claims leave room for the week on the first page?"""
    scenarios, claims = (len(pages.tables[name].rows) if name in pages.tables else 0 for name in ("effects", "claims"))
    scenarios -= 0 if pages.others is None else len(pages.others.scenarios)
    return scenarios + claims == 0 or (pages.corner is None and scenarios <= FEW)


def _list(items: tuple[str, ...], none: str) -> str:
    if not items:
        return none
    shown = "; ".join(short_text(item, 120) for item in items[:6])
    return f"{shown}; and {len(items) - 6} more." if len(items) > 6 else f"{shown}."
