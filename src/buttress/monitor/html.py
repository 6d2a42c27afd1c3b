"""The page as one offline HTML file: styles and figures inside, no script, nothing fetched, every text escaped."""

from __future__ import annotations

from buttress.brief.html import template
from buttress.monitor.page import MonitorPage


def html(page: MonitorPage) -> str:
    """The page as text."""
    return template("buttress.monitor", "monitor.html.j2").render(w=page)
