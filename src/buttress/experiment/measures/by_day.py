"""Measures by date: the same number as of another day after the fork. `tenure_90@30` is `tenure_90` as of day 30."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

import numpy as np

from buttress.experiment.measures import crowds, state
from buttress.experiment.measures.framed_result import FramedResult
from buttress.experiment.measures.measure import Measure
from buttress.experiment.measures.registry import BY_NAME

OnDay = Callable[[FramedResult, int], np.ndarray]
"""(result, days after the fork) -> (runs,)."""
_FIXED = re.compile(r"_(\d+w?|w\d+)$")
"""The part of a measure's name that says of which day or weeks it is."""
_STATES = ("perceived_security", "attention", "attitude", "leverage", "belief_society", "belief_pillars")


def _state(name: str, framed: FramedResult, days: int) -> np.ndarray:
    return framed.after(getattr(framed.result, name), days)


_ON_DAY: dict[str, OnDay] = {
    "tenure": lambda framed, days: state.tenure(days)(framed),
    "reserves_weeks": lambda framed, days: state.runway(framed, days)[0],
    "reserves_beyond": lambda framed, days: state.runway(framed, days)[1],
    "reserves_gone": state.gone,
    "real_pay": lambda framed, days: state.real_pay(framed, days),
    "loyal": lambda framed, days: state.loyal(framed, days),
    "patron_intervenes": lambda framed, days: framed.after(framed.result.intervened, days),
    "turnout": crowds.main_turnout_on,
    "detained": crowds.detained_until,
    **{name: partial(_state, name) for name in _STATES},
}


def on_day(name: str, days: int) -> str | None:
    """The name of a measure as of so many days after the fork; None where it has no such number."""
    stem = _FIXED.sub("", name)
    return f"{name}@{days}" if stem in _ON_DAY else None


@cache
def measure_of(name: str) -> Measure:
    """The measure of a name, also of one by date. Raises KeyError for any other."""
    plain, mark, days = name.partition("@")
    if not mark:
        return BY_NAME[plain]
    of = partial(_call, _ON_DAY[_FIXED.sub("", plain)], int(days))
    return replace(BY_NAME[plain], name=name, of=of, reach=int(days))


def _call(of: OnDay, days: int, framed: FramedResult) -> np.ndarray:
    return of(framed, days)
