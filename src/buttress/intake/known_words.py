"""Words of some length, beyond ASCII, that are known: towns of the world, and what people write in such tables."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from buttress.intake.gazetteer import world_towns

_WORD = re.compile(r"[^\W\d_]+")
DATA = ("column_names.yaml", "column_words.yaml", "amount_words.yaml", "date_words.yaml")


def known_words(text: str) -> int:
    """The number of different words of a text that are known and hold a letter beyond ASCII."""
    return len(_words_of(text) & _words())


@cache
def _words() -> frozenset[str]:
    texts = [files("buttress.intake").joinpath(file).read_text(encoding="utf-8") for file in DATA]
    for town in world_towns():
        texts += [town.name, *town.others]
    return frozenset(_words_of("\n".join(texts)))


def _words_of(text: str) -> set[str]:
    """Its words, but those of three letters, which any bytes make by chance; a sign of Chinese or Kana is a word."""
    words = {word.casefold() for word in set(_WORD.findall(text)) if not word.isascii()}
    return {word for word in words if len(word) > 3 or max(word) > "\u3000"}
