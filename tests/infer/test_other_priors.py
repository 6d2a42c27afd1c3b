"""Draws carried over to other priors: exact where reports are silent, weighted where they speak."""

from dataclasses import replace

import numpy as np
import pytest

from buttress.case import load, new
from buttress.experiment.weighted_draws import WeightedDraws
from buttress.infer import other_priors as room
from buttress.infer import prior as prior_room
from buttress.infer.effort import Effort
from buttress.infer.posterior import Posterior
from buttress.infer.prior import JointPrior, prior_draws
from buttress.infer.settings import Settings
from buttress.infer.unknown import Unknown
from buttress.world.history import history as history_file
from buttress.world.parameters import Prior, parameters, parameters_of

IDLE = "leverage_turnout"
ACTIVE = "occasion_log_odds_sunday_march"
LEARNED_MEAN, LEARNED_SD = -0.2, 0.08
LEARNED = Prior("normal", (("mean", LEARNED_MEAN), ("sd", LEARNED_SD)))


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return load(new(tmp_path_factory.mktemp("cases") / "small"))


def made_up(case, moved: tuple[str, ...] = ()) -> Posterior:
    """Draws from the prior, which is all that the carrying-over needs of a posterior; `moved` count as learned."""
    from buttress.infer.problem import Problem

    layout = Problem.of(case, Settings()).layout
    values = np.column_stack([layout.reporter_prior(p.name).value(np.zeros(64)) for p in layout.reporters])
    names = tuple(p.name for p in layout.reporters)
    rows = tuple(
        Unknown(name, "", 0.0, 1.0, 0.0, 1.0, 0.5 if name in moved else 1.0, 0.0, True, name in moved, 0.0, 0.0)
        for name in layout.prior.names
    )
    return Posterior(prior_draws(case, 64), names, values, rows, (), 64.0, ({}, {}), (0.0, 0.0), (2, 2), 0, ())


@pytest.fixture(scope="module")
def posterior(case):
    return made_up(case)


@pytest.fixture
def history(monkeypatch):
    """Other contests that speak of one parameter."""

    def with_learned(facts, **kept):
        known = parameters_of(facts)
        return tuple(replace(entry, learned=LEARNED if entry.name == IDLE else None) for entry in known)

    monkeypatch.setattr(prior_room, "parameters_of", with_learned)


def test_a_factor_of_one_changes_nothing(case, posterior):
    found = room.carry(case, posterior, Settings(spread={ACTIVE: 1.0, IDLE: 1.0}))
    assert found.effective == pytest.approx(64.0)
    assert found.draws is posterior.draws


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_where_reports_are_silent_the_spread_is_scaled_exactly(case, posterior, factor):
    found = room.carry(case, posterior, Settings(spread={IDLE: factor}))
    assert found.effective == pytest.approx(64.0)
    mean = JointPrior.of(case)[IDLE].mean
    assert found.draws.column(IDLE) == pytest.approx(mean + factor * (posterior.draws.column(IDLE) - mean))
    assert np.array_equal(found.draws.column(ACTIVE), posterior.draws.column(ACTIVE))


def test_where_reports_speak_likelier_draws_weigh_more(case, posterior):
    found = room.carry(case, posterior, Settings(spread={ACTIVE: 2.0}))
    assert found.effective < 64.0
    again = room.carry(case, posterior, Settings(spread={ACTIVE: 2.0}))
    assert np.array_equal(found.weights, again.weights)


def test_what_the_reports_have_moved_keeps_its_value_and_has_the_priors_ratio(case):
    known = made_up(case, (ACTIVE,))
    found = room.carry(case, known, Settings(spread={ACTIVE: 2.0}))
    assert found.draws is known.draws, "no value moves, so the mean field of the posterior serves"
    old = JointPrior.of(case)[ACTIVE]
    values = known.draws.column(ACTIVE)
    ratio = np.exp(old.scaled(2.0).logpdf(values) - old.logpdf(values))
    assert found.weights == pytest.approx(ratio / ratio.sum())


