"""Notes that stand beside a number in its cell: `26 (incl. 2 journalists)`, `2,000 [1]`, `300*`, `15; 3 injured`.

A note that is surely none of the number's is left out and told. What may change the number is not taken for a note:
`26 (or 30)`, `5 (thousand)`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from buttress.case.message import shown
from buttress.intake.amount_words import amount_words
from buttress.intake.column_names import COUNT_ROLES, counts_forces, counts_part, name_matches, names_included, words

_MARKS = "*†‡§¶"
_FOOT = re.compile(rf"(?<=[^\W_])\s*(?:[{_MARKS}]+|\[\s*(?:[^\W\d_]|\d{{1,3}})(?:\s*,\s*\d{{1,3}})*\s*\])+\s*$")
_BEFORE = re.compile(rf"^\s*[{_MARKS}]+\s*(?=\w)")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_TIME = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?")
_SHARE = re.compile(r"\s*[~≈]?\s*[\d.,]+\s?%\s*")
_PARTS = re.compile(
    r"\s*;\s*|,\s+(?=[^\W\d_])|,\s+(?=\d+\s+[^\W\d_])|\s+[—–-]\s+(?=[^\W\d_]{3})|\s*\+\s*(?=\d+\s+[^\W\d_])"
)
_DIGITS = re.compile(r"[0-9]{1,9}")
_WORD = re.compile(r"[^\W\d_]+")
_MAY_HOLD = re.compile(rf"[()\[\];,{_MARKS}^+—–-]|[^\x00-\x7f]|[^\W\d_]{{3}}")


@dataclass(frozen=True)
class NotedText:
    """The text of a number alone, and what stood beside it; "" where nothing did."""

    text: str
    note: str = ""


def without_notes(text: str, role: str = "") -> NotedText:
    """The text of a cell in a column of a role without notes. ValueError on what may change the number."""
    if not _MAY_HOLD.search(text):
        return NotedText(text)
    left, notes = without_marks(text)
    for bracket in reversed(list(_BRACKET.finditer(left))):
        before = left[: bracket.start()]
        if not (_adds_up(before, bracket[1]) or _holds_forces(before, bracket[1], role)):
            _refuse_sizes(bracket[1], text, role)
        notes.insert(0, bracket[0])
        left = f"{left[: bracket.start()]} {left[bracket.end() :]}"
    main, others = _main_part(left.strip(), text, role)
    return NotedText(" ".join(main.split()), " ".join([*others, *notes]))


def without_marks(text: str) -> tuple[str, list[str]]:
    """The text without marks of footnotes at its ends, and these."""
    if text.isalnum() and text.isascii():
        return text, []
    raised = [letter for letter in text if unicodedata.decomposition(letter).startswith("<super>")]
    if raised and text.startswith("10" + raised[0]):
        return text, []  # a power of ten
    left = "".join(letter for letter in text if letter not in raised)
    if not any(letter.isalnum() for letter in left):
        return text, []
    notes = ["".join(raised)] if raised else []
    foot = _FOOT.search(left)
    if foot:
        notes.append(foot[0].strip())
        left = left[: foot.start()]
    before = _BEFORE.match(left)
    if before:
        notes.append(before[0].strip())
        left = left[before.end() :]
    return left, notes


def _adds_up(before: str, aside: str) -> bool:
    """Whether the numbers in brackets, two or more, are the parts of the number before them: `12 (9 m, 3 f)`."""
    whole, parts = _DIGITS.findall(before), _DIGITS.findall(aside)
    return len(whole) == 1 and len(parts) > 1 and int(whole[0]) == sum(map(int, parts))


def _holds_forces(before: str, aside: str, role: str) -> bool:
    """Whether brackets say how many of those killed or injured were of the other side: `30 (20 policemen)`."""
    whole, part = _DIGITS.findall(before), re.match(r"\s*([0-9]{1,9})\s+[^\W\d_]", aside)
    of_people = role in ("killed", "injured") and counts_forces(aside)
    return of_people and part is not None and len(whole) == 1 and int(part[1]) <= int(whole[0])


def _refuse_sizes(aside: str, text: str, role: str) -> None:
    """ValueError where what stands in brackets may change the number before them."""
    rest = _TIME.sub(" ", aside)
    if _SHARE.fullmatch(aside) or (_is_beside(rest, role) and not _speaks_of_other(rest, role)):
        return
    if not any(letter.isdigit() for letter in rest):
        known = amount_words().meanings
        sizes = [word for word in words(rest) if (word,) in known and known[(word,)].kind in ("unit", "few")]
        if not sizes and not _speaks_of_other(rest, role):
            return
    raise ValueError(f"{shown(text)}: what stands in brackets may change the number")


def _speaks_of_other(aside: str, role: str) -> bool:
    """Whether words without a number name other people than the column does: `3 (wounded)` of people killed."""
    if any(letter.isdigit() for letter in aside) or not role:
        return False
    named = {match.role for match in name_matches(aside)[:1] if match.role in COUNT_ROLES[1:]}
    return bool(named) and role not in named


def _is_beside(part: str, role: str) -> bool:
    """Whether a part of a cell counts some of the people, or others than those of the column."""
    if names_included(part) or counts_part(part):
        return True
    named = [match.role for match in name_matches(part) if match.role in COUNT_ROLES[1:]]
    return bool(named) and role not in named


def _main_part(left: str, text: str, role: str) -> tuple[str, list[str]]:
    """The part that holds the column's number, and the others; the whole text where its parts are one."""
    parts = [part for part in _PARTS.split(left) if part]
    beside = [part for part in parts if role and _is_beside(part, role)]
    main = [part for part in parts if part not in beside]
    if not beside or len(main) != 1 or not any(letter.isdigit() for letter in parts[0]):
        cut = _cut_at_included(left)
        return (left[:cut].rstrip(" ,;:-–—"), [left[cut:]]) if cut else (left, [])
    own = [match.role for match in name_matches(main[0]) if match.role in COUNT_ROLES[1:]]
    if own and role and role not in own:
        raise ValueError(f"{shown(text)} speaks of {own[0]}, in a column of {role}")
    return main[0], beside


def _cut_at_included(left: str) -> int:
    """Where words like `including` begin, after a number and before another; 0 where none stand so."""
    for word in _WORD.finditer(left):
        if names_included(left[word.start() :]) and any(letter.isdigit() for letter in left[: word.start()]):
            return word.start()
    return 0
