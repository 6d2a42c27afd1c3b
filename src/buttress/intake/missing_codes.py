"""Numbers that may be codes for "not known": 99, 999, -99, standing far too often to be counts of people.

A guess is asked about, never acted on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from buttress.intake.question import Question

CODES = (77, 88, 98, 99, 777, 888, 998, 999, 7777, 8888, 9998, 9999, 88888, 99999, 999999)
"""Numbers that codebooks use for not known, not asked and refused; 8 and 9 are too common as counts."""
AT_LEAST = 3
SHARE = 0.05
"""A code stands in this share of a column's numbers at least."""
NEAR = 0.1
"""Neighbours of a code are the numbers within this share of it."""
TIMES_AS_OFTEN = 4
"""A code stands so many times as often as all its neighbours together, itself left out."""
_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.0+)?")


def missing_codes(name: str, texts: Iterable[str], *, upper_end: bool = False) -> Question | None:
    """A question where a column of people, `name`, seems to hold codes; None else.

    A number of `CODES` is one where it stands three times, in 5 % of the cells, and far oftener than the numbers round
    it; a number below zero always is. Upper ends of ranges may be 99, 999 and 9999; so are two of these in one column.
    """
    numbers = Counter(int(float(text)) for text in map(str.strip, texts) if _NUMBER.fullmatch(text))
    total = sum(numbers.values())
    codes = sorted(
        number
        for number in numbers
        if number < 0
        or (number in CODES and not (upper_end and _ends_class(number)) and _too_often(number, numbers, total))
    )
    if len({len(str(code)) for code in codes if code > 0}) > 1:
        codes = [code for code in codes if code < 0]
    if not codes:
        return None
    said = ", ".join(f"{code} stands in {numbers[code]} of {total} cells" for code in codes)
    listed = ",".join(map(str, codes))
    return Question(
        f"numbers of {name}",
        f"{said}: a code for not known?",
        (f"--missing {listed}", "--missing none"),
        tuple(map(str, codes)),
        sum(numbers[code] for code in codes),
    )


def is_missing_code(text: str, answer: str) -> bool:
    """Whether a cell holds one of the codes that the user's answer names, as `99` or `-99,-88`."""
    if not _NUMBER.fullmatch(text.strip()):
        return False
    return str(int(float(text))) in {code.strip() for code in answer.split(",")}


def _ends_class(number: int) -> bool:
    """Whether a number is the last of so many digits: the upper end of "hundreds" and "thousands"."""
    return set(str(number)) == {"9"}


def _too_often(code: int, numbers: Counter[int], total: int) -> bool:
    count = numbers[code]
    near = sum(times for number, times in numbers.items() if number != code and abs(number - code) <= NEAR * code)
    round_one = numbers[code + 1]  # 100 is a count that people round to
    return count >= AT_LEAST and count >= SHARE * total and count >= TIMES_AS_OFTEN * (near - round_one)
