"""How forecasts one week ahead have scored so far: of the weeks that are visible, and of nothing later."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from buttress.case import Case
from buttress.evaluate.episode_history import EpisodeHistory
from buttress.evaluate.forecaster import Forecaster
from buttress.evaluate.rivals.persistence import Persistence
from buttress.evaluate.rolling_origins import ORIGINS, Forecasts, forecast_histories, plan_forecasts
from buttress.evaluate.score_table import OURS
from buttress.evaluate.target_scores import TargetScores, score_target
from buttress.mobilisation.forecaster import MobilisationForecaster
from buttress.series.case_reports import case_reports

NEXT_WEEK = (1,)


def recent_scores(case: Case) -> list[TargetScores]:
    """Those of a case, by the mobilisation part; `score_case` fits the simulator at each origin and takes minutes."""
    visible = replace(case, hidden_events=[])
    return scores_next_week(EpisodeHistory(case.facts.id, case_reports(visible)))


def scores_next_week(
    episode: EpisodeHistory, most: int = ORIGINS, ours: Forecaster | None = None
) -> list[TargetScores]:
    """Forecasts of each target with enough weeks, from `most` origins at most, by `ours` and by persistence.

    A few tenths of a second a target.
    """
    models = (ours or MobilisationForecaster(name=OURS), Persistence())
    scores = []
    for series in episode.targets():
        plan = plan_forecasts(episode, series.target, models, most=most)
        made = forecast_histories(models, plan.histories, plan.seeds, NEXT_WEEK)
        weeks = np.array(plan.weeks, dtype=np.int64)
        scores += score_target(Forecasts(plan.series, weeks, NEXT_WEEK, made, plan.possible))
    return scores
