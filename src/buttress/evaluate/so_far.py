"""How forecasts of a case have done so far: of the weeks that its day already shows, and of nothing later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from buttress.evaluate import rolling
from buttress.evaluate.judged import Judged, judge
from buttress.evaluate.rivals.persistence import Persistence
from buttress.evaluate.table import OURS
from buttress.mobilisation.forecast import Mobilisation
from buttress.series.case_reports import case_reports

NEXT_WEEK = (1,)


def so_far(case: Any) -> list[Judged]:
    """Forecasts one week ahead of each target with enough visible weeks, by the mobilisation part (`buttress`) and by
    persistence. A few tenths of a second a target; `score_case` fits the simulator at each origin and takes minutes.
    """
    visible = replace(case, hidden_events=[])
    past = rolling.Past(case.facts.id, case_reports(visible))
    models = (Mobilisation(name=OURS), Persistence())
    judged = []
    for series in past.targets():
        plan = rolling.plan(past, series.target, models)
        made = rolling.forecast(models, plan.histories, plan.seeds, NEXT_WEEK)
        weeks = np.array(plan.weeks, dtype=np.int64)
        judged += judge(rolling.Forecasts(plan.series, weeks, NEXT_WEEK, made, plan.possible))
    return judged
