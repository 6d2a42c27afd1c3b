"""A condition in words: the sentence beside its parameter (`world/parameters.yaml`), with the interval in its place."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from scipy.special import expit

from buttress.explore.discovery.box import Condition
from buttress.world.parameters import Parameter

TENTH = -math.log(0.9)
"""A fall by a tenth, in logs."""
MOST = 1e6
"""From here on a number is told as a million."""
EARLIEST, LATEST = -700.0, 700.0
FORMS: Mapping[str, Callable[[float], float]] = {
    "number": lambda value: value,
    "percent": lambda value: 100.0 * value,
    "factor": lambda value: math.exp(min(max(value, EARLIEST), LATEST)),
    "chance": lambda value: 100.0 * float(expit(value)),
    "tenth": lambda value: 100.0 * TENTH * value,
    "tenth_factor": lambda value: math.exp(min(max(0.1 * value, EARLIEST), LATEST)),
}
"""What a value of a parameter becomes in a sentence; each rises with it."""
IN_PERCENT = ("percent", "chance", "tenth")


def in_words(condition: Condition, parameter: Parameter) -> str:
    """A condition in words, without a full stop. Raises ValueError for a parameter without a sentence."""
    found = re.search(r"\{(" + "|".join(FORMS) + r")\}", parameter.words)
    if found is None:
        raise ValueError(f"{parameter.name} has no sentence with a place for its value")
    form = found[1]
    said = _interval(form, condition.low, condition.high) + (" %" if form in IN_PERCENT else "")
    return parameter.words.replace(found[0], said).replace("{member}", parameter.member)


def _interval(form: str, low: float, high: float) -> str:
    if math.isinf(low):
        return f"under {_number(FORMS[form](high))}"
    if math.isinf(high):
        return f"over {_number(FORMS[form](low))}"
    return f"{_number(FORMS[form](low))} to {_number(FORMS[form](high))}"


def _number(value: float) -> str:
    """A number of two significant digits, whole from ten on, thousands set apart."""
    if abs(value) >= MOST:
        return "a million" if value > 0 else "minus a million"
    rounded = float(f"{value:.2g}") if abs(value) < 1000 else float(f"{value:.3g}")
    text = f"{rounded:,.0f}" if abs(rounded) >= 10 else f"{rounded:.6f}".rstrip("0").rstrip(".")
    return text.replace("-", "−") if text not in ("-0", "") else "0"
