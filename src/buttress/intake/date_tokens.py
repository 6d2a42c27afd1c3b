"""The plain text of a date cut into numbers and month names, with what stands before each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from buttress.case.message import shown
from buttress.intake.calendar_eras import without_era
from buttress.intake.date_names import date_names

_ZONE = r"(?:\s?(?:z|utc|gmt|[+-]\d\d:?\d\d))?"
_TIME = re.compile(
    rf"(?:(?<=\d)t|[\s,]|^)\s*\d{{1,2}}[:h]\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s?[ap]\.?m\b\.?)?{_ZONE}(?![\d:])"
)
_ASIDE = re.compile(r"(?<=\d)\s*[(\[][^()\[\]\d]*[)\]]\s*$|\*+$")
"""A note in brackets after a day, and the mark of a footnote."""
_ORDINAL = re.compile(r"(?<=\d)-?(?:st|nd|rd|th|er|o|a|го|е|га)(?![^\W\d_])")
_PART = re.compile(r"(?P<number>\d+)|(?P<word>[^\W\d_]+(?:[^\W\d_]| (?=[^\W\d_]))*)|(?P<mark>[\s\S])")
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)")
_JOINED = re.compile(r"(?<=[^\W\d_])[-'](?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN_MONTHS = dict(zip(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
    ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december"), strict=True))  # fmt: skip
_ROMAN = re.compile(r"(?<=\d)[\s./-]+(i{1,3}|iv|vi{0,3}|ix|xi{0,2})[\s./-]+(?=\d{2,4}(?!\d))")
"""A month in Roman numerals between day and year: 26 X 2020."""
_THAI = re.compile(r"([\u0e01-\u0e2e])\.\s?([\u0e01-\u0e2e])\.?")
"""A month shortened to two letters with full stops."""
_RANGE = " ~ "


class UnknownDateError(ValueError):
    """A date with words or marks that are not understood, where other faults are of days that can't be."""


@dataclass(frozen=True)
class DateToken:
    """A number as written, or a month's number where it is named; `gap` stands before it ("~": a range word)."""

    number: str
    month: int | None
    gap: str


def date_tokens(written: str, text: str) -> list[DateToken]:
    """Tokens of a plain text. UnknownDateError: a word that is not known, in words that show the cell's own `text`."""
    written = without_era(_ASIDE.sub(" ", written))
    written = _ORDINAL.sub("", _TIME.sub(" ", written).replace("年", "-").replace("月", "-").replace("日", " ")).strip()
    written = _ROMAN.sub(lambda found: f" {_ROMAN_MONTHS[found[1]]} ", written)
    written = _THAI.sub(r"\1 \2 ", _JOINED.sub(" ", written))
    packed = _PACKED.fullmatch(written)
    if packed:
        return [DateToken(number, None, "-") for number in packed.groups()]
    month_named = _names_month(_WORD.findall(written))
    tokens: list[DateToken] = []
    gap = ""
    for part in _PART.finditer(written):
        if part["number"]:
            tokens.append(DateToken(part["number"], None, gap))
            gap = ""
        elif part["word"]:
            for month, between in _words(part["word"].split(), month_named, text):
                if month is not None:
                    tokens.append(DateToken("", month, gap))
                    gap = ""
                else:
                    gap += _RANGE if between and tokens else " "
        else:
            gap += part["mark"]
    tokens = [token for at, token in enumerate(tokens) if not (at and _says_again(token, tokens[at - 1]))]
    if gap.strip(" .,;()«»\"“”„'"):
        raise UnknownDateError(f"{shown(text)} is not understood as a date; write it like 2024-11-28")
    return tokens


def _names_month(words: list[str]) -> bool:
    """Whether a word is a month and no day of the week; the names are loaded, which takes a second, for words alone."""
    names = date_names() if words else None
    return names is not None and any(word in names.months and word not in names.weekdays for word in words)


def _says_again(token: DateToken, before: DateToken) -> bool:
    """Whether a month is named once more by another tradition's name: تشرين الأول/أكتوبر."""
    return token.month is not None and token.month == before.month and token.gap.strip() in ("/", "")


def named_weekday(written: str) -> int | None:
    """The day of the week that a plain text names, 0 for Monday; None where it names none, or not surely one."""
    words = _WORD.findall(written)
    weekdays = date_names().weekdays if words else {}
    found = {weekdays[word] for word in words if word in weekdays}
    return found.pop() if len(found) == 1 and -1 not in found else None


def _words(words: list[str], month_named: bool, text: str) -> list[tuple[int | None, bool]]:
    """For each word or known pair of words: its month or None, and whether it is a word of a range.

    "Mar" is a day of the week in Spanish, French and Italian: it is one where another month is named.
    """
    names = date_names()
    found: list[tuple[int | None, bool]] = []
    at = 0
    while at < len(words):
        for word, length in ((" ".join(words[at : at + 2]), 2), (words[at], 1)):
            if word in names.between:
                found.append((None, True))
            elif word in names.fill or (word in names.weekdays and (month_named or word not in names.months)):
                found.append((None, False))
            elif word in names.months:
                found.append((names.months[word], False))
            else:
                continue
            at += length
            break
        else:
            raise UnknownDateError(f"{shown(text)}: the word {shown(words[at])} is not understood in a date")
    return found
