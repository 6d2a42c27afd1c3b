"""What every model that is scored must offer: samples of the coming weeks, from a history alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from buttress.arrays import Floats
from buttress.series.weekly_series import WeeklySeries


class Forecaster(Protocol):
    """A model under one name.

    `forecast` gives `samples` numbers of people for each lead, (samples, leads), finite and not below zero. Lead 1 is
    the first week after the history's last, so lead h is week `len(history) - 1 + h`. The same history and `seed` give
    the same bytes; the seed differs by episode, target and origin. A history may be short (four reports), constant,
    all zero, of bounds alone, or with weeks missing; a sample column may not depend on which other leads are asked.
    """

    @property
    def name(self) -> str: ...

    def forecast(self, history: WeeklySeries, leads: Sequence[int], samples: int, seed: int) -> Floats: ...
