"""Which questions a forecast of a case can answer."""

from __future__ import annotations

from buttress.case import Case
from buttress.case.message import nearest
from buttress.case.schema import MIN_PEOPLE
from buttress.forecasting.coming_occasion import WEEK
from buttress.forecasting.error import ForecastError


def check_question(case: Case, weeks: int, reporter: str | None = None) -> None:
    """Whether the question can be answered at all; raises ForecastError."""
    if weeks < 1:
        raise ForecastError(f"{weeks} weeks: ask for one or more")
    most = case.facts.horizon_days // WEEK
    if weeks > most:
        raise ForecastError(f"{weeks} weeks: the case's horizon of {case.facts.horizon_days} days holds {most}")
    for place in case.facts.places:  # a case can't hold one; who builds facts by hand is told
        if place.population.value < MIN_PEOPLE:
            raise ForecastError(f"{place.id} has fewer than {MIN_PEOPLE:,} people: no forecast of so small a place")
    known = [each.id for each in case.facts.reporters]
    if reporter is not None and reporter not in known:
        raise ForecastError(f"the case has no reporter {reporter!r}{nearest(reporter, known)}")
