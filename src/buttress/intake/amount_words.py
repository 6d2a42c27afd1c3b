"""Words with which people write amounts, from `amount_words.yaml`, in every language at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Literal

from buttress.intake.plain_text import plain
from buttress.intake.unspaced import UNSPACED
from buttress.parsed_yaml import parsed

Kind = Literal[
    "none", "least", "most", "about", "few", "unit", "number", "between", "start", "link", "until", "both", "fill"
]
PLAIN_KINDS: tuple[Kind, ...] = ("none", "least", "most", "about", "between", "start", "link", "until", "both")
SHORTEST_COMPOUND = 4
"""Letters of a word that may be made of several numbers."""


_ALNUM = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class WordMeaning:
    """What a word or phrase says of an amount.

    A `few` is anything from `low` to `high`; a `unit` is `low`, and alone it means `alone` of them: one, several
    ("many"), or one after a word like "about" and else several ("either").
    """

    kind: Kind
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    alone: str = "one"


@dataclass(frozen=True)
class AmountWords:
    """Each phrase as its words, what it means, the longest one's number of words, and cells for "not known".

    `missing` holds the latter as one word each, `missing_phrases` as several. `leading` are units that stand before
    their number; `unspaced` words of scripts that set none apart; `compounds` the words of numbers and units of each
    language that joins them in one word.
    """

    meanings: dict[tuple[str, ...], WordMeaning]
    longest: int
    missing: frozenset[str]
    missing_phrases: frozenset[tuple[str, ...]]
    leading: frozenset[str]
    unspaced: frozenset[str]
    compounds: tuple[frozenset[str], ...]

    def parts(self, word: str) -> list[str]:
        """The numbers and units of one language that a word is made of: ein, hundert, zwanzig; none of another word."""
        if (word,) in self.meanings or len(word) < SHORTEST_COMPOUND:
            return []
        return next((found for known in self.compounds if (found := _made_of(word, known))), [])


@cache
def amount_words() -> AmountWords:
    """The words of every language; where languages differ on a word, the kind that stands first in `Kind` counts."""
    languages = parsed(Path(__file__).with_name("amount_words.yaml")).values()
    meanings: dict[tuple[str, ...], WordMeaning] = {}
    for kind in PLAIN_KINDS[:4]:
        _add(meanings, ((phrase, WordMeaning(kind)) for block in languages for phrase in block.get(kind, ())))
    for block in languages:
        _add(meanings, _sizes(block))
    for kind in PLAIN_KINDS[4:]:
        _add(meanings, ((phrase, WordMeaning(kind)) for block in languages for phrase in block.get(kind, ())))
    for name in ("people", "fill"):
        _add(meanings, ((phrase, WordMeaning("fill")) for block in languages for phrase in block.get(name, ())))
    phrases = frozenset(alnum_words(phrase) for block in languages for phrase in block["missing"])
    missing = frozenset(map("".join, phrases))
    leading = frozenset(plain(word) for block in languages for word in block.get("leading", ()))
    unspaced = frozenset(word for phrase in meanings for word in phrase if UNSPACED.search(word))
    joined = tuple(_words_of_size(block) for block in languages if block.get("compounds"))
    return AmountWords(meanings, max(map(len, meanings)), missing, phrases, leading, unspaced, joined)


def _words_of_size(block: dict[str, Any]) -> frozenset[str]:
    """The single words for numbers, and for one of a unit, of a language."""
    phrases = [*block["numbers"].values(), *(forms.get("one", ()) for forms in block["units"].values())]
    return frozenset(plain(phrase) for some in phrases for phrase in some if " " not in phrase)


def _made_of(word: str, known: frozenset[str]) -> list[str]:
    """The known words that make up a word, the longest first; none where something is left."""
    for end in range(len(word), 1, -1):
        if word[:end] in known:
            rest = _made_of(word[end:], known) if end < len(word) else []
            if rest or end == len(word):
                return [word[:end], *rest]
    return []


def alnum_words(text: str) -> tuple[str, ...]:
    """The runs of letters and digits of a text, so that "n/a" and "N. A." are one."""
    return tuple(_ALNUM.findall(plain(text)))


def phrase_words(phrase: str) -> tuple[str, ...]:
    """A phrase as plain words; the apostrophe before a suffix of a number stays with the suffix."""
    text = plain(phrase)
    suffix = "'" if text.startswith("'") else ""
    return tuple((suffix + text.lstrip("'").replace("'", " ").replace("-", " ")).split())


def _add(meanings: dict[tuple[str, ...], WordMeaning], entries: Iterable[tuple[str, WordMeaning]]) -> None:
    for phrase, meaning in entries:
        meanings.setdefault(phrase_words(str(phrase)), meaning)


def _sizes(block: dict[str, Any]) -> list[tuple[str, WordMeaning]]:
    """Entries of few, units and numbers of one language."""
    entries = [
        (phrase, WordMeaning("few", Fraction(low), Fraction(high))) for phrase, (low, high) in block["few"].items()
    ]
    for size, forms in block["units"].items():
        for alone, phrases in forms.items():
            entries += [(phrase, WordMeaning("unit", Fraction(size), alone=alone)) for phrase in phrases]
    for size, phrases in block["numbers"].items():
        entries += [(phrase, WordMeaning("number", Fraction(size), Fraction(size))) for phrase in phrases]
    return entries
