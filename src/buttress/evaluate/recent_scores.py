"""How forecasts of a case have done so far: of the weeks that its day already shows, and of nothing later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from buttress.evaluate import rolling_origins
from buttress.evaluate.rivals.persistence import Persistence
from buttress.evaluate.score_table import OURS
from buttress.evaluate.target_scores import TargetScores, score_target
from buttress.mobilisation.forecaster import MobilisationForecaster
from buttress.series.case_reports import case_reports

NEXT_WEEK = (1,)


def recent_scores(case: Any) -> list[TargetScores]:
    """Forecasts one week ahead of each target with enough visible weeks, by the mobilisation part (`buttress`) and by
    persistence. A few tenths of a second a target; `score_case` fits the simulator at each origin and takes minutes.
    """
    visible = replace(case, hidden_events=[])
    past = rolling_origins.EpisodeHistory(case.facts.id, case_reports(visible))
    models = (MobilisationForecaster(name=OURS), Persistence())
    judged = []
    for series in past.targets():
        plan = rolling_origins.plan(past, series.target, models)
        made = rolling_origins.forecast(models, plan.histories, plan.seeds, NEXT_WEEK)
        weeks = np.array(plan.weeks, dtype=np.int64)
        judged += score_target(rolling_origins.Forecasts(plan.series, weeks, NEXT_WEEK, made, plan.possible))
    return judged
