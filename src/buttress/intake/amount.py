"""A number of people as people write it: "34", "at least 34", "5-10k", "several thousand", in a dozen languages.

"About 500" is the figure 500; "over 500" is 500 or more; "up to 500" is 0 to 500; "several thousand" is 2,000 to 9,999,
"hundreds" 200 to 999, "dozens" 24 to 99. Anything that is not understood whole is refused, never read in part.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from buttress.case.message import shown
from buttress.intake.amount_phrase import Piece, pieces_of
from buttress.intake.amount_words import WordMeaning, alnum_words, amount_words
from buttress.intake.cell_notes import without_notes
from buttress.intake.number_marks import NUMBER, NumberMarks
from buttress.intake.plain_text import plain
from buttress.intake.unspaced import UNSPACED, known_parts

MAX_PEOPLE = 10_000_000_000
MAX_LETTERS = 200
SEVERAL = (Fraction(2), Fraction(9))
MOST_DOZENS = 99
WIDEST = 3
"""How many times its low end a range may reach whose low end is written without its thousands."""
POWERS = ("10", "100", "1000", "10000", "100000")
"""Digits that stand for a unit after a word like "several"."""
Span = tuple[Fraction, Fraction]
_JOINED = re.compile(r"([^\W\d_]+)-([^\W\d_]+)")
_UNSPACED_WORDS = re.compile(rf"{UNSPACED.pattern}+")
LONGEST_UNSPACED = 20
_FRACTION = re.compile(r"(\d*)\s?([½¼¾])")
_EITHER_SIDE = re.compile(r"(\d{1,9})\s?±\s?(\d{1,9})")
_LETTERS = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0600-\u06ff]")
_AND = re.compile(r"\bو([^\W\d_]{3,})")
"""The Arabic word for "and", which is written with the next one."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_BELOW_ZERO = re.compile(r"-\s?[\d.,' ]+|\([\d.,' ]+\)")


@dataclass(frozen=True)
class Amount:
    """A number of people from `low` to `high`; `high` is None without an upper end, `low` 0 without a lower one.

    An exact number has low == high. `words` holds the words and signs beside the digits, `note` what stands in the cell
    and says nothing on the size; "" where there are none.
    """

    low: int
    high: int | None
    words: str
    note: str = ""


def read_amount(text: str, marks: NumberMarks, role: str = "") -> Amount | None:
    """The amount of a cell; None where it is empty or says "not known" ("NA", "unknown", "-").

    `role` is whom the column counts, if that is known: what the cell says of others is a note.
    ValueError says what is wrong: what is no number, no whole one, below zero, or may mean two things.
    """
    text = text.strip()
    if text.isascii() and text.isdecimal() and len(text) < 11:
        return Amount(int(text), int(text), "")
    return _read(text, marks, role)


@lru_cache(maxsize=16_384)
def _read(text: str, marks: NumberMarks, role: str) -> Amount | None:
    if len(text) > MAX_LETTERS:
        raise ValueError(f"{shown(text, 30)} is a text of {len(text)} letters, where a number of people is needed")
    if _says_unknown(text):
        return None
    if _BELOW_ZERO.fullmatch(plain(text)):
        raise ValueError(f"{shown(text)} is below zero; leave the cell empty where nothing is known")
    noted = without_notes(text, role)
    if noted.note and _says_unknown(noted.text):
        return None
    pieces = pieces_of(_HYPHEN.sub(" ", _JOINED.sub(_two_words, _apart(noted.text))), marks, text)
    low, high = _bounds(pieces, text)
    if low.denominator != 1 or (high is not None and high.denominator != 1):
        raise ValueError(f"{shown(text)} is no whole number, and people are whole")
    if max(low, high or 0) > MAX_PEOPLE:
        raise ValueError(f"{shown(text)} is more than {MAX_PEOPLE:,} people")
    return Amount(int(low), None if high is None else int(high), _words(noted.text, pieces), noted.note)


