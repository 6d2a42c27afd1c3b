"""The text of an amount cut into its pieces: digits, and the longest phrases that the word table knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from buttress.case.message import shown
from buttress.intake.amount_words import Kind, WordMeaning, amount_words
from buttress.intake.number_marks import NUMBER, THREE, NumberMarks, read_number

SIGNS: dict[str, Kind | Literal["dash"]] = {
    **dict.fromkeys((">", ">=", "≥", "⩾", "+"), "least"),
    **dict.fromkeys(("<", "<=", "≤", "⩽"), "most"),
    **dict.fromkeys(("~", "≈", "∼", "≃", "?", "@", "±"), "about"),
    **dict.fromkeys(("-", "..", "..."), "dash"),
}
_TOKENS = re.compile(
    rf"(?P<number>{NUMBER.pattern})(?P<many>s(?![^\W\d_]))?|(?P<word>'?[^\W\d_]+)|(?P<sign>\.\.\.?|[<>]=?|[^\w\s])"
)
AZERBAIJANI = {"min": WordMeaning("unit", Fraction(1000))}
"""Words that mean another thing in a cell with a letter that is Azerbaijani alone."""
BEFORE_DIGITS: dict[str, Kind] = {"iki": "most", "per": "least", "jedno": "about"}
"""Words that bound the digits after them, and mean another thing, or nothing, elsewhere: Lithuanian and Serbian."""
_SILENT = {".", ",", "'", "*", '"', "»", "«", "“", "”", "„"}


@dataclass(frozen=True)
class Piece:
    """A number, phrase or sign; `meaning` where it has a size. `after_bound`: right after a word like "about"."""

    part: Kind | Literal["dash"]
    text: str
    meaning: WordMeaning | None = None
    after_bound: bool = False


def pieces_of(written: str, marks: NumberMarks, text: str) -> list[Piece]:
    """The pieces of a plain text. ValueError on what is not known, in words that show the cell's own `text`."""
    tokens = list(_TOKENS.finditer(written))
    pieces: list[Piece] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token["number"]:
            unit = tokens[at + 1]["word"] if at + 1 < len(tokens) else None
            if unit and THREE.fullmatch(token["number"]) and _is_thousand(unit):
                raise ValueError(f"{shown(text)} may be thousands of thousands; write the number in digits alone")
            pieces.append(_number(token, marks, text))
            at += 1
        elif token["sign"]:
            at += 1
            if token["sign"] in SIGNS:
                pieces.append(Piece(SIGNS[token["sign"]], token["sign"]))
            elif token["sign"] == "%":
                raise ValueError(f"{shown(text)} is a share, where a number of people is needed")
            elif token["sign"] not in _SILENT:
                raise ValueError(f"{shown(text)}: {shown(token['sign'])} is not understood in a number of people")
        else:
            length, meaning = _by_its_place(tokens, at, written) or _longest(tokens, at, text)
            before = tokens[at - 1] if at else None
            if before and before["number"]:
                _refuse_unsure(token, before.end() == token.start(), meaning, text)
            words = " ".join(word["word"] for word in tokens[at : at + length])
            after = bool(pieces) and pieces[-1].part in ("about", "least", "most", "until", "start")
            sized = meaning if meaning.kind in ("few", "unit", "number") else None
            if meaning.kind != "fill":
                pieces.append(Piece("few" if sized else meaning.kind, words, sized, after))
            at += length
    return _bounds_of_until(_units_last(_waves(pieces)))


def _waves(pieces: list[Piece]) -> list[Piece]:
    """The pieces with `~` as a dash where it stands between two numbers: 200~300."""
    held = [piece.meaning is not None for piece in pieces]
    return [
        Piece("dash", piece.text) if piece.text == "~" and any(held[:at]) and any(held[at + 1 :]) else piece
        for at, piece in enumerate(pieces)
    ]


def _units_last(pieces: list[Piece]) -> list[Piece]:
    """Units after their numbers, where a language has them before: `elfu 2` is 2 elfu."""
    ordered = list(pieces)
    for at, (unit, number) in enumerate(pairwise(pieces)):
        sized = number.meaning is not None and number.meaning.kind == "number"
        if sized and unit.text in amount_words().leading and not (at and ordered[at - 1].meaning):
            ordered[at : at + 2] = [number, unit]
    return ordered


def _refuse_unsure(token: re.Match[str], joined: bool, meaning: WordMeaning, text: str) -> None:
    """ValueError on what stands after a number and may be a slip or another language's unit."""
    word, last = token["word"], token.end() == len(token.string)
    if len(word) == 1 and word.isascii() and meaning.kind != "unit" and (joined or last):
        raise ValueError(f"{shown(text)}: a letter stands among the digits")  # 1O for 10, 3 E for 3,000
    if word == "min" and not joined and meaning.kind != "unit":
        raise ValueError(f"{shown(text)}: 'min' may mean a minimum or, in Azerbaijani, a thousand")
    if word == "mil" and token.string[token.end() :].startswith("."):
        raise ValueError(f"{shown(text)}: 'mil.' may mean a thousand or a million")


def _longest(tokens: list[re.Match[str]], at: int, text: str) -> tuple[int, WordMeaning]:
    """The longest known phrase that starts at a token, and its meaning."""
    known = amount_words()
    words: list[str] = []
    for token in tokens[at : at + known.longest]:
        if not token["word"]:
            break
        words.append(token["word"])
    for length in range(len(words), 0, -1):
        for phrase in (tuple(words[:length]), tuple(word.lstrip("'") for word in words[:length])):
            if phrase in known.meanings:
                return length, known.meanings[phrase]
    raise ValueError(f"{shown(text)}: the word {shown(words[0])} is not understood in a number of people")


def _by_its_place(tokens: list[re.Match[str]], at: int, written: str) -> tuple[int, WordMeaning] | None:
    """What a word means by the letters of its cell or the digits after it; None where that says nothing."""
    word = tokens[at]["word"]
    if word in AZERBAIJANI and "ə" in written:
        return 1, AZERBAIJANI[word]
    follow = at + 1 < len(tokens) and tokens[at + 1]["number"] and not any(one["number"] for one in tokens[:at])
    return (1, WordMeaning(BEFORE_DIGITS[word])) if word in BEFORE_DIGITS and follow else None


def _is_thousand(word: str) -> bool:
    meaning = amount_words().meanings.get((word,))
    return meaning is not None and meaning.kind == "unit" and meaning.low >= 1000


def _number(token: re.Match[str], marks: NumberMarks, text: str) -> Piece:
    size = read_number(token["number"], marks)
    if not token["many"]:
        return Piece("number", token["number"], WordMeaning("number", size, size))
    if set(token["number"].lstrip("1").replace(",", "").replace(" ", "")) != {"0"} or token["number"][0] != "1":
        raise ValueError(f"{shown(text)} is not understood in a number of people")
    return Piece("few", token[0], WordMeaning("few", 2 * size, 10 * size - Fraction(1)))


def _bounds_of_until(pieces: list[Piece]) -> list[Piece]:
    """ "To" before any number is "up to"."""
    first = next((at for at, piece in enumerate(pieces) if piece.meaning is not None), len(pieces))
    return [
        Piece("most", piece.text) if piece.part == "until" and at < first and pieces[0].part != "start" else piece
        for at, piece in enumerate(pieces)
    ]
