"""One reporter's numbers by place and week: what shares and heights of places are learned from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from buttress.intake.event_report import EventReport
from buttress.series.aggregate import standing
from buttress.series.report_counts import has_number, low_end
from buttress.series.weekly_series import WeeklySeries, points


@dataclass(frozen=True, eq=False)
class PlaceWeeks:
    """`people` (weeks, places), from the Monday `start` on; NaN where the reporter gave none. `members` (places,) are
    how many places each label stands for.

    Crowds: a week's largest at the place. People counted otherwise: the sum over the days that have no number of the
    whole country, and 0 for a place without a row in a week with some.
    """

    places: tuple[str, ...]
    members: tuple[int, ...]
    start: dt.date
    people: Floats

    @classmethod
    def of(cls, series: WeeklySeries, reports: Sequence[EventReport], label: Mapping[str, str]) -> PlaceWeeks:
        """Of the reports that the series was made of; `label` names the place, or group of places, that each counts to.

        Places are sorted by name. Reports of the whole country, of its rest and of a region say nothing of places.
        """
        quantity = series.quantity
        own = _own(standing(reports), series)
        of_places = [one for one in own if one.level == "place"]
        whole = {one.date for one in own if one.level in ("country", "rest")}
        used = [one for one in of_places if quantity == "crowd" or one.date not in whole]
        places = tuple(sorted({label[one.place] for one in used}))
        named = {one.place for one in used}
        members = tuple(sum(label[place] == each for place in named) for each in places)
        people = np.full((len(series), len(places)), np.nan)
        for one in used:
            week, at = (one.date - series.start).days // 7, places.index(label[one.place])
            if quantity == "crowd":
                people[week, at] = np.fmax(people[week, at], _crowd(one))
            else:
                people[week] = np.nan_to_num(people[week])
                people[week, at] += low_end(one, quantity)
        return cls(places, members, series.start, people)


def _crowd(report: EventReport) -> float:
    low, high = float(report.low or 0.0), np.inf if report.high is None else float(report.high)
    return float(points(np.array(low), np.array(high)))


def _own(reports: Sequence[EventReport], series: WeeklySeries) -> list[EventReport]:
    return [one for one in reports if one.reporter == series.reporter and has_number(one, series.quantity)]
