"""`persistence`: the last number again, with the errors that this rule made in the same series so far."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from buttress.arrays import Floats
from buttress.evaluate.rivals import spread, steps
from buttress.series.weekly_series import WeeklySeries


class Persistence:
    """log1p(next) = log1p(last report) + a past change over as many weeks as lie between the two, of either sign."""

    name = "persistence"

    def forecast(self, history: WeeklySeries, leads: Sequence[int], samples: int, seed: int) -> Floats:
        values = np.log1p(history.points)
        last = int(np.flatnonzero(history.reported)[-1])
        columns = []
        for lead in leads:
            distance = len(history) - 1 + lead - last
            columns.append(spread.people(values[last] + spread.of_values(steps.changes(values, distance), samples)))
        return np.column_stack(columns)
