"""A number of people as people write it: "34", "at least 34", "5-10k", "several thousand", in a dozen languages.

"About 500" is the figure 500; "over 500" is 500 or more; "up to 500" is 0 to 500; "several thousand" is 2,000 to 9,999,
"hundreds" 200 to 999, "dozens" 24 to 99. Anything that is not understood whole is refused, never read in part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from buttress.case.message import shown
from buttress.intake.amount_phrase import Piece, pieces_of
from buttress.intake.amount_words import WordMeaning, amount_words, squeezed
from buttress.intake.number_marks import NUMBER, NumberMarks
from buttress.intake.plain_text import plain

MAX_PEOPLE = 10_000_000_000
MAX_LETTERS = 200
SEVERAL = (Fraction(2), Fraction(9))
MOST_DOZENS = 99
Span = tuple[Fraction, Fraction]
_ASIDE = re.compile(r"[(\[][^()\[\]\d]*[)\]]")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_BELOW_ZERO = re.compile(r"-\s?[\d.,' ]+|\([\d.,' ]+\)")


@dataclass(frozen=True)
class Amount:
    """A number of people from `low` to `high`; `high` is None without an upper end, `low` 0 without a lower one.

    An exact number has low == high. `words` holds the words and signs beside the digits, "" where there are none.
    """

    low: int
    high: int | None
    words: str


def read_amount(text: str, marks: NumberMarks) -> Amount | None:
    """The amount of a cell; None where it is empty or says "not known" ("NA", "unknown", "-").

    ValueError says what is wrong: what is no number, no whole one, below zero, or may mean two things.
    """
    text = text.strip()
    if text.isascii() and text.isdecimal() and len(text) < 11:
        return Amount(int(text), int(text), "")
    return _read(text, marks)


@lru_cache(maxsize=16_384)
def _read(text: str, marks: NumberMarks) -> Amount | None:
    if len(text) > MAX_LETTERS:
        raise ValueError(f"{shown(text, 30)} is a text of {len(text)} letters, where a number of people is needed")
    written = plain(text)
    letters = squeezed(text)
    if letters in amount_words().missing or (not letters and not set(written) - set("-.?*/_ ")):
        return None
    if _BELOW_ZERO.fullmatch(written):
        raise ValueError(f"{shown(text)} is below zero; leave the cell empty where nothing is known")
    pieces = pieces_of(_HYPHEN.sub(" ", _ASIDE.sub(" ", written)), marks, text)
    low, high = _bounds(pieces, text)
    if low.denominator != 1 or (high is not None and high.denominator != 1):
        raise ValueError(f"{shown(text)} is no whole number, and people are whole")
    if max(low, high or 0) > MAX_PEOPLE:
        raise ValueError(f"{shown(text)} is more than {MAX_PEOPLE:,} people")
    return Amount(int(low), None if high is None else int(high), _words(text, pieces))


def _words(text: str, pieces: list[Piece]) -> str:
    """What stands beside the digits, as written; "" if that says nothing on the size."""
    if all(piece.part == "number" for piece in pieces):
        return ""
    return " ".join(NUMBER.sub(" ", _ASIDE.sub(" ", text)).casefold().split())


def _bounds(pieces: list[Piece], text: str) -> tuple[Fraction, Fraction | None]:
    """Both ends of what the pieces say together."""
    kinds = {piece.part for piece in pieces}
    if "none" in kinds:
        if kinds - {"none"}:
            raise ValueError(f"{shown(text)} says none and more than that")
        return Fraction(0), Fraction(0)
    parts = _split(pieces)
    if not parts:
        raise ValueError(f"{shown(text)} holds no number")
    if len(parts) > 2:
        raise ValueError(f"{shown(text)} holds {len(parts)} numbers, where one or a range is needed")
    ends = [_size(part, text) for part in parts]
    if len(ends) == 2 and ends[0][1] < ends[1][0] / _scale(parts[1]) and _scale(parts[0]) == 1:
        ends[0] = (ends[0][0] * _scale(parts[1]), ends[0][1] * _scale(parts[1]))
    low, high = ends[0][0], ends[-1][1]
    if len(ends) == 2 and (ends[0][0] > ends[1][0] or ends[0][1] > ends[1][1]):
        raise ValueError(f"{shown(text)} begins with its larger number")
    least = "least" in kinds or ("start" in kinds and len(parts) == 1)
    most = "most" in kinds
    if least and most:
        if len(ends) == 1:
            raise ValueError(f"{shown(text)} says both 'at least' and 'at most'")
        return low, high
    if "between" in kinds and len(ends) == 1:
        raise ValueError(f"{shown(text)} holds one number, where 'between' needs two")
    return (Fraction(0) if most else low), (None if least else high)


def _split(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces of each number: apart where a word for a range stands between two."""
    parts: list[list[Piece]] = [[]]
    two = any(piece.part in ("between", "least", "most") for piece in pieces)
    for piece in pieces:
        if piece.meaning is not None:
            parts[-1].append(piece)
        elif parts[-1] and (
            piece.part in ("link", "until", "dash") or (two and piece.part in ("both", "least", "most"))
        ):
            parts.append([])
    return [part for part in parts if part]


def _scale(part: list[Piece]) -> Fraction:
    """The unit that ends a number in digits, "k" or "thousand"; else 1."""
    last = part[-1].meaning
    return (
        last.low
        if last is not None and last.kind == "unit" and len(part) == 2 and part[0].part == "number"
        else Fraction(1)
    )


def _size(part: list[Piece], text: str) -> Span:
    """Low and high end of one number: digits, words for numbers, units, "several"."""
    total: Span = (Fraction(0), Fraction(0))
    now: Span | None = None
    vague = False
    for piece in part:
        meaning = piece.meaning
        if meaning is None:
            continue
        if meaning.kind == "unit":
            vague = vague or (now is None and _is_many(meaning, piece.after_bound))
            now = _times(now, meaning.low, vague)
            if meaning.low >= 1000 and not vague:
                total, now = (total[0] + now[0], total[1] + now[1]), None
        elif now is None and (not total[0] or meaning.high < 1000):
            now, vague = (meaning.low, meaning.high), vague or meaning.kind == "few"
        elif now and not vague and meaning.kind == "number" and piece.part != "number" and _fits(now[0], meaning.low):
            now = (now[0] + meaning.low, now[1] + meaning.low)
        else:
            raise ValueError(f"{shown(text)} holds two numbers, where one or a range is needed")
    return (total[0] + now[0], total[1] + now[1]) if now else total


def _fits(before: Fraction, number: Fraction) -> bool:
    """Whether a word for a number goes on another: five after twenty, fifty after three hundred."""
    return 0 < number < 100 and before >= 20 and before % (10 if number < 10 else 100) == 0


def _is_many(unit: WordMeaning, after_bound: bool) -> bool:
    """Whether a unit alone means several of them: "hundreds" does, "a hundred" does not."""
    return unit.alone == "many" or (unit.alone == "either" and not after_bound)


def _times(now: Span | None, unit: Fraction, vague: bool) -> Span:
    """A number times a unit; a vague one reaches to the next: 2 to 9 thousand is 2,000 to 9,999."""
    if not vague:
        low, high = now or (Fraction(1), Fraction(1))
        return low * unit, high * unit
    low, high = now or SEVERAL
    return low * unit, Fraction(MOST_DOZENS) if unit == 12 else (high + 1) * unit - 1
