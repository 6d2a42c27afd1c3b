"""Decimal and thousands marks of a column of numbers, decided from all of its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from buttress.case.message import shown
from buttress.intake.plain_text import plain

NUMBER = re.compile(r"\d+(?:[.,]\d+)?e\+?\d{1,2}(?!\w)|\d{1,3}(?:[ ']\d{3})+(?:[.,٫]\d+)?(?!\d)|\d+(?:[.,٫]\d+)*")
"""A number in plain text: by tens with an exponent, in groups of three, or digits with marks between."""
_GROUPS = re.compile(r"\d{1,3}(?:\d\d)?(?:,\d\d\d)+|\d{1,3}(?:\.\d\d\d)+|\d{1,2}(?:,\d\d)*,\d\d\d")
THREE = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


@dataclass(frozen=True)
class NumberMarks:
    """Which mark stands before decimals and which between thousands; "" where nothing decides it."""

    decimal: str
    thousands: str


NOTHING_DECIDED = NumberMarks("", "")


def decide_marks(texts: Iterable[str]) -> tuple[NumberMarks, str]:
    """The marks of a column, and why.

    "1,234.5" and "1.234.567" show both marks, "0.5" and "34.0" the decimal one. "1.000" alone means a thousand, as
    people are whole. Where cells contradict each other nothing is decided, and `read_number` refuses what hangs on it.
    """
    decimals: dict[str, str] = {}
    thousands: dict[str, str] = {}
    either: dict[str, str] = {}
    for text in texts:
        for number in NUMBER.findall(plain(text)):
            _sort(number, decimals, thousands, either)
    for mark, number in either.items():
        clash = decimals.get(mark) or next((thousands[other] for other in thousands if other != mark), None)
        clash = clash or next((either[other] for other in either if other != mark), None)
        if clash and mark not in thousands:
            return NOTHING_DECIDED, f"{shown(number)} beside {shown(clash)} may be thousands or decimals"
    for mark in thousands:
        if mark in decimals or len(thousands) > 1:
            return (
                NOTHING_DECIDED,
                f"{shown(thousands[mark])} stands beside {shown([*decimals.values(), *thousands.values()][0])}",
            )
    for mark, number in (thousands | either).items():
        return NumberMarks(
            _other(mark), mark
        ), f"{shown(number)}: three digits follow each '{mark}', and people are whole"
    for mark, number in decimals.items():
        if len(decimals) == 1:
            return NumberMarks(mark, _other(mark)), f"{shown(number)}: '{mark}' is followed by decimals"
    return (
        NOTHING_DECIDED,
        "no mark stands in its numbers" if not decimals else "both '.' and ',' stand before decimals",
    )


def read_number(text: str, marks: NumberMarks) -> Fraction:
    """A number of plain text, written as `NUMBER` finds it.

    ValueError: marks that no one writes so, or "1.000" where `marks` says nothing.
    """
    number = text.replace(" ", "").replace("'", "").replace("٫", "decimal")
    if "e" in number and "decimal" not in number:
        return Fraction(number.replace(",", "."))
    whole, _, fraction = number.partition("decimal")
    if not fraction:
        whole, fraction = _split(number, marks)
    return Fraction(f"{whole}.{fraction}" if fraction else whole)


def _split(number: str, marks: NumberMarks) -> tuple[str, str]:
    """The digits before and after the decimal mark."""
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return number, ""
    mark, before, after = number[last], number[:last], number[last + 1 :]
    if THREE.fullmatch(number):
        if marks.thousands == mark:
            return before + after, ""
        if marks.decimal == mark:
            return before, after
        meant = f"{before}{after} or {before}"
        raise ValueError(f"{shown(number)} may be {meant}; say which is the decimal mark: --decimal , or --decimal .")
    if mark not in before and before.isdecimal():
        return before, after
    if _GROUPS.fullmatch(number):
        return re.sub("[.,]", "", number), ""
    if mark not in before and _GROUPS.fullmatch(before):
        return re.sub("[.,]", "", before), after
    raise ValueError(f"{shown(number)} is no number: its marks stand where no one writes them")


def _sort(number: str, decimals: dict[str, str], thousands: dict[str, str], either: dict[str, str]) -> None:
    """Put a number where its shape shows what its mark means."""
    held = [mark for mark in ".," if mark in number]
    if "e" in number or not held:
        return
    last = max(held, key=number.rfind)
    if len(held) == 2:
        if number.count(last) == 1:
            decimals.setdefault(last, number)
            thousands.setdefault(_other(last), number)
    elif number.count(last) > 1:
        if _GROUPS.fullmatch(number):
            thousands.setdefault(last, number)
    elif " " in number or "'" in number or not THREE.fullmatch(number):
        decimals.setdefault(last, number)
    else:
        either.setdefault(last, number)


def _other(mark: str) -> str:
    return "," if mark == "." else "."
