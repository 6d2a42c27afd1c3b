"""Verdict rules on made-up ensembles whose answers are known."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pytest

from buttress.case import Claim
from buttress.experiment.arm import Arm
from buttress.experiment.block import columns_of
from buttress.experiment.claims import (
    ClaimEstimate,
    basis,
    judge,
    quantity,
    rule,
    scenarios_of,
    side,
    unknown_measures,
)
from buttress.experiment.comparison import Comparison
from buttress.experiment.ensemble_builder import ensemble_of
from buttress.experiment.error import ExperimentError
from buttress.world import Draws

RUNS = 400


def claim(**changes) -> Claim:
    given = {
        "id": "loan_lengthens_tenure",
        "row": "S1",
        "who": "the analyst",
        "says": "the loan lengthens tenure",
        "rests_on": ["loyalty_pay"],
        "measure": "tenure_90",
        "contrast": {"baseline": 1.0, "without_loan": -1.0},
        "region": {"above": 0.02},
        "would_change": "pay records",
    }
    return Claim.model_validate(given | changes)


def comparison(frame, make_result, effect: float, draw_sd: float = 0.01, same: bool = False) -> Comparison:
    """Tenure at 90 days is `effect` higher in the baseline than without the loan, by draw with a spread."""
    rng = np.random.default_rng(5)
    by_draw = np.repeat(rng.normal(effect, draw_sd, RUNS // 10), 10)
    base = make_result(RUNS, seed=1)
    other = SimpleNamespace(**base.__dict__)
    other.survival = base.survival.copy() if same else base.survival - by_draw[:, None]
    runs = np.arange(RUNS)
    made = {
        Arm(name): ensemble_of(name, frame, 10, [columns_of(result, frame, runs, 10)])
        for name, result in {"baseline": base, "without_loan": other}.items()
    }
    return Comparison("c", "h", 1, RUNS, ("without_loan",), ("scripted",), made, {"without_loan": ("loan_cash",)})


def draws_with(values: np.ndarray) -> Draws:
    return Draws(("loyalty_pay",), values.reshape(-1, 1), (), np.zeros((len(values), 0)))


DRAWS = draws_with(np.random.default_rng(0).normal(0.5, 0.1, 40))


def one(found: Comparison, asked: Claim, **options):
    steady = {"refit": lambda scale, names: DRAWS, "rerun": lambda draws, scenarios: found}
    return judge(
        [asked], found, options.pop("draws", DRAWS), spread=options.pop("spread", {}), **{**steady, **options}
    )[0]


def test_supported(frame, make_result) -> None:
    verdict = one(comparison(frame, make_result, 0.1), claim())
    assert verdict.verdict == "supported"
    assert verdict.estimate == pytest.approx(0.1, abs=0.01)
    low, high = verdict.interval_95
    assert 0.02 < low < verdict.estimate < high
    assert verdict.rule == (
        "Supported if the 95 % interval of tenure_90 (baseline - without_loan) lies above 0.02, "
        "contradicted if it lies wholly outside."
    )
    assert verdict.to_json()["interval_95"] == [low, high]
    assert {"id", "row", "verdict", "estimate", "interval_95", "basis", "rule"} <= set(verdict.to_json())


def test_contradicted(frame, make_result) -> None:
    assert one(comparison(frame, make_result, -0.1), claim()).verdict == "contradicted"


def test_on_the_bound_is_undetermined(frame, make_result) -> None:
    verdict = one(comparison(frame, make_result, 0.02), claim())
    assert verdict.verdict == "undetermined"
    assert "both sides" in verdict.note


def test_the_second_look_can_take_a_verdict_back(frame, make_result) -> None:
    clear, wide = comparison(frame, make_result, 0.1), comparison(frame, make_result, 0.1, draw_sd=0.2)
    asked = []

    def refit(scale, names):
        asked.append((scale, names))
        return {0.5: "halved", 2.0: "doubled"}[scale]

    verdict = one(clear, claim(), refit=refit, rerun=lambda draws, names: wide if draws == "doubled" else clear)
    assert verdict.verdict == "undetermined"
    assert verdict.note == "supported under the case's priors, not with the spreads it rests on doubled"
    assert asked == [(2.0, ("loyalty_pay",))]


def test_without_a_second_look_nothing_is_decided(frame, make_result) -> None:
    assert one(comparison(frame, make_result, 0.1), claim(), refit=None).verdict == "undetermined"


def test_an_undetermined_claim_costs_no_second_look(frame, make_result) -> None:
    def never(*_):
        raise AssertionError("a second look at an undetermined claim")

    assert one(comparison(frame, make_result, 0.02), claim(), refit=never).verdict == "undetermined"


def test_claims_on_the_same_parameters_share_a_fit(frame, make_result) -> None:
    found, fits, reruns = comparison(frame, make_result, 0.1), [], []

    def refit(scale, names):
        fits.append(scale)
        return DRAWS

    def rerun(draws, scenarios):
        reruns.append(scenarios)
        return found

    judge([claim(), claim(id="again", measure="tenure_30")], found, DRAWS, spread={}, refit=refit, rerun=rerun)
    assert fits == [2.0, 0.5]
    assert reruns == [("without_loan",)] * 2


def test_a_scenario_that_never_fired_decides_nothing(frame, make_result) -> None:
    """Practically no effect is claimed, and none is there, but only because nothing was changed."""
    asked = claim(region={"between": [-0.02, 0.02]})
    silent = one(comparison(frame, make_result, 0.0, same=True), asked)
    assert silent.verdict == "undetermined"
    assert silent.note == "without_loan touched nobody in any run"
    assert one(comparison(frame, make_result, 0.001, draw_sd=0.001), asked).verdict == "supported"


def test_structure_stays_undetermined(frame, make_result) -> None:
    verdict = one(comparison(frame, make_result, 0.1), claim(structure=True))
    assert (verdict.verdict, verdict.basis) == ("undetermined", "structure")
    assert verdict.estimate is not None


def with_values(found: Comparison, scenario: str, measure: str, values: np.ndarray) -> Comparison:
    """The comparison with other values of one measure."""
    held = found.ensembles[Arm(scenario)]
    column = held.measures_table.column_names.index(measure)
    table = held.measures_table.set_column(column, measure, pa.array(values))
    return replace(found, ensembles={**found.ensembles, Arm(scenario): replace(held, measures_table=table)})


def test_two_counts_are_compared_by_their_factor_in_each_draw(frame, make_result) -> None:
    """Every draw's crowd falls by a tenth; draws differ tenfold, which a quotient by the mean takes for spread."""
    crowd = np.repeat(10 ** np.random.default_rng(2).uniform(3, 4, RUNS // 10), 10)
    found = comparison(frame, make_result, 0.1)
    found = with_values(with_values(found, "baseline", "turnout_8w", crowd), "without_loan", "turnout_8w", 0.9 * crowd)
    asked = claim(measure="turnout_8w", region={"above": 1.1})
    verdict = one(found, asked)
    assert verdict.estimate == pytest.approx(1 / 0.9, rel=1e-3)
    assert verdict.interval_95 == pytest.approx((1 / 0.9, 1 / 0.9), rel=1e-3)
    assert verdict.verdict == "supported"
    assert "the factor in turnout_8w (baseline / without_loan)" in verdict.rule


def test_an_end_of_an_interval_within_its_error_of_the_bound_decides_nothing(frame, make_result) -> None:
    """With draws of few chains the lower end is known to no better than where the bound lies."""
    found = comparison(frame, make_result, 0.05, draw_sd=0.01)
    assert one(found, claim()).verdict == "supported"
    few = np.repeat(np.arange(4), RUNS // 40)
    chained = {arm: replace(held, chains=few) for arm, held in found.ensembles.items()}
    low = found.contrast({"baseline": 1, "without_loan": -1}, "tenure_90").interval_95[0]
    close = claim(region={"above": low - 0.0005})
    assert one(replace(found, ensembles=chained), close).verdict == "undetermined"


def test_one_scenario_alone_gives_its_level(frame, make_result) -> None:
    found = comparison(frame, make_result, 0.1)
    verdict = one(found, claim(contrast={"without_loan": 1.0}, region={"below": 0.5}))
    assert verdict.estimate == pytest.approx(found.ensemble("without_loan").values("tenure_90").mean())


def test_a_hazard_ratio_comes_from_the_draws(frame, make_result) -> None:
    found = comparison(frame, make_result, 0.0)
    asked = claim(measure="parameter: loyalty_pay", contrast={}, region={"above": 1.1})
    sure = draws_with(np.linspace(0.4, 0.6, 40))
    verdict = one(found, asked, draws=sure, refit=lambda scale, names: sure)
    assert verdict.verdict == "supported"
    assert verdict.estimate == pytest.approx(np.exp(0.5), rel=1e-3)
    assert quantity(asked) == "the hazard ratio exp(loyalty_pay)"
    doubtful = draws_with(np.linspace(-0.5, 1.5, 40))
    assert one(found, asked, draws=sure, refit=lambda scale, names: doubtful).verdict == "undetermined"


def test_too_short_a_run_decides_nothing(frame, make_result) -> None:
    found = comparison(replace(frame), make_result, 0.1)
    for held in found.ensembles.values():
        column = held.measures_table.schema.get_field_index("tenure_90")
        table = held.measures_table.set_column(column, "tenure_90", [np.full(RUNS, np.nan)])
        object.__setattr__(held, "measures_table", table)
    verdict = one(found, claim())
    assert (verdict.verdict, verdict.estimate, verdict.interval_95) == ("undetermined", None, (None, None))
    assert verdict.note == "the runs don't reach it"


@pytest.mark.parametrize(
    ("region", "low", "high", "word"),
    [
        ({"above": 1}, 1.1, 2, "supported"),
        ({"above": 1}, 1.0, 2, "undetermined"),
        ({"above": 1}, 0, 1, "contradicted"),
        ({"below": 0.5}, 0, 0.4, "supported"),
        ({"below": 0.5}, 0.5, 0.6, "contradicted"),
        ({"below": 0.5}, 0.4, 0.5, "undetermined"),
        ({"between": [-1, 1]}, -1, 1, "supported"),
        ({"between": [-1, 1]}, 1.1, 2, "contradicted"),
        ({"between": [-1, 1]}, -2, -1.1, "contradicted"),
        ({"between": [-1, 1]}, 0, 1.1, "undetermined"),
        ({"between": [-1, 1]}, -5, 5, "undetermined"),
    ],
)
def test_sides(region: dict, low: float, high: float, word: str) -> None:
    assert side(claim(region=region), ClaimEstimate(0, low, high)) == word


@pytest.mark.parametrize(
    ("rests_on", "spread", "word"),
    [
        (["a", "b"], {"a": 0.5, "b": 0.79}, "evidence"),
        (["a", "b"], {"a": 0.5, "b": 0.8}, "prior"),
        (["a", "b"], {"a": 0.5}, "prior"),
        ([], {}, "prior"),
    ],
)
def test_basis_is_evidence_only_if_all_were_moved(rests_on: list, spread: dict, word: str) -> None:
    assert basis(claim(rests_on=rests_on), spread) == word


def test_words_of_a_rule() -> None:
    asked = claim(contrast={"neither": -0.5, "baseline": 1, "without_loan": -2}, region={"between": [0.9, 1.1]})
    assert quantity(asked) == "tenure_90 (-0.5 neither + baseline - 2 without_loan)"
    assert "lies between 0.9 and 1.1" in rule(asked)
    assert scenarios_of([asked, claim()]) == ("neither", "without_loan")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"measure": "tenure_91"}, "no measure is called 'tenure_91'; did you mean 'tenure_9"),
        ({"rests_on": ["loyalty_pya"]}, "no parameter is called 'loyalty_pya'; did you mean 'loyalty_pay'"),
        ({"measure": "parameter: zzz", "contrast": {}}, "no parameter is called 'zzz'"),
        ({"contrast": {"baseline": 1, "withdrawal": -1}}, "withdrawal"),
    ],
)
def test_what_a_claim_names_must_exist(frame, make_result, changes: dict, says: str) -> None:
    with pytest.raises(ExperimentError, match=says):
        one(comparison(frame, make_result, 0.1), claim(**changes))