def _apart(text: str) -> str:
    """The plain text with the words of scripts apart that set none, and with `300 ± 50` as a range."""
    known = amount_words().unspaced
    text = plain(_FRACTION.sub(_decimal, text))
    text = re.sub(r"\+\s?/?\s?-(?=\s?\d)", "±", text)
    text = _EITHER_SIDE.sub(lambda found: f"{int(found[1]) - int(found[2])}-{int(found[1]) + int(found[2])}", text)
    text = _AND.sub(lambda found: f"و {found[1]}" if (found[1],) in amount_words().meanings else found[0], text)
    text = _LETTERS.sub(lambda found: " ".join(amount_words().parts(found[0])) or found[0], text)
    return _UNSPACED_WORDS.sub(lambda found: f" {' '.join(known_parts(found[0], known, LONGEST_UNSPACED))} ", text)


def _decimal(found: re.Match[str]) -> str:
    """A fraction in one letter as decimals: 1½ as 1.5."""
    return f"{int(found[1] or 0) + unicodedata.numeric(found[2])}"


def _says_unknown(text: str) -> bool:
    """Whether a cell says that a number is not known; `до ста`, up to a hundred, is not the word `доста`."""
    words, known = alnum_words(text), amount_words()
    if words:
        apart = len(words) > 1 and max(map(len, words)) > 1
        return words in known.missing_phrases if apart else "".join(words) in known.missing
    return not set(plain(text)) - set("-.?*/_ ")


def _two_words(joined: re.Match[str]) -> str:
    """Two words apart: as a range where they are two sizes (five-six), else as words of one (twenty-five)."""
    words = amount_words().meanings
    left, right = words.get((joined[1],)), words.get((joined[2],))
    if left and right and joined.groups() not in words:
        if left.kind == right.kind == "number" and not _fits(left.low, right.low):
            return f"{joined[1]} - {joined[2]}"
        if left.kind == right.kind == "unit" and "one" not in (left.alone, right.alone):
            return f"{joined[1]} - {joined[2]}"
    return f"{joined[1]} {joined[2]}"


def _words(text: str, pieces: list[Piece]) -> str:
    """What stands beside the digits, as written; "" if that says nothing on the size."""
    if all(piece.part == "number" for piece in pieces):
        return ""
    return " ".join(NUMBER.sub(" ", text).casefold().split())


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
    if len(ends) == 2 and ends[0][1] <= ends[1][0] / _scale(parts[1]) and _scale(parts[0]) == 1:
        ends[0] = (ends[0][0] * _scale(parts[1]), ends[0][1] * _scale(parts[1]))
    ends = _with_thousands(parts, ends)
    if len(ends) == 2 and (ends[0][0] > ends[1][0] or ends[0][1] > ends[1][1]):
        raise ValueError(f"{shown(text)} begins with its larger number")
    said = [{piece.part for piece in part if piece.meaning is None} for part in parts]
    if any({"least", "most"} <= of_part for of_part in said):
        raise ValueError(f"{shown(text)} says both 'at least' and 'at most'")
    if "between" in kinds and len(ends) == 1:
        raise ValueError(f"{shown(text)} holds one number, where 'between' needs two")
    # "at least 5-10" and "5 to over 10" have no upper end; "more than 100 but less than 200" has both.
    least = (
        "least" in said[-1] or ("least" in said[0] and "most" not in said[-1]) or ("start" in kinds and len(ends) == 1)
    )
    return (Fraction(0) if "most" in said[0] else ends[0][0]), (None if least else ends[-1][1])


def _with_thousands(parts: list[list[Piece]], ends: list[Span]) -> list[Span]:
    """The ends, the first in thousands where it is written short: `4 à 5 000` is 4,000 to 5,000."""
    numbers = [[piece for piece in part if piece.meaning is not None] for part in parts]
    if len(ends) != 2 or any(len(one) != 1 or one[0].part != "number" for one in numbers):
        return ends
    low, high = ends[0][0], ends[1][0]
    short = high % 1000 == 0 and low * 1000 < high <= low * 1000 * WIDEST and not numbers[1][0].text.isdecimal()
    return [(low * 1000, low * 1000), ends[1]] if short else ends


