"""A small case and world to write reports for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from buttress.case.rows import Event

TRIGGER = date(2021, 3, 1)
AS_OF = date(2021, 4, 1)
SUNDAY = date(2021, 3, 7)


@pytest.fixture
def world() -> Any:
    """Three Sundays before the fork and one after it."""
    sundays = [SUNDAY + timedelta(days=7 * week) for week in range(5)]
    occasions = [SimpleNamespace(day=(day - TRIGGER).days, date=day, name="sunday") for day in sundays]
    return SimpleNamespace(fork=(AS_OF - TRIGGER).days, occasions=occasions)


@pytest.fixture
def case_of() -> Callable[..., Any]:
    """A function from events to a case with a capital, two other places and four reporters."""

    def build(*events: Event) -> Any:
        places = [SimpleNamespace(id=name, capital=name == "capital") for name in ("capital", "north", "south")]
        kinds = {"ministry": "official", "list": "monitor", "paper": "newsroom", "radio": "newsroom"}
        facts = SimpleNamespace(
            places=places,
            calendar=[SimpleNamespace(id="sunday", places="all"), SimpleNamespace(id="sit_in", places=["capital"])],
            reporters=[SimpleNamespace(id=name, kind=kind) for name, kind in kinds.items()],
            as_of=AS_OF,
            trigger=SimpleNamespace(date=TRIGGER),
        )
        return SimpleNamespace(facts=facts, as_of=AS_OF, events=list(events))

    return build


@pytest.fixture
def event() -> Callable[..., Event]:
    """A function that fills in what a row needs; lines count up."""
    count = iter(range(2, 1000))

    def build(low: int | None = None, high: int | None = None, **cells: Any) -> Event:
        filled: dict[str, Any] = {
            "line": next(count),
            "date": SUNDAY,
            "published": SUNDAY + timedelta(days=1),
            "scope": "place" if "place" in cells else "national",
            "side": "protest",
            "kind": "sunday",
            "crowd_low": low,
            "crowd_high": high,
            "stage": "final",
            "reporter": "paper",
            "source": "S",
        }
        return Event(**(filled | cells))

    return build