def test_unknown_measures_are_listed() -> None:
    assert unknown_measures([claim(), claim(id="x", measure="nothing")]) == [("x", "nothing")]


def test_what_hangs_on_the_seed_alone_is_not_decided_within_its_error(frame, make_result) -> None:
    """Draws' means differ by less than seeds explain: an interval of no width, and an error that spans the bound."""
    rng = np.random.default_rng(3)
    by_draw, by_seed = rng.normal(0.0, 0.03, RUNS // 10), rng.normal(0.0, 0.5, 10)
    noise = np.repeat(by_draw - by_draw.mean(), 10) + np.tile(by_seed - by_seed.mean(), RUNS // 10)
    found = comparison(frame, make_result, 0.01)
    for effect, word in ((0.021, "undetermined"), (0.1, "supported")):
        held = found.ensembles[Arm("without_loan")]
        values = pa.array(found.baseline.values("tenure_90") - effect - noise)
        table = held.measures_table.set_column(held.measures_table.column_names.index("tenure_90"), "tenure_90", values)
        arms = {**found.ensembles, Arm("without_loan"): replace(held, measures_table=table)}
        verdict = one(replace(found, ensembles=arms), claim())
        assert verdict.interval_95 == pytest.approx((effect, effect))
        assert verdict.verdict == word
        assert ("Monte-Carlo" in verdict.note) is (word == "undetermined")
