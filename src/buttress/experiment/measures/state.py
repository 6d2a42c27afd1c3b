"""Measures of the state of the world so many days after the fork: tenure, purse, police, beliefs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from buttress.experiment.measures.framed_result import FramedResult
from buttress.world.codes import Flow

RUNWAY_DAY = 90  # where stock and pace of the runway are read, days after the fork
PACE_DAYS = 28
RUNWAY_CAP_WEEKS = 104.0


def state(name: str, days: int) -> Callable[[FramedResult], np.ndarray]:
    """A daily series of the result so many days after the fork."""
    return lambda framed: framed.after(getattr(framed.result, name), days)


def tenure(days: int) -> Callable[[FramedResult], np.ndarray]:
    """S after so many days: exp(-sum of all hazards since the fork)."""
    return lambda framed: framed.after(framed.in_office(), days)


def real_pay(framed: FramedResult, days: int = 90) -> np.ndarray:
    """Real pay ratio of the first enforcer so many days after the fork."""
    return framed.after(framed.result.real_pay[:, :, framed.frame.enforcer], days)


def loyal(framed: FramedResult, days: int = 90) -> np.ndarray:
    """Loyal share of the first enforcer so many days after the fork."""
    return framed.after(framed.result.loyal_share[:, :, framed.frame.enforcer], days)


def gone(framed: FramedResult, days: int) -> np.ndarray:
    """1 where usable reserves are gone so many days after the fork, else 0, (runs,); 0 days is the eve of the fork."""
    stock = framed.after(framed.result.usable, days)
    return np.where(np.isnan(stock), np.nan, (stock <= framed.frame.reserves_gone).astype(float))


def gone_after(days: int) -> Callable[[FramedResult], np.ndarray]:
    """`gone` so many days after the fork."""
    return lambda framed: gone(framed, days)


def runway(framed: FramedResult, days: int = RUNWAY_DAY) -> tuple[np.ndarray, np.ndarray]:
    """Weeks until usable reserves are gone, cut at 104, and whether they last beyond (1 or 0), each (runs,).

    Stock so many days after the fork over the mean net outflow of the 28 days up to it. A loan received in them is in
    the stock, and is not counted as a pace at which money goes on coming. No net outflow: beyond. Gone (`gone`): 0
    weeks, whatever the pace. Missing where the 28 days begin before the run does.
    """
    last = framed.frame.fork + days
    if last - PACE_DAYS < 1:
        return framed.missing(), framed.missing()
    stock = framed.after(framed.result.usable, days)
    before = framed.after(framed.result.usable, days - PACE_DAYS)
    lent = framed.result.flow[:, last - PACE_DAYS : last, Flow.DISBURSED].sum(axis=1)
    pace_week = (before + lent - stock) * 7 / PACE_DAYS
    beyond = pace_week * RUNWAY_CAP_WEEKS < stock
    weeks = np.full(framed.runs, RUNWAY_CAP_WEEKS)
    np.divide(np.maximum(stock, 0.0), pace_week, out=weeks, where=~beyond & (pace_week > 0))
    out = stock <= framed.frame.reserves_gone
    weeks[out] = 0.0
    weeks[np.isnan(stock)] = np.nan
    share = np.where(np.isnan(stock), np.nan, (beyond & ~out).astype(float))
    return weeks, share


def runway_weeks(framed: FramedResult) -> np.ndarray:
    """Weeks that usable reserves last at the pace of the 28 days up to day 90, cut at 104."""
    return runway(framed)[0]


def runway_beyond(framed: FramedResult) -> np.ndarray:
    """1 where usable reserves last longer than 104 weeks at that pace, else 0."""
    return runway(framed)[1]
