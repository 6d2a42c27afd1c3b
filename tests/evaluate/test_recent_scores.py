"""Scores of the weeks that a case's day shows."""

from dataclasses import replace
from datetime import date

import numpy as np

from buttress.case import load
from buttress.evaluate.recent_scores import recent_scores
from buttress.evaluate.skill import FEWEST


def test_a_young_case_has_too_few_for_an_interval(belarus):
    assert all(len(judged.weeks) < FEWEST for judged in recent_scores(load(belarus)))


def test_later_weeks_bring_scores_and_later_rows_change_none(belarus):
    case = load(belarus).with_as_of(date(2020, 10, 26))
    found = recent_scores(case)
    assert found
    assert {judged.lead for judged in found} == {1}
    doubled = [row.model_copy(update={"detained": (row.detained or 0) * 2 + 7}) for row in case.hidden_events]
    again = recent_scores(replace(case, hidden_events=doubled))
    for one, other in zip(found, again, strict=True):
        assert one.target == other.target
        for model in one.models:
            assert np.array_equal(one.scores[model].crps, other.scores[model].crps)
