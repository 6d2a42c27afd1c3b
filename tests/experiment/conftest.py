"""A small frame and made-up results of known contents, so that the tables can be checked by hand."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from buttress.experiment.frame import Frame

DAILY = ("exchange_rate", "price", "strikers", "belief_society", "belief_pillars", "attitude", "perceived_security",
         "attention", "leverage", "custody", "wish", "intervened")  # fmt: skip
FORK, DAYS = 10, 210
PLACES, PILLARS = ("north", "south"), ("army", "police")


def small_frame() -> Frame:
    sundays = list(range(6, DAYS, 7))
    tuesdays = list(range(8, DAYS, 7))
    marked = sorted([(day, "sunday_march") for day in sundays] + [(day, "students") for day in tuesdays])
    return Frame(
        trigger=date(2021, 3, 1),
        fork=FORK,
        days=DAYS,
        places=PLACES,
        pillars=PILLARS,
        enforcer=1,
        occasion_days=tuple(day for day, _ in marked),
        occasion_kinds=tuple(kind for _, kind in marked),
        main="sunday_march",
    )


def made_up_result(runs: int, seed: int = 0, frame: Frame | None = None) -> SimpleNamespace:
    """Random arrays in the shapes of a Result; the survival of a run falls by its own constant hazard."""
    frame = frame or small_frame()
    rng = np.random.default_rng(seed)
    days, places, pillars = frame.days, len(frame.places), len(frame.pillars)
    occasions, horizon = len(frame.occasion_days), frame.days - frame.fork
    hazard = rng.uniform(0.0005, 0.01, (runs, 1, 1)) * np.ones((1, days, 3)) / 3
    after = np.arange(horizon + 1)[None, :]
    daily = {name: rng.normal(size=(runs, days)) for name in DAILY}
    spent = rng.integers(1, 9, (runs, days)) * 10**9
    reserves = 5 * 10**11 - spent.cumsum(axis=1)
    return SimpleNamespace(
        survival=np.exp(-hazard.sum(axis=2)[:, :1] * after),
        hazard=hazard,
        reserves=reserves,
        usable=reserves - 10**11,
        uncovered=np.where(np.arange(days) % 30 == 0, rng.integers(0, 2, (runs, days)), 0),
        flow=np.stack([np.zeros_like(spent), -spent], axis=2),
        real_pay=rng.uniform(0.5, 1.1, (runs, days, pillars)),
        owed=rng.integers(1, 10**9, (runs, days, pillars)),
        paid=rng.integers(1, 10**9, (runs, days, pillars)),
        arrears=rng.integers(0, 10**9, (runs, days, pillars)),
        loyal_share=rng.uniform(0.5, 1, (runs, days, pillars)),
        turnout=rng.integers(0, 20_000, (runs, occasions, places)),
        detained=rng.integers(0, 100, (runs, occasions, places)),
        end_day=rng.integers(-1, horizon, runs),
        end_cause=rng.integers(-1, 3, runs),
        **daily,
    )


@pytest.fixture
def frame() -> Frame:
    return small_frame()


@pytest.fixture
def result() -> SimpleNamespace:
    return made_up_result(5)


@pytest.fixture
def make_result() -> Callable[..., SimpleNamespace]:
    return made_up_result
