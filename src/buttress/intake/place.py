"""Which places are a whole country, so that a country and its city are never added up."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_NATION = re.compile(
    r"(becomes )?(nation-?wide|nation wide|national|country-?wide|country|whole country|all|total)( including.*)?"
)
_PARTS = re.compile(r"[;,]")
_BRACKETS = re.compile(r"\([^)]*\)")
_YEAR = re.compile(r"[-_ ]*(19|20)[0-9][0-9].*$")


def is_country(place: str, episode: str = "") -> bool:
    """Whether the place's name means the whole country: a word for it, a country, or what the episode is named after.

    "National; 82 cities" and "Sofia, nationwide" mean it too; "Belarus" does, "Peru, IN" does not.
    """
    name = _BRACKETS.sub("", place).strip().casefold()
    if name in _countries() or (name != "" and name == _YEAR.sub("", episode).strip().casefold()):
        return True
    return any(_NATION.fullmatch(part.strip()) for part in _PARTS.split(name))


@cache
def _countries() -> frozenset[str]:
    text = files("buttress.intake").joinpath("countries.txt").read_text(encoding="utf-8")
    return frozenset(line.strip().casefold() for line in text.splitlines() if line.strip() and line[0] != "#")
