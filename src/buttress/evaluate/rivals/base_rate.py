"""`base_rate`: any week like any week before it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from buttress.arrays import Floats
from buttress.evaluate.rivals import spread
from buttress.series.weekly_series import WeeklySeries


class BaseRate:
    """The distribution of every number that the reporter gave so far, the same for each lead."""

    name = "base_rate"

    def forecast(self, history: WeeklySeries, leads: Sequence[int], samples: int, seed: int) -> Floats:
        values = np.log1p(history.points[history.reported])
        column = spread.people(spread.of_values(values, samples))
        return np.column_stack([column] * len(leads))
