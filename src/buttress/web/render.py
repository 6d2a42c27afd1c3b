"""Templates of the pages: every text is escaped, a name that is missing is a fault."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined, Template

from buttress.brief.formats import day, people
from buttress.picture import data_address


@cache
def _templates() -> Environment:
    """The templates of this room, and under `monitor/` and `brief/` those of these pages."""
    rooms = {name: PackageLoader(f"buttress.{name}", "templates") for name in ("monitor", "brief")}
    own = PackageLoader("buttress.web", "templates")
    house = Environment(
        loader=ChoiceLoader([own, PrefixLoader(rooms)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    house.filters |= {"picture": data_address, "people": people, "whole": whole, "day": written_day}
    return house


def written_day(text: str) -> str:
    """A day such as 2024-05-20 as people write it."""
    return day(date.fromisoformat(text))


def whole(number: float) -> str:
    """A whole number with commas between thousands."""
    return f"{number:,.0f}"


def rendered(name: str, **content: Any) -> str:
    """A page of a template."""
    page: Template = _templates().get_template(f"{name}.html.j2")
    return page.render(**content)
