"""Words, numbers and days of the page in one language: gettext catalogues read as they are written, numbers by CLDR.

A language is one file, `words/CODE.po`; English needs none, since its words stand in the code. Babel gives plural
forms, numbers, months and their order.
"""

from __future__ import annotations

import datetime as dt
import gettext
import io
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from buttress.monitor.error import MonitorError


@dataclass(frozen=True)
class Language:
    """`code` of a language and its catalogue."""

    code: str
    catalogue: gettext.NullTranslations

    @property
    def locale(self) -> str:
        """Whose way to write numbers and days: of English, one that puts the day before the month."""
        return "en_GB" if self.code == "en" else self.code

    @classmethod
    def of(cls, code: str) -> Language:
        """The language of a code such as `es`; MonitorError where there is no file of its words."""
        if code not in languages():
            raise MonitorError(f"no words in the language {code!r}; there are {', '.join(languages())}")
        return cls(code, gettext.NullTranslations() if code == "en" else _catalogue(code))

    def text(self, words: str, /, **values: object) -> str:
        """Words in this language with values put in."""
        return self.catalogue.gettext(words).format(**values)

    def many(self, one: str, more: str, n: int, /, **values: object) -> str:
        """Words that depend on a number n, which stands in them as {n}."""
        return self.catalogue.ngettext(one, more, n).format(n=self.number(n), **values)

    def number(self, value: float) -> str:
        """A whole number with this language's mark between thousands."""
        from babel.numbers import format_decimal

        return str(format_decimal(round(value), locale=self.locale))

    def people(self, value: float) -> str:
        """People, two significant digits."""
        if value < 100.0:
            return self.number(round(value))
        return self.number(round(value, 1 - math.floor(math.log10(value))))

    def day(self, day: dt.date) -> str:
        """A day as people write it: 4 August 2025."""
        from babel.dates import format_date

        return str(format_date(day, "long", locale=self.locale))

    def days(self, first: dt.date, last: dt.date) -> str:
        """A span of days as people write it: 4 to 10 August 2025."""
        from babel.dates import format_interval

        return str(format_interval(first, last, "yMMMd", locale=self.locale))

    def short_day(self, day: dt.date) -> str:
        """A day without its year, for axes and tables."""
        from babel.dates import format_skeleton

        return str(format_skeleton("MMMd", day, locale=self.locale))

    def percent(self, share: int) -> str:
        """A share in percent with this language's sign."""
        from babel.numbers import format_percent

        return str(format_percent(share / 100, locale=self.locale))


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that the page is written in."""
    found = files("buttress.monitor").joinpath("words").iterdir()
    return ("en", *sorted(each.name.removesuffix(".po") for each in found if each.name.endswith(".po")))


def language_names() -> dict[str, str]:
    """Each language by its code, as its speakers call it."""
    from babel import Locale

    return {code: str(Locale.parse(code).get_display_name()) for code in languages()}


@cache
def _catalogue(code: str) -> gettext.GNUTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    text = files("buttress.monitor").joinpath(f"words/{code}.po").read_bytes()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(text), locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
