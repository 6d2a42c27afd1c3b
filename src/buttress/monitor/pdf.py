"""The page as one printed A4 sheet; what a file says reaches Typst as data, never as markup."""

from __future__ import annotations

import datetime as dt
import re

from buttress.brief.pdf import typeset
from buttress.monitor.page import MonitorPage

LETTERS = 360
"""The longest text of one line of the print."""


def pdf(page: MonitorPage, day: dt.date) -> bytes:
    """The PDF's bytes, equal for equal pages: the forecast's first day stands in for the clock."""
    return typeset("buttress.monitor", "monitor.typ", {"page": _content(page)}, day)


def _content(page: MonitorPage) -> dict[str, object]:
    return {
        "language": page.language,
        "title": _short(page.title),
        "meta": page.meta,
        "label": _short(page.label),
        "number": page.number,
        "interval": page.interval,
        "wide": page.wide,
        "beside": [_short(line) for line in page.beside],
        "places_title": page.places_title,
        "headings": list(page.headings),
        "rows": [[_short(cell, 40) for cell in row] for row in page.rows],
        "places_note": page.places_note,
        "figures": {
            one.name: {"title": one.title, "svg": one.svg, "caption": one.caption, "alt": one.alt}
            for one in page.drawings
        },
        "sure_title": page.sure_title,
        "sure": [_short(line) for line in page.sure],
        "read_title": page.read_title,
        "read": [_short(line) for line in (*page.read, page.words_title)],
        "foot": list(page.foot),
    }


def _short(text: str, letters: int = LETTERS) -> str:
    flat = re.sub(r"[ \t\r\n]+", " ", text).strip()  # a no-break blank inside a number stays one
    return flat if len(flat) <= letters else flat[: letters - 1].rstrip() + "…"
