"""The order of day and month that is usual in the language of a table's header, by CLDR."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from buttress.intake.column_names import languages_of
from buttress.intake.date_text import Order

ENGLISH = "en"
LEAST = 2
"""Names in a language that is not English, from which on the header is in it."""
_CLDR = {"tl": "fil"}


def usual_order(names: Sequence[str]) -> Order | None:
    """Day first where the names of columns are of languages that all write it so; None for English, and where unsure.

    A name that only English has leaves it open: English is written in both orders.
    """
    known = [found for name in dict.fromkeys(names) if (found := languages_of(name))]
    foreign = [found for found in known if ENGLISH not in found]
    if len(foreign) < LEAST or {ENGLISH} in known:
        return None
    languages = frozenset.intersection(*foreign) or frozenset.union(*foreign)
    return "day-first" if all(map(_day_first, languages)) else None


@cache
def _day_first(language: str) -> bool:
    from babel import Locale, UnknownLocaleError  # half a second with its data

    try:
        pattern = Locale.parse(_CLDR.get(language, language)).date_formats["short"].pattern
    except UnknownLocaleError:
        return False
    return "".join(dict.fromkeys(letter for letter in pattern if letter in "dMy")) == "dMy"
