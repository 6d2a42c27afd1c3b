"""Tables of the page on history, from the numbers that the package ships."""

from __future__ import annotations

import math

from scipy.stats import norm

from buttress.world.history import LearnedEffect, history
from docs.builder.markdown import table

STAYED = 1 - 23 / 111
"""P(in office) after 180 days: of 111 nonviolent campaigns still going on day 36, 23 won in 180 days (NAVCO 1.2)."""
SPAN = 180
WITHIN = (7, 30, 90)
BIASES = {"halved": 0.5, "as assumed": 1.0, "doubled": 2.0}


def first_acts(_: str = "") -> str:
    """How soon incumbents were out after their patron's first act of either kind."""
    learned = history()
    sides = {"support": learned.support, "withdrawal": learned.withdrawal}
    rows = [[name, *_counts(effect)] for name, effect in sides.items()]
    return table(("first act", "contests", *(f"out within {days} days" for days in WITHIN)), rows)


def asked(_: str = "") -> str:
    """What two claims ask of the hazard at the base rate, and how probable the shipped priors make it."""
    learned = history()
    vital, quick = _log_ratio_for(SPAN, STAYED - 0.5), _log_ratio_for(30, 0.5)
    rows = [
        _asked_row("*Vital*, read as: without any act of support, P(in office) after 180 days is at least .5 less",
                   "÷", vital, [1.0 - _above(learned.support, -vital, factor) for factor in BIASES.values()]),
        _asked_row("*Vital*, read as: had his patron turned away, P(in office) after 180 days is at least .5 less",
                   "×", vital, [_above(learned.withdrawal, vital, factor) for factor in BIASES.values()]),
        _asked_row("*Very quickly*: had his patron turned away, he is more likely out than not within 30 days",
                   "×", quick, [_above(learned.withdrawal, quick, factor) for factor in BIASES.values()]),
    ]  # fmt: skip
    return table(("what is claimed", "hazard asked for", *(f"probability, bias {name}" for name in BIASES)), rows)


def _asked_row(claimed: str, sign: str, log_ratio: float, found: list[float]) -> list[str]:
    return [claimed, f"{sign} {math.exp(log_ratio):.1f}", *map(_probability, found)]


def _counts(effect: LearnedEffect) -> list[str]:
    contests = len(effect.fell_after_days) + len(effect.stayed_days)
    return [str(contests), *(str(sum(day <= days for day in effect.fell_after_days)) for days in WITHIN)]


def _hazard(days: int, stayed: float) -> float:
    """The constant daily hazard under which a share stays in office for so many days."""
    return -math.log(stayed) / days


def _log_ratio_for(days: int, stayed: float) -> float:
    """By how much, in logs, the usual hazard has to change for a share to stay for so many days."""
    return math.log(_hazard(days, stayed) / _hazard(SPAN, STAYED))


def _above(effect: LearnedEffect, log_ratio: float, bias_factor: float) -> float:
    """P(effect of an act in a new contest > log_ratio), with the bias of selection times a factor."""
    carried = effect.implied(bias_factor)
    return float(norm.sf(log_ratio, carried.mean, carried.sd))


def _probability(p: float) -> str:
    if p < 0.001:
        return "under .001"
    return f"{p:.3f}".lstrip("0") if p < 0.1 else f"{p:.2f}".lstrip("0")
