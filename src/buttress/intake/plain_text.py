"""Text of a cell as it is compared: small letters, no accents, plain digits, blanks and dashes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

_LIKE = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("’‘´ʼʹ′٬", "'"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeffـ", None),
        **dict.fromkeys("،", ","),
        "؟": "?",
        "〜": "~",
        "ی": "ي",
        "ک": "ك",
        "ı": "i",
        "ł": "l",
        "đ": "d",
        "ø": "o",
        "ƙ": "k",
        "ɗ": "d",
        "ɓ": "b",
    }
)


_MARKS = {
    block + sign: chr(block + sign - 0x38)
    for block in range(0x900, 0xD80, 0x80)
    for sign in range(0x3E, 0x4D)
    if unicodedata.category(chr(block + sign - 0x38)).startswith("L")
}
"""Vowel signs of the scripts of India as the letters of their vowels, by which words with and without them differ."""

_MARKS |= dict(
    zip(
        range(0x102B, 0x103F),
        map(chr, (*range(0x1075, 0x1082), *range(0x106E, 0x1071), *range(0x105A, 0x105E))),
        strict=True,
    )
)
"""Burmese marks as letters of Mon and Shan, which it does not use: words of one consonant would be all alike."""


class _Letters(dict[int, str]):
    """What each letter becomes, found when it is first met."""

    def __init__(self, becomes: Callable[[str], str]) -> None:
        super().__init__()
        self._becomes = becomes

    def __missing__(self, code: int) -> str:
        self[code] = self._becomes(chr(code))
        return self[code]


def _whole(letter: str) -> str:
    return "\ufffd" if unicodedata.category(letter) == "No" else letter.translate(_LIKE)


def _bare(letter: str) -> str:
    """A letter of decomposed text, small and without its marks; a digit as 0 to 9."""
    small = letter.casefold().translate(_LIKE).translate(_MARKS)
    return "".join(
        str(unicodedata.decimal(one)) if one.isdecimal() else one
        for one in small
        if unicodedata.category(one) not in ("Mn", "Mc")
    )


_WHOLE, _BARE = _Letters(_whole), _Letters(_bare)


def plain(text: str) -> str:
    """Text in small letters without accents, its digits 0 to 9, each run of blanks one blank.

    Dashes become "-", apostrophes (and the Arabic thousands mark) "'"; marks of writing direction go. Raised digits and
    fractions in one letter become "\ufffd": a footnote's mark is no part of a number.
    """
    return " ".join((text.lower() if text.isascii() else _letters(text)).split())


def bare_names(names: Iterable[str]) -> list[str]:
    """The letters and digits alone of each plain name. All names are read in one piece: one by one takes far longer."""
    return re.sub(r"[^\w\n]+|_+", "", _letters("\n".join(names))).split("\n")


def _letters(text: str) -> str:
    """Plain text with its blanks as they are. No letter depends on those beside it once text is decomposed."""
    return unicodedata.normalize("NFKD", text.translate(_WHOLE)).translate(_BARE)
