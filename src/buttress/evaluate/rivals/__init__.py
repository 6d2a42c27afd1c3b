"""The rivals: plain forecasts that a model has to beat, each in one file."""

from buttress.evaluate.forecaster import Forecaster
from buttress.evaluate.rivals.base_rate import BaseRate
from buttress.evaluate.rivals.count import CountRegression
from buttress.evaluate.rivals.ets import Ets
from buttress.evaluate.rivals.last_like_day import LastLikeDay
from buttress.evaluate.rivals.persistence import Persistence


def rivals() -> list[Forecaster]:
    """Every rival, persistence first."""
    return [Persistence(), LastLikeDay(), Ets(), CountRegression(), BaseRate()]
