"""Why a number is what it is: contributions that account for the outcome, and runs' ends in words."""

from datetime import date

import numpy as np
import pytest

from buttress import engine, world
from buttress.case import load, new
from buttress.findings.explain import ExplainError, explain
from buttress.findings.run_ends import run_ends
from buttress.infer.prior import prior_draws

SUNDAY = date(2023, 4, 16)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return load(new(tmp_path_factory.mktemp("cases") / "small"))


@pytest.fixture(scope="module")
def result(case):
    built = world.build(case)
    return engine.run(built, prior_draws(case, 3), np.arange(30, dtype=np.int64), seed=1, explain=True)


@pytest.fixture(scope="module")
def view(case, result):
    return explain(case, result, SUNDAY)


def account(view, start):
    return next(account for account in view.accounts if account.title.startswith(start))


def test_contributions_and_the_rest_add_up_to_the_log_odds(case, result, view):
    march = account(view, "Sunday march, Northport")
    occasion = next(o for o, each in enumerate(result.world.occasions) if each.date == SUNDAY)
    crowd = result.turnout[:, occasion, 0]
    called = result.world.structure["adults"][0].sum()
    share = np.clip(crowd / called, 0.5 / called, 1 - 0.5 / called)
    assert sum(line.value for line in march.lines) == pytest.approx(np.log(share / (1 - share)).mean())
    assert march.outcome == pytest.approx(crowd.mean())


def test_what_a_term_makes_is_the_outcome_with_it_less_without(view):
    for one in view.accounts:
        for line in one.lines:
            if line.change is not None:
                assert line.change == pytest.approx(one.outcome - line.without)
            assert line.low <= line.high


def test_hazards_are_their_base_times_what_moved_since_the_eve(result, view):
    index = result.world.clock.index(SUNDAY)
    for cause, name in enumerate(("collapse", "palace coup", "negotiated exit")):
        told = account(view, f"Hazard of {name}")
        assert sum(line.value for line in told.lines) == pytest.approx(np.log(result.hazard[:, index, cause]).mean())


def test_each_pillar_and_the_pay_of_the_enforcers_is_accounted_for(case, view):
    titles = [one.title for one in view.accounts]
    assert "Hazard of striking, Workers of state firms" in titles
    assert "Hazard of leaving, Police" in titles
    assert "Real pay, Police" in titles
    assert view.as_dict()["day"] == "2023-04-16"


def test_a_day_or_a_place_that_is_not_there_is_told(case, result):
    with pytest.raises(ExplainError, match="give a day from 2023-03-05 to"):
        explain(case, result, date(2024, 1, 1))
    with pytest.raises(ExplainError, match="did you mean 'saltmarsh'"):
        explain(case, result, SUNDAY, "saltmarch")
    with pytest.raises(ExplainError, match="did you mean 'northport'"):
        explain(case, result, SUNDAY, "Northport")


def test_an_end_is_a_sentence_of_its_run(case, result):
    told = run_ends(case, result)
    assert len(told) == 30
    for sentence, day in zip(told, result.end_day, strict=True):
        if day < 0:
            assert sentence.startswith("endured 120 days: police paid")
        else:
            assert f"on day {day}" in sentence
        assert "reserves" in sentence
        assert "of the police still loyal" in sentence or "no police unit left" in sentence