def _split(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces of each number, apart where a word for a range stands between two.

    So does a word like "less than" after "more than". The words that bound a number stand with it.
    """
    kinds = {piece.part for piece in pieces}
    parts: list[list[Piece]] = [[]]
    for at, piece in enumerate(pieces):
        between = any(one.meaning for one in parts[-1]) and any(one.meaning for one in pieces[at:])
        joins = piece.part in ("link", "until", "dash") or (
            piece.part == "both" and kinds & {"between", "least", "most"}
        )
        bounds = piece.part in ("least", "most")
        if between and (joins or (bounds and kinds >= {"least", "most"} and piece.text[0].isalpha())):
            parts.append([])
        if piece.meaning is not None or bounds:
            parts[-1].append(piece)
    return [part for part in parts if any(piece.meaning for piece in part)]


def _scale(part: list[Piece]) -> Fraction:
    """The unit that ends an exact number, "k" of 10k or "thousand" of five thousand; else 1."""
    kinds = [piece.meaning.kind for piece in part if piece.meaning is not None]
    exact = len(kinds) > 1 and kinds[-1] == "unit" and set(kinds[:-1]) == {"number"}
    return next(piece.meaning.low for piece in reversed(part) if piece.meaning) if exact else Fraction(1)


def _size(part: list[Piece], text: str) -> Span:
    """Low and high end of one number: digits, words for numbers, units, "several"."""
    total: Span = (Fraction(0), Fraction(0))
    now: Span | None = None
    before = Fraction(0)
    vague = False
    meant = [piece.meaning for piece in part if piece.meaning is not None]
    if any(one.kind == "unit" and one == two for one, two in pairwise(meant)):
        raise ValueError(f"{shown(text)} says the same word twice")  # "hundred hundred" may mean hundreds
    for piece in part:
        meaning = piece.meaning
        if meaning is None:
            if piece.part in ("least", "most") and now and any(one.meaning for one in part[part.index(piece) :]):
                raise ValueError(f"{shown(text)} holds two numbers, where one or a range is needed")
            continue
        if meaning.kind == "unit" or (vague and now == SEVERAL and piece.text in POWERS):
            if vague and now and now[1] >= 10 and meaning.low < 1000:
                raise ValueError(f"{shown(text)} is not understood in a number of people")
            vague = vague or (now is None and _is_many(meaning, piece.after_bound))
            # "Seratus dua puluh" is a hundred and two tens: what stands before the two is not multiplied.
            above = before if now and meaning.low <= before else Fraction(0)
            low, high = _times((now[0] - above, now[1] - above) if now else None, meaning.low, vague)
            now = (low + above, high + above)
            if meaning.low >= 1000 and not vague:
                total, now = (total[0] + now[0], total[1] + now[1]), None
        elif now is None and (not total[0] or meaning.high < 1000):
            now, vague = (meaning.low, meaning.high), vague or meaning.kind == "few"
        elif (
            now
            and not vague
            and meaning.kind == "number"
            and piece.part != "number"
            and _fits(now[0], meaning.low, bool(_ARABIC.match(piece.text)))
        ):
            before, now = now[0], (now[0] + meaning.low, now[1] + meaning.low)
        else:
            raise ValueError(f"{shown(text)} holds two numbers, where one or a range is needed")
    return (total[0] + now[0], total[1] + now[1]) if now else total


def _fits(before: Fraction, number: Fraction, tens_last: bool = False) -> bool:
    """Whether a word for a number goes on another: five after twenty, fifty after three hundred.

    `tens_last`: twenty goes on five too, as in Arabic.
    """
    if tens_last and before.denominator == 1 and before % 100 in range(1, 10):
        return 20 <= number < 100 and number % 10 == 0
    room = 10 if number < 10 else 100 if number < 100 else 1000
    return 0 < number < 1000 and before >= room and before % room == 0


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
