"""Draws carried over to other prior spreads: exact where reports are silent, weighted where they speak."""

from dataclasses import replace

import numpy as np
import pytest

from buttress.case import load, new
from buttress.infer import rescale_priors as room
from buttress.infer.posterior import Posterior
from buttress.infer.prior import JointPrior, prior_draws

IDLE = "leverage_turnout"
ACTIVE = "occasion_log_odds_sunday_march"


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return load(new(tmp_path_factory.mktemp("cases") / "small"))


@pytest.fixture(scope="module")
def posterior(case):
    """Draws from the prior, which is all that the carrying-over needs of a posterior."""
    from buttress.infer.problem import Problem
    from buttress.infer.settings import Settings

    layout = Problem.of(case, Settings()).layout
    values = np.column_stack([layout.reporter_prior(p.name).value(np.zeros(64)) for p in layout.reporters])
    names = tuple(p.name for p in layout.reporters)
    draws = prior_draws(case, 64)
    return Posterior(draws, names, values, (), (), 64.0, ({}, {}), (0.0, 0.0), (2, 2), 0, ())


def rows(draws):
    return {tuple(row) for row in draws.values}


def test_a_factor_of_one_changes_nothing(case, posterior):
    draws, effective = room.carry(case, posterior, {ACTIVE: 1.0, IDLE: 1.0})
    assert effective == pytest.approx(64.0)
    assert rows(draws) == rows(posterior.draws)


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_where_reports_are_silent_the_spread_is_scaled_exactly(case, posterior, factor):
    draws, effective = room.carry(case, posterior, {IDLE: factor})
    assert effective == pytest.approx(64.0)
    mean = JointPrior.of(case)[IDLE].mean
    wanted = np.sort(mean + factor * (posterior.draws.column(IDLE) - mean))
    assert np.sort(draws.column(IDLE)) == pytest.approx(wanted)
    assert np.array_equal(np.sort(draws.column(ACTIVE)), np.sort(posterior.draws.column(ACTIVE)))


def test_where_reports_speak_likelier_values_are_kept(case, posterior):
    draws, effective = room.carry(case, posterior, {ACTIVE: 2.0})
    assert effective < 64.0
    assert len(rows(draws)) < 64, "unlikely draws are gone"
    again, same = room.carry(case, posterior, {ACTIVE: 2.0})
    assert np.array_equal(draws.values, again.values)
    assert same == effective


def test_too_few_effective_draws_ask_for_a_fit(case, posterior, monkeypatch):
    asked = []

    def fit(case, settings):
        asked.append(settings.spread)
        return replace(posterior.draws, values=posterior.draws.values + 1.0)

    monkeypatch.setattr(room, "_refit", fit)
    silent, speaking = room.rescale_priors(case, posterior, [{IDLE: 2.0}, {ACTIVE: 2.0}])
    assert asked == [{ACTIVE: 2.0}]
    assert np.array_equal(speaking.values, posterior.draws.values + 1.0)
    assert silent.values.shape == posterior.draws.values.shape
