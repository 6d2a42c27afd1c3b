"""Leipzig 1989: the cascade passes through what it was fitted to, and overshoots what follows."""

import math

import pytest

from buttress.classics import lohmann as model


def test_all_three_forecasts_fail_and_run_ahead():
    rows = list(model.figures(1))
    assert [row.passed for row in rows] == [False, False, False]
    assert all(row.ours > row.published for row in rows)
    assert all(row.figure.startswith("data, ") for row in rows), "no row may be taken for a figure of the paper's model"


def test_half_as_many_people_mend_one_of_them():
    halved = model.foretold(model.PEOPLE / 2)
    within = {
        row.figure.split(" 1989")[0].removeprefix("data, "): abs(crowd - row.published) <= row.tolerance
        for row, crowd in zip(model.figures(1), halved.values(), strict=True)
    }
    assert within == {"16 October": False, "23 October": True, "30 October": False}


def test_the_cascade_passes_through_its_three_mondays():
    """Run back from the first two: the step after 2,000 is 6,000 and the step after 6,000 is 15,000."""
    people, first, second, third = 1e5, 2_000.0, 6_000.0, 15_000.0
    odds = [math.log(c / (people - c)) for c in (second, third)]
    slope = (odds[1] - odds[0]) / math.log(second / first)
    fourth = odds[0] + slope * math.log(third / first)
    assert model.cascade(first, second, third, people, 1)[0] == pytest.approx(
        people / (1 + math.exp(-fourth)), rel=1e-3
    )


def test_a_crowd_that_does_not_grow_stays():
    assert model.cascade(5_000.0, 5_000.0 * (1 + 1e-9), 5_000.0 * (1 + 1e-9), 1e5, 3) == pytest.approx(
        [5_000.0] * 3, rel=1e-3
    )


def test_the_middle_of_reports_is_geometric():
    assert model.middle((1_000, 5_000, 9_000)) == pytest.approx(3_000)
