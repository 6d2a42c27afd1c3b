"""Names of months and days of the week, and words of dates: from CLDR by babel, and from `date_words.yaml`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from buttress.intake.plain_text import plain
from buttress.parsed_yaml import parsed

SHORTEST_DAY = 4
"""Letters of the name of a day of the week that stand for it, as "thur" does."""
SHORTEST = 3
"""Letters of a month's name that stand for it, as "nov" does."""


@dataclass(frozen=True)
class DateNames:
    """Plain words: the month of each name, days of the week (0 is Monday, -1 what languages differ on), words that say
    nothing, words of a range.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    fill: frozenset[str]
    between: frozenset[str]


def locale_names() -> list[str]:
    """The locales whose names are known, as CLDR calls them."""
    return list(_words()["locales"])


@cache
def _words() -> dict[str, Any]:
    return dict(parsed(Path(__file__).with_name("date_words.yaml")))


@cache
def date_names() -> DateNames:
    """Names in every language of `date_words.yaml`. A name that languages give to two months is left out."""
    from babel import Locale  # half a second with its data

    words = _words()
    full: dict[str, set[int]] = defaultdict(set)
    short: dict[str, set[int]] = defaultdict(set)
    weekdays: dict[str, set[int]] = defaultdict(set)
    for name in words["locales"]:
        locale = Locale.parse(name)
        for form in ("format", "stand-alone"):
            for month, text in locale.months[form]["wide"].items():
                full[_name(text)].add(month)
                for end in range(SHORTEST, len(_name(text))):
                    short[_name(text)[:end].strip()].add(month)
            for month, text in locale.months[form]["abbreviated"].items():
                full[_name(text)].add(month)
            for width in ("wide", "abbreviated"):
                for day, text in locale.days[form][width].items():
                    for end in (*range(SHORTEST_DAY, len(_name(text))), len(_name(text))):
                        weekdays[_name(text)[:end].strip()].add(day)
    for month, texts in words["months"].items():
        for text in texts:
            full[_name(text)].add(month)
    months = {name: min(numbers) for name, numbers in (short | full).items() if len(numbers) == 1}
    names = {name: month for name, month in months.items() if name and not name[0].isdigit()}
    fill, between = (
        frozenset(_name(text) for texts in words[part].values() for text in texts) for part in ("fill", "range")
    )
    days = {name: min(numbers) if len(numbers) == 1 else -1 for name, numbers in weekdays.items() if name}
    return DateNames(names, days, fill, between)


def _name(text: str) -> str:
    return plain(text).replace(".", " ").replace("'", " ").replace("-", " ").strip()
