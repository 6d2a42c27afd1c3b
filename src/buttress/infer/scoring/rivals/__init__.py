"""The rivals: plain forecasts that a model has to beat, each in one file."""

from buttress.infer.scoring.forecaster import Forecaster


def rivals() -> list[Forecaster]:
    """Every rival, persistence first."""
    from buttress.infer.scoring.rivals.base_rate import BaseRate
    from buttress.infer.scoring.rivals.count import Count
    from buttress.infer.scoring.rivals.ets import Ets
    from buttress.infer.scoring.rivals.last_like_day import LastLikeDay
    from buttress.infer.scoring.rivals.persistence import Persistence

    return [Persistence(), LastLikeDay(), Ets(), Count(), BaseRate()]