def test_too_few_effective_draws_ask_for_a_fit(case, posterior, monkeypatch):
    asked = []

    def fit(case, settings):
        asked.append((settings.spread, settings.history))
        return replace(posterior.draws, values=posterior.draws.values + 1.0), posterior.reporter_values

    monkeypatch.setattr(room, "_refit", fit)
    others = [Settings(spread={IDLE: 2.0}), Settings(spread={ACTIVE: 2.0}, history=False)]
    silent, speaking = room.under_other_priors(case, posterior, others)
    assert asked == [({ACTIVE: 2.0}, False)]
    assert np.array_equal(speaking.draws.values, posterior.draws.values + 1.0)
    assert speaking.weights == pytest.approx(1 / 64)
    assert silent.draws.values.shape == posterior.draws.values.shape


def test_a_refit_is_a_fit_of_the_reports_under_those_priors(case, posterior, monkeypatch):
    monkeypatch.setattr(room, "EFFORT", Effort(particles=16, sweeps=1, final_sweeps=1))
    monkeypatch.setattr(room, "carry", lambda case, posterior, settings: WeightedDraws(posterior.draws, np.eye(64)[0]))
    refits = {}
    (found,) = room.under_other_priors(case, posterior, [Settings(spread={IDLE: 4.0}, history=False)], 1, refits)
    assert found.effective == pytest.approx(64.0)
    assert found.draws.names == posterior.draws.names
    wide = JointPrior.of(case, history=False, spread={IDLE: 4.0})[IDLE]
    assert np.abs(wide.z(found.draws.column(IDLE))).max() < 5.0
    assert found.draws.column(IDLE).std() > 2.0 * posterior.draws.column(IDLE).std()
    (fit,) = refits.values()
    assert fit.draws is found.draws
    assert fit.reporter_values.shape == posterior.reporter_values.shape


def test_a_refit_is_carried_on_to_the_same_spreads_with_history(case, posterior, history, monkeypatch):
    asked = []

    def fit(case, settings):
        asked.append(settings.history)
        return prior_draws(case, 64, prior=JointPrior.of(case, **wide(settings))), posterior.reporter_values

    def wide(settings):
        return {"history": settings.history, "spread": settings.spread}

    monkeypatch.setattr(room, "_refit", fit)
    refits, spread = {}, {ACTIVE: 2.0}
    (without,) = room.under_other_priors(case, posterior, [Settings(spread=spread, history=False)], 1, refits)
    (learned,) = room.under_other_priors(case, posterior, [Settings(spread=spread)], 1, refits)
    assert asked == [False], "one fit serves both, since no report speaks of what history taught"
    assert learned.effective == pytest.approx(64.0)
    assert np.array_equal(learned.draws.column(ACTIVE), without.draws.column(ACTIVE))
    places = JointPrior.of(case, history=False)[IDLE].z(without.draws.column(IDLE))
    assert learned.draws.column(IDLE) == pytest.approx(LEARNED_MEAN + LEARNED_SD * places)
    room.under_other_priors(case, posterior, [Settings(spread=spread)], 1)
    assert asked == [False, True]


def test_history_takes_the_place_of_a_plain_prior_and_is_not_widened(case, history):
    plain, learned = JointPrior.of(case, history=False), JointPrior.of(case)
    assert learned[IDLE].args == (-0.2, 0.08)
    assert plain[IDLE].args != learned[IDLE].args
    assert {n for n in plain.names if plain[n] != learned[n]} == {IDLE}
    assert JointPrior.of(case, spread={IDLE: 4.0})[IDLE] == learned[IDLE]
    assert JointPrior.of(case, history=False, spread={IDLE: 4.0})[IDLE] == plain[IDLE].scaled(4.0)


