"""The brief on disk: page, print, data, tables and figures. All is made before anything is written."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from enum import Enum
from pathlib import Path

from buttress.brief.content import BriefData
from buttress.brief.html import html
from buttress.brief.pages import make_pages
from buttress.brief.pdf import pdf
from buttress.store.file import write_whole


def write_brief(data: BriefData, out_dir: Path | str) -> list[Path]:
    """Write brief.html, brief.pdf, brief.json, tables/*.csv and figures/*.svg; the page last.

    Returns the paths, the page first. The same data give the same bytes. Each file appears whole or not at all.
    """
    out = Path(out_dir)
    made = render(data)
    for name, content in reversed(made.items()):
        write_whole(out / name, content)
    return [out / name for name in made]


def render(data: BriefData) -> dict[str, bytes]:
    """Every file of the brief by its name inside the folder."""
    pages = make_pages(data)
    made = {
        "brief.html": html(pages).encode(),
        "brief.pdf": pdf(pages, data.as_of),
        "brief.json": (to_json(data) + "\n").encode(),
    }
    made |= {f"tables/{name}.csv": table.csv().encode() for name, table in pages.tables.items()}
    made |= {f"figures/{name}.svg": drawing.svg.encode() for name, drawing in pages.drawings.items()}
    return made


def to_json(data: BriefData) -> str:
    """The whole brief as JSON, at full precision."""
    return json.dumps(dataclasses.asdict(data), default=_plain, ensure_ascii=False, indent=1, allow_nan=False)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    raise TypeError(f"not plain: {value!r}")
