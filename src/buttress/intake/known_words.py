"""Words of some length, beyond ASCII, that are known: towns of the world, and what people write in such tables."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from buttress.intake.gazetteer import made_of, world_towns
from buttress.parsed_yaml import kept

_WORD = re.compile(r"[^\W\d_]+")
DATA = ("column_names.yaml", "column_words.yaml", "amount_words.yaml", "date_words.yaml")


def known_words(text: str) -> int:
    """The number of different words of a text that are known and hold a letter beyond ASCII."""
    return len(_words_of(text) & _words())


@cache
def _words() -> frozenset[str]:
    """They are kept from one start to the next: to make them takes most of a second."""
    room = Path(__file__).parent
    text = made_of(room / "known_words.py", *(room / file for file in DATA))
    return frozenset(kept(room / "__pycache__" / "known_words.json", text, _made_words))


def _made_words() -> list[str]:
    texts = [Path(__file__).with_name(file).read_text(encoding="utf-8") for file in DATA]
    for town in world_towns():
        texts += [town.name, *town.others]
    return sorted(_words_of("\n".join(texts)))


def _words_of(text: str) -> set[str]:
    """Its words, but those of three letters, which any bytes make by chance; a sign of Chinese or Kana is a word."""
    words = {word.casefold() for word in set(_WORD.findall(text)) if not word.isascii()}
    return {word for word in words if len(word) > 3 or max(word) > "\u3000"}
