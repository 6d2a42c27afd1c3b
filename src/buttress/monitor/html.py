"""The page as one offline HTML file: styles and figures inside, no script, nothing fetched, every text escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from buttress.brief.html import picture
from buttress.monitor.page import MonitorPage

if TYPE_CHECKING:
    from jinja2 import Template


def html(page: MonitorPage) -> str:
    """The page as text."""
    return _template().render(w=page)


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    house = Environment(
        loader=PackageLoader("buttress.monitor", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    house.filters["picture"] = picture
    return house.get_template("monitor.html.j2")
