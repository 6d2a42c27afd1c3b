"""The brief as one offline HTML file: all styles and figures inside, no script, nothing fetched."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from buttress.brief.pages import Pages
from buttress.picture import data_address

if TYPE_CHECKING:
    from jinja2 import Template

SHOWN = 8
"""Rows of a table of what is not known that stand open; the rest folds away."""


def html(pages: Pages) -> str:
    """The page as text. Whatever comes from a case is escaped by the template."""
    return template("buttress.brief", "brief.html.j2").render(w=pages, shown=SHOWN)


@cache
def template(package: str, name: str) -> Template:
    """A template of a room's folder `templates`: every text is escaped, a name that is missing is a fault."""
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    house = Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    house.filters["picture"] = data_address
    return house.get_template(name)
