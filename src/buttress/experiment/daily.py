"""Daily series kept of every run, for fans and curves. To add one: add a row to DAILY_SERIES."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from buttress.experiment.measures import FramedResult
from buttress.world.codes import Cause

MINOR = 100  # minor units of a currency in one major unit
MILLION = 1_000_000 * MINOR
KEPT_BITS = 12  # bits kept of a float32's 24: one part in 4,096, a third of the disk


@dataclass(frozen=True)
class DailySeries:
    """`of` gives (runs, days) for the nation, or (runs, days, pillars) where `by_pillar`.

    `needs` names the parts of a case without which it is not kept.
    """

    name: str
    unit: str
    of: Callable[[FramedResult], np.ndarray]
    by_pillar: bool = False
    needs: tuple[str, ...] = ()


DAILY_SERIES: tuple[DailySeries, ...] = (
    DailySeries("survival", "probability", lambda framed: framed.in_office()),
    DailySeries("hazard_collapse", "per day", lambda framed: framed.result.hazard[:, :, Cause.COLLAPSE]),
    DailySeries("hazard_coup", "per day", lambda framed: framed.result.hazard[:, :, Cause.PALACE_COUP]),
    DailySeries("hazard_negotiated", "per day", lambda framed: framed.result.hazard[:, :, Cause.NEGOTIATED_EXIT]),
    DailySeries("reserves_m", "million, foreign", lambda framed: framed.result.reserves / MILLION, needs=("reserves",)),
    DailySeries("usable_m", "million, foreign", lambda framed: framed.result.usable / MILLION, needs=("reserves",)),
    DailySeries(
        "uncovered",
        "0/1, service due is beyond usable reserves",
        lambda framed: framed.result.uncovered > 0,
        needs=("reserves",),
    ),
    DailySeries(
        "exchange_rate", "domestic per foreign", lambda framed: framed.result.exchange_rate, needs=("reserves",)
    ),
    DailySeries("price", "ratio, 1 at the trigger", lambda framed: framed.result.price, needs=("reserves",)),
    DailySeries(
        "owed_m", "million, domestic", lambda framed: framed.result.owed.sum(axis=2) / MILLION, needs=("purse",)
    ),
    DailySeries(
        "paid_m", "million, domestic", lambda framed: framed.result.paid.sum(axis=2) / MILLION, needs=("purse",)
    ),
    DailySeries(
        "arrears_m", "million, domestic", lambda framed: framed.result.arrears.sum(axis=2) / MILLION, needs=("purse",)
    ),
    DailySeries("strikers", "people", lambda framed: framed.result.strikers, needs=("pillars",)),
    DailySeries("belief_society", "log-odds", lambda framed: framed.result.belief_society),
    DailySeries("belief_pillars", "log-odds", lambda framed: framed.result.belief_pillars, needs=("pillars",)),
    DailySeries("attitude", "log-odds", lambda framed: framed.result.attitude, needs=("patron",)),
    DailySeries("perceived_security", "log-odds", lambda framed: framed.result.perceived_security),
    DailySeries("attention", "ratio, 1 at the trigger", lambda framed: framed.result.attention),
    DailySeries("leverage", "index", lambda framed: framed.result.leverage, needs=("patron",)),
    DailySeries("custody", "people", lambda framed: framed.result.custody),
    DailySeries(
        "real_pay", "ratio, 1 at the trigger", lambda framed: framed.result.real_pay, by_pillar=True, needs=("purse",)
    ),
    DailySeries("loyal_share", "share", lambda framed: framed.result.loyal_share, by_pillar=True),
)


def daily(framed: FramedResult) -> Iterator[tuple[str, np.ndarray]]:
    """Column name (`survival`, `real_pay.police`) and rounded values (runs, days) float32 of every series."""
    for series in DAILY_SERIES:
        if set(series.needs) & set(framed.frame.off):
            continue
        values = series.of(framed)
        if not series.by_pillar:
            yield series.name, rounded(values)
            continue
        for index, pillar in enumerate(framed.frame.pillars):
            yield f"{series.name}.{pillar}", rounded(values[:, :, index])


def rounded(values: np.ndarray) -> np.ndarray:
    """float32 with 12 significant bits, to nearest: fans need no more, and the rest doesn't compress."""
    drop = 24 - KEPT_BITS
    bits = np.ascontiguousarray(values, dtype=np.float32).view(np.uint32)
    half = np.uint32(1 << (drop - 1))
    mask = np.uint32(0xFFFFFFFF ^ ((1 << drop) - 1))
    finite = np.isfinite(bits.view(np.float32))
    return np.where(finite, (bits + half) & mask, bits).astype(np.uint32).view(np.float32)
