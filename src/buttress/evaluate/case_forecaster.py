"""The forecaster of a case: the simulator's weeks at the level of the reporter's own series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from buttress.evaluate.forecaster import Forecaster
from buttress.evaluate.score_table import OURS
from buttress.forecasting.known_series import gives_level
from buttress.forecasting.level import move_level
from buttress.series.weekly_series import WeeklySeries


@dataclass(frozen=True)
class CaseForecaster:
    """The forecaster `buttress` of a case: as `forecast` gives it."""

    simulator: Forecaster
    series_model: Forecaster
    name: str = OURS

    def forecast(self, history: WeeklySeries, leads: Sequence[int], samples: int, seed: int) -> Floats:
        """Samples of the coming weeks, (samples, leads), in people."""
        simulated = self.simulator.forecast(history, leads, samples, seed)
        if not gives_level(history):
            return simulated
        level = self.series_model.forecast(history, leads, samples, seed)
        pairs = zip(simulated.T, level.T, strict=True)
        return np.column_stack([move_level(ours, series) for ours, series in pairs])
