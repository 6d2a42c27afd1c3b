"""Text of a cell as it is compared: small letters, no accents, plain digits, blanks and dashes."""

from __future__ import annotations

import unicodedata

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


def plain(text: str) -> str:
    """Text in small letters without accents, its digits 0 to 9, each run of blanks one blank.

    Dashes become "-", apostrophes (and the Arabic thousands mark) "'"; marks of writing direction go. Raised digits and
    fractions in one letter become "\ufffd": a footnote's mark is no part of a number.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    text = "".join("\ufffd" if unicodedata.category(letter) == "No" else letter for letter in text)
    letters = []
    for letter in unicodedata.normalize("NFKD", text.translate(_LIKE)).casefold().translate(_LIKE).translate(_MARKS):
        if letter.isdecimal():
            letters.append(str(unicodedata.decimal(letter)))
        elif unicodedata.category(letter) not in ("Mn", "Mc"):
            letters.append(letter)
    return " ".join("".join(letters).split())