def test_where_history_taught_nothing_a_widened_prior_stays_wide(case):
    """How kinds of support differ was assumed there too: opening a claim by four is not taken back by it."""
    opened = {"support_words": 4.0, "support_effect": 4.0}
    plain, plain_4 = (JointPrior.of(case, history=False, spread=spread) for spread in ({}, opened))
    learned, learned_4 = (JointPrior.of(case, spread=spread) for spread in ({}, opened))
    assert learned["support_words"].sd == pytest.approx(plain["support_words"].sd, rel=0.1)
    assert learned_4["support_words"].sd > 2.0 * plain["support_words"].sd
    assert learned_4["support_effect"].sd == pytest.approx(learned["support_effect"].sd, rel=0.05)
    assert learned_4["support_effect"].sd < 0.2 * plain_4["support_effect"].sd


def test_another_bias_of_selection_weighs_the_draws_anew(case):
    """Doubled, it lowers what history says of a withdrawal by as much again."""
    given = WeightedDraws.equal(prior_draws(case, 4000))
    for factor in (0.5, 2.0):
        found = room.with_bias(case, given, {}, factor)
        wanted = JointPrior.of(case, bias_factor=factor)["withdrawal_effect"]
        assert found.draws is given.draws
        assert found.weights @ found.draws.column("withdrawal_effect") == pytest.approx(wanted.mean, abs=0.05)
    held = history_file().withdrawal
    assert held.implied(2.0).mean == pytest.approx(held.prior.mean - (held.mean - held.prior.mean), abs=0.002)
    assert JointPrior.of(case, history=False, bias_factor=2.0) == JointPrior.of(case, history=False)


def test_draws_without_history_are_weighed_by_it(case, history):
    plain = WeightedDraws.equal(prior_draws(case, 4000, prior=JointPrior.of(case, history=False)))
    found = room.weighed(case, plain, {}, history=True)
    assert found is not None
    assert found.draws is plain.draws
    values = found.draws.column(IDLE)
    mean = found.weights @ values
    assert mean == pytest.approx(-0.2, abs=0.02)
    assert found.weights @ (values - mean) ** 2 == pytest.approx(0.08**2, rel=0.3)
    few = WeightedDraws.equal(prior_draws(case, 300, prior=JointPrior.of(case, history=False, spread={IDLE: 16.0})))
    assert room.weighed(case, few, {IDLE: 16.0}, history=True) is None


def test_a_prior_of_the_case_takes_the_place_of_history(monkeypatch):
    from buttress.world import parameters as registry

    entries = {**registry._registry()}
    entries["fatigue"] = {**entries["fatigue"], "learned": "withdrawal.deviations.money"}
    monkeypatch.setattr(registry, "_registry", lambda: entries)
    monkeypatch.setattr(registry, "_entire", registry._entire.__wrapped__)  # nothing made of these is kept
    mine = next(p for p in parameters(["x"]) if p.name == "fatigue")
    held = history_file().withdrawal.deviations.money
    assert mine.learned == Prior("normal", (("mean", held.mean), ("sd", held.sd)))

    class Given:
        def model_dump(self, exclude_none):
            return {"dist": entries["fatigue"]["prior"]["dist"], **_numbers(entries["fatigue"]), "assumed": "ours"}

    def _numbers(entry):
        return {key: value for key, value in entry["prior"].items() if key != "dist"}

    own = next(p for p in parameters(["x"], {"fatigue": Given()}) if p.name == "fatigue")
    assert own.learned is None


def test_a_fit_that_has_not_settled_says_so(posterior):
    """Nine of 64 draws: means to a third of a spread, and the unknown in which two fits differ most."""
    assert posterior.caution() == ""
    rows = (replace(posterior.unknowns[0], error=-1.64), *posterior.unknowns[1:])
    told = replace(posterior, ess=9.0, unknowns=rows).caution()
    worst = rows[0].name
    assert f"its 64 draws are worth 9 independent ones, and two fits differ by 1.6 of its spreads in {worst}" in told
    assert "good to about 0.3 spreads" in told
