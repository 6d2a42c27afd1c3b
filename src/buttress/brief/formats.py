"""How numbers and dates are written: two significant digits, people as integers, no estimate without its interval."""

from __future__ import annotations

import math
from datetime import date

from buttress.brief.content import IntervalEstimate, Unit

MINUS = "\u2212"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TO = " to "
_MOST_DECIMALS = {Unit.POINTS: 2, Unit.PERCENT: 1, Unit.MONEY: 1, Unit.WEEKS: 1, Unit.DAYS: 0}


def estimate(value: IntervalEstimate, unit: bool = True) -> str:
    """`48,000 (31,000 to 82,000) people`; with `unit=False` the unit is left to a table's head."""
    text = f"{middle(value)} ({interval(value)})"
    word = unit_word(value)
    return f"{text} {word}" if unit and word else text


def middle(value: IntervalEstimate) -> str:
    """The number alone, with the unit's sign where it has one (`93 %`)."""
    return _pieces(value)[0] + _sign(value.unit)


def interval(value: IntervalEstimate) -> str:
    """The interval alone: `31,000 to 82,000`."""
    _, low, high = _pieces(value)
    return f"{low}{_TO}{high}"


def spoken_interval(value: IntervalEstimate) -> str:
    """The interval with its level, for running text: `95 % interval 31,000 to 82,000`."""
    return f"{value.level} % interval {interval(value)}{_sign(value.unit)}"


def spoken(value: IntervalEstimate) -> str:
    """An estimate for running text: `+3.6 points, 95 % interval +1.5 to +7.6`."""
    return f"{middle(value)} {unit_word(value)}".rstrip() + f", {spoken_interval(value)}"


def unit_word(value: IntervalEstimate) -> str:
    """The unit as a word, empty where the sign already stands at the number."""
    return {
        Unit.SHARE: "",
        Unit.POINTS: "points",
        Unit.PEOPLE: "people",
        Unit.WEEKS: "weeks",
        Unit.DAYS: "days",
        Unit.PERCENT: "",
        Unit.RATIO: "times",
        Unit.LOG_RATIO: "",
        Unit.NUMBER: "",
        Unit.MONEY: value.money,
    }[value.unit]


def people(count: float, signed: bool = False) -> str:
    """People as integers of two significant digits: 47,812 is `48,000`, 0.3 is `<1`."""
    if 0.0 < abs(count) < 0.5:
        return "<1" if count > 0 else f"{MINUS}<1"
    return _with_sign(f"{abs(_two_digits(count)):,.0f}", count, signed)


def share(value: float) -> str:
    """A probability of 0 to 1 in percent, without the sign: `93`. Runs alone prove nothing certain: `>99` and `<1`."""
    percent = 100.0 * value
    if percent < 1.0:
        return "<1"
    if percent > 99.0:
        return ">99"
    return f"{percent:.0f}"


def plain(value: float, decimals: int, signed: bool = False) -> str:
    """A number with thousands separators and a true minus."""
    return _with_sign(f"{abs(value):,.{decimals}f}", value, signed)


def significant(value: float) -> str:
    """A number of any size with two significant digits, without an exponent: `1,200`, `0.034`; six decimals at most."""
    if abs(value) < 5e-7:
        return "0"
    decimals = 1 - math.floor(math.log10(abs(value)))
    return plain(round(value, decimals), min(max(decimals, 0), 6))


def short(count: float) -> str:
    """People on an axis: 50k, 1.2m."""
    size = abs(count)
    if size >= 999_500:
        text = f"{size / 1e6:.2g}m"
    elif size >= 1_000:
        text = f"{size / 1e3:.0f}k"
    else:
        text = f"{size:.0f}"
    return MINUS + text if count < 0 else text


def day(value: date) -> str:
    """A date as people write it, the same in every locale: `14 Sep 2020`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def sentence_case(text: str) -> str:
    """The first letter large, the rest as it stands."""
    return text[:1].upper() + text[1:]


def _pieces(value: IntervalEstimate) -> tuple[str, str, str]:
    numbers = (value.mean, value.low, value.high)
    if value.unit is Unit.LOG_RATIO:
        mean, low, high = map(math.expm1, numbers)
        return _pieces(IntervalEstimate(mean, low, high, Unit.PERCENT, signed=True))
    if not all(math.isfinite(number) for number in numbers):
        raise ValueError(f"an estimate must be finite: {numbers}")
    signed = value.signed or value.unit is Unit.POINTS
    if value.unit is Unit.SHARE:
        return share(value.mean), share(value.low), share(value.high)
    if value.unit is Unit.PEOPLE:
        return people(value.mean, signed), people(value.low, signed), people(value.high, signed)
    scale = 100.0 if value.unit in (Unit.POINTS, Unit.PERCENT) else 1.0
    decimals = _decimals(tuple(scale * number for number in numbers), _MOST_DECIMALS.get(value.unit, 6))
    digits = [_number(scale * number, decimals, value.unit, signed) for number in numbers]
    if value.cap is not None:
        digits = [
            f">{plain(value.cap, 0)}" if number >= value.cap else text
            for number, text in zip(numbers, digits, strict=True)
        ]
    return digits[0], digits[1], digits[2]


def _number(number: float, decimals: int, unit: Unit, signed: bool) -> str:
    """Decimals are shared by the three numbers of an estimate, but for ratios, which span magnitudes."""
    if unit is Unit.RATIO:
        decimals = min(_decimals((number, number, number), 3), 3)
    return plain(_two_if_large(number), decimals, signed)


def _sign(unit: Unit) -> str:
    return " %" if unit in (Unit.SHARE, Unit.PERCENT, Unit.LOG_RATIO) else ""


def _with_sign(digits: str, value: float, signed: bool) -> str:
    if not any(character in "123456789" for character in digits):
        return digits
    if value < 0.0:
        return MINUS + digits
    return "+" + digits if signed else digits


def _two_digits(value: float) -> float:
    if value == 0.0 or abs(value) < 100.0:
        return float(round(value))
    places = 1 - math.floor(math.log10(abs(value)))
    return round(value, places)


def _two_if_large(value: float) -> float:
    return _two_digits(value) if abs(value) >= 100.0 else value


def _decimals(numbers: tuple[float, ...], most: int) -> int:
    """Decimals that give the largest two digits, and enough that no bound loses its sign: two more, `most` in all."""
    largest = max(abs(number) for number in numbers)
    if largest == 0.0:
        return 0
    base = min(most, max(0, 1 - math.floor(math.log10(largest))))
    for decimals in range(base, min(most, base + 2) + 1):
        if all(bound == 0.0 or round(bound, decimals) != 0.0 for bound in numbers[1:]):
            return decimals
    return base
