"""Daily series kept of every run, for fans and curves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from buttress.experiment.measures import Path
from buttress.world.codes import Cause

MINOR = 100  # minor units of a currency in one major unit
MILLION = 1_000_000 * MINOR
KEPT_BITS = 12  # bits kept of a float32's 24: one part in 4,096, a third of the disk


@dataclass(frozen=True)
class Series:
    """`of` gives (runs, days) for the nation, or (runs, days, pillars) where `by_pillar`."""

    name: str
    unit: str
    of: Callable[[Path], np.ndarray]
    by_pillar: bool = False


SERIES: tuple[Series, ...] = (
    Series("survival", "probability", lambda path: path.in_office()),
    Series("hazard_collapse", "per day", lambda path: path.result.hazard[:, :, Cause.COLLAPSE]),
    Series("hazard_coup", "per day", lambda path: path.result.hazard[:, :, Cause.PALACE_COUP]),
    Series("hazard_negotiated", "per day", lambda path: path.result.hazard[:, :, Cause.NEGOTIATED_EXIT]),
    Series("reserves_m", "million, foreign", lambda path: path.result.reserves / MILLION),
    Series("usable_m", "million, foreign", lambda path: path.result.usable / MILLION),
    Series("exchange_rate", "domestic per foreign", lambda path: path.result.exchange_rate),
    Series("price", "ratio, 1 at the trigger", lambda path: path.result.price),
    Series("owed_m", "million, domestic", lambda path: path.result.owed.sum(axis=2) / MILLION),
    Series("paid_m", "million, domestic", lambda path: path.result.paid.sum(axis=2) / MILLION),
    Series("arrears_m", "million, domestic", lambda path: path.result.arrears.sum(axis=2) / MILLION),
    Series("strikers", "people", lambda path: path.result.strikers),
    Series("belief_society", "log-odds", lambda path: path.result.belief_society),
    Series("belief_pillars", "log-odds", lambda path: path.result.belief_pillars),
    Series("attitude", "log-odds", lambda path: path.result.attitude),
    Series("perceived_security", "log-odds", lambda path: path.result.perceived_security),
    Series("attention", "ratio, 1 at the trigger", lambda path: path.result.attention),
    Series("leverage", "index", lambda path: path.result.leverage),
    Series("custody", "people", lambda path: path.result.custody),
    Series("real_pay", "ratio, 1 at the trigger", lambda path: path.result.real_pay, by_pillar=True),
    Series("loyal_share", "share", lambda path: path.result.loyal_share, by_pillar=True),
)


def daily(path: Path) -> Iterator[tuple[str, np.ndarray]]:
    """Column name (`survival`, `real_pay.police`) and rounded values (runs, days) float32 of every series."""
    for series in SERIES:
        values = series.of(path)
        if not series.by_pillar:
            yield series.name, rounded(values)
            continue
        for index, pillar in enumerate(path.frame.pillars):
            yield f"{series.name}.{pillar}", rounded(values[:, :, index])


def rounded(values: np.ndarray) -> np.ndarray:
    """float32 with 12 significant bits, to nearest: fans need no more, and the rest doesn't compress."""
    drop = 24 - KEPT_BITS
    bits = np.ascontiguousarray(values, dtype=np.float32).view(np.uint32)
    half = np.uint32(1 << (drop - 1))
    mask = np.uint32(0xFFFFFFFF ^ ((1 << drop) - 1))
    finite = np.isfinite(bits.view(np.float32))
    return np.where(finite, (bits + half) & mask, bits).astype(np.uint32).view(np.float32)
