"""The page on disk: monitor.html, monitor.pdf and monitor.json. All is made before anything is written."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
from pathlib import Path
from typing import Any

from buttress.monitor.content import MonitorContent
from buttress.monitor.html import html
from buttress.monitor.language import Language
from buttress.monitor.page import make_page
from buttress.monitor.pdf import pdf
from buttress.store.file import write_whole


def write_page(content: MonitorContent, language: Language, rows: list[dict[str, Any]], out: Path) -> list[Path]:
    """Write the files, the page last, and return their paths, the page first. Each appears whole or not at all.

    `rows` are those of the forecast. The same content gives the same bytes.
    """
    page = make_page(content, language)
    told = {"language": language.code, "rows": rows, "content": _told(content)}
    made = {
        "monitor.html": html(page).encode(),
        "monitor.pdf": pdf(page, content.mondays[0]),
        "monitor.json": (json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode(),
    }
    for name, whole in reversed(made.items()):
        write_whole(out / name, whole)
    return [out / name for name in made]


def _told(content: MonitorContent) -> Any:
    """The content as data; of the account the counts alone, since examples may be names or notes."""
    account = content.account
    reasons = [{"why": why.value, "rows": len(rows)} for why, rows in account.kinds()]
    counts = {"rows": account.rows, "used": account.used, "not_used": reasons}
    return _plain(dataclasses.asdict(content) | {"account": counts})


def _plain(value: Any) -> Any:
    """The value in JSON types; a bound without an end is null."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
