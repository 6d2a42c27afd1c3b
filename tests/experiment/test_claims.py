"""Verdicts joined to made-up ensembles whose numbers are known; a claim's contrast, region and words."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pytest
from scipy.stats import beta

from buttress.case import Claim
from buttress.experiment.arm import Arm
from buttress.experiment.block import columns_of
from buttress.experiment.claims import (
    Estimand,
    FourProbabilities,
    Judgement,
    Probability,
    refuse_unknown_names,
    restated,
    rule,
    scenarios_of,
    unknown_measures,
    verdicts,
)
from buttress.experiment.claims.contrast import contrast_of, inside, wanted_by
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
FOUND = FourProbabilities(*(Probability(p, 400.0) for p in (0.5, 0.9, 0.6, 0.98)))
SUPPORTED = Judgement("supported", "for", "reports", 2, FOUND, ("coup_pay", "loyalty_pay"))


def one(found: Comparison, asked: Claim, judgement: Judgement = SUPPORTED, draws: Draws = DRAWS, own=()):
    return verdicts([asked], found, draws, [judgement], own)[0]


def with_values(found: Comparison, scenario: str, measure: str, values: np.ndarray) -> Comparison:
    """The comparison with other values of one measure."""
    held = found.ensembles[Arm(scenario)]
    column = held.measures_table.column_names.index(measure)
    table = held.measures_table.set_column(column, measure, pa.array(values))
    return replace(found, ensembles={**found.ensembles, Arm(scenario): replace(held, measures_table=table)})


def test_a_verdict_joins_the_judgement_to_the_runs(frame, make_result) -> None:
    verdict = one(comparison(frame, make_result, 0.1), claim())
    assert (verdict.verdict, verdict.lean, verdict.basis, verdict.widened) == ("supported", "for", "reports", 2)
    assert verdict.estimate == pytest.approx(-0.1, abs=0.01)  # scenario minus baseline, however a claim is written
    low, high = verdict.interval_95
    assert low < verdict.estimate < high < -0.02
    told = verdict.to_json()
    assert told["interval_95"] == [low, high]
    assert [told[f"p_{name}"] for name in ("before", "reports", "history", "after")] == [0.5, 0.9, 0.6, 0.98]
    assert told["bayes_factor"] == pytest.approx((392.5 / 8.5) / 1.0)
    assert list(told) == [
        *("id", "row", "verdict", "estimate", "interval_95", "basis", "rule", "who", "says", "note", "would_change"),
        *("p_before", "p_reports", "p_history", "p_after", "widened", "bayes_factor", "lean"),
    ]


def test_a_scenario_that_never_fired_decides_nothing(frame, make_result) -> None:
    silent = one(comparison(frame, make_result, 0.0, same=True), claim(region={"between": [-0.02, 0.02]}))
    assert (silent.verdict, silent.lean) == ("undetermined", "none")
    assert silent.note == "without_loan never came up in any run"


def test_a_case_that_sets_the_prior_of_what_a_claim_rests_on_has_it_said(frame, make_result) -> None:
    found = comparison(frame, make_result, 0.1)
    verdict = one(found, claim(), own={"loyalty_pay": 1, "fatigue": 2})
    assert verdict.note == "the case sets its own prior of loyalty_pay"
    assert verdict.verdict == "supported"
    assert one(found, claim(), own={"fatigue": 2}).note == ""
    unsure = replace(SUPPORTED, word="undetermined", note="too few draws")
    assert one(found, claim(), unsure, own=["coup_pay"]).note == (
        "too few draws; the case sets its own prior of coup_pay"
    )


def test_structure_has_no_bayes_factor(frame, make_result) -> None:
    contained = Judgement("undetermined", "none", "structure", None, FOUND, ())
    verdict = one(comparison(frame, make_result, 0.1), claim(structure=True), contained)
    assert (verdict.verdict, verdict.basis, verdict.widened) == ("undetermined", "structure", None)
    assert verdict.bayes_factor is None
    assert verdict.estimate is not None


def test_two_counts_are_compared_by_their_factor_in_each_draw(frame, make_result) -> None:
    """Every draw's crowd falls by a tenth; draws differ tenfold, which a quotient by the mean takes for spread."""
    crowd = np.repeat(10 ** np.random.default_rng(2).uniform(3, 4, RUNS // 10), 10)
    found = comparison(frame, make_result, 0.1)
    found = with_values(with_values(found, "baseline", "turnout_8w", crowd), "without_loan", "turnout_8w", 0.9 * crowd)
    verdict = one(found, claim(measure="turnout_8w", region={"above": 1.1}))
    assert verdict.estimate == pytest.approx(0.9, rel=1e-3)
    assert verdict.interval_95 == pytest.approx((0.9, 0.9), rel=1e-3)
    assert "under “without_loan”, the mean crowd of the main march over 8 weeks is lower than in" in verdict.rule
    row = found.differences.set_index("measure").loc["turnout_8w"]
    assert row.log_ratio == pytest.approx(np.log(0.9), rel=1e-3)
    assert np.isnan(found.differences.set_index("measure").loc["tenure_90"].log_ratio)


def test_ends_of_an_interval_have_the_error_of_few_chains(frame, make_result) -> None:
    found = comparison(frame, make_result, 0.05, draw_sd=0.01)
    few = np.repeat(np.arange(4), RUNS // 40)
    chained = replace(found, ensembles={arm: replace(held, chains=few) for arm, held in found.ensembles.items()})
    weights = {"baseline": 1.0, "without_loan": -1.0}
    assert min(found.ends_se(weights, "tenure_90")) > 0
    assert chained.effect(weights, "tenure_90").mc_se != found.effect(weights, "tenure_90").mc_se


def test_one_scenario_alone_gives_its_level(frame, make_result) -> None:
    found = comparison(frame, make_result, 0.1)
    verdict = one(found, claim(contrast={"without_loan": 1.0}, region={"below": 0.5}))
    assert verdict.estimate == pytest.approx(found.ensemble("without_loan").values("tenure_90").mean())


def test_a_share_of_runs_has_one_interval(frame, make_result) -> None:
    """Draws that are wholly yes or no: their own points would be 0 and 1, which says nothing of the share."""
    yes = np.repeat(np.arange(RUNS // 10) < 8, 10).astype(float)
    found = with_values(comparison(frame, make_result, 0.1), "without_loan", "persist_w8", yes)
    verdict = one(found, claim(measure="persist_w8", contrast={"without_loan": 1.0}, region={"above": 0.5}))
    share, ends = found.ensemble("without_loan").level("persist_w8")
    assert (verdict.estimate, verdict.interval_95) == (share, ends) == (pytest.approx(0.2), ends)
    assert ends == pytest.approx(beta(8.3, 31.7).interval(0.95), abs=0.01)


def test_a_hazard_ratio_comes_from_the_draws(frame, make_result) -> None:
    asked = claim(measure="parameter: loyalty_pay", contrast={}, region={"above": 1.1})
    verdict = one(comparison(frame, make_result, 0.0), asked, draws=draws_with(np.linspace(0.4, 0.6, 40)))
    assert verdict.estimate == pytest.approx(np.exp(0.5), rel=1e-3)
    assert Estimand.of_claim(asked, {}).words == "the hazard ratio of loyalty pay"


def test_too_short_a_run_gives_no_number(frame, make_result) -> None:
    found = with_values(comparison(frame, make_result, 0.1), "without_loan", "tenure_90", np.full(RUNS, np.nan))
    unreached = Judgement("undetermined", "none", "assumption", None, None, (), "the runs don't reach it")
    verdict = one(found, claim(), unreached)
    assert (verdict.verdict, verdict.estimate, verdict.interval_95) == ("undetermined", None, (None, None))
    assert (verdict.p_before, verdict.bayes_factor) == (None, None)
    assert verdict.note == "the runs don't reach it"


@pytest.mark.parametrize(
    ("region", "held"),
    [
        ({"above": 1}, [False, False, True]),
        ({"below": 1}, [True, False, False]),
        ({"between": [0.5, 1]}, [True, True, False]),
    ],
)
def test_a_region_holds_a_contrast(region: dict, held: list) -> None:
    values = np.array([0.5, 1.0, 2.0])
    assert inside(claim(region=region), values).tolist() == held
    ratio = claim(region=region, measure="parameter: loyalty_pay", contrast={})
    assert inside(ratio, np.log(values)).tolist() == held, "a region of a ratio is of factors"
    counts = claim(region=region, measure="detained_8w")
    assert inside(counts, np.log(values)).tolist() == held
    with pytest.raises(ValueError, match="no number"):
        inside(claim(region=region), np.array([np.nan]))


def test_contrasts_of_draws() -> None:
    measured = {("baseline", "tenure_90"): np.array([0.9, 0.8]), ("without_loan", "tenure_90"): np.array([0.5, 0.9])}
    measured |= {("baseline", "turnout_8w"): np.array([9.0, 99.0]), ("without_loan", "turnout_8w"): np.array([0.0, 9])}
    draws = draws_with(np.array([0.1, 0.2]))
    assert contrast_of(claim(), draws, measured) == pytest.approx([0.4, -0.1])
    assert contrast_of(claim(measure="turnout_8w"), draws, measured) == pytest.approx(np.log([10.0, 10.0]))
    assert contrast_of(claim(measure="parameter: loyalty_pay", contrast={}), draws, {}) == pytest.approx([0.1, 0.2])
    assert wanted_by([claim(), claim(measure="turnout_8w", contrast={"baseline": 1})]) == {
        "baseline": {"tenure_90", "turnout_8w"},
        "without_loan": {"tenure_90"},
    }


def test_words_of_a_rule() -> None:
    asked = claim(contrast={"neither": -0.5, "baseline": 1, "without_loan": -2}, region={"between": [0.9, 1.1]})
    said = "the chance of being in office after 90 days, minus 0.5 times “neither” plus baseline minus 2 times “X”"
    assert Estimand.of_claim(asked, {"without_loan": "X"}).words == said
    assert "lies between 90 % and 110 % is over 95 %" in rule(asked, {})
    assert scenarios_of([asked, claim()]) == ("neither", "without_loan")


EFFECT = {"x": 1, "baseline": -1}


@pytest.mark.parametrize(
    ("measure", "contrast", "region", "reverse", "says"),
    [
        (
            "tenure_90",
            EFFECT,
            {"below": -0.02},
            False,
            "lower than in the baseline by more than 2",
        ),
        (
            "tenure_90",
            EFFECT,
            {"below": -0.02},
            True,
            "not lower than in the baseline by more than 2 p",
        ),
        (
            "tenure_90",
            EFFECT,
            {"below": 0.02},
            True,
            "higher than in the baseline by at least 2 points",
        ),
        (
            "tenure_90",
            EFFECT,
            {"above": -0.02},
            False,
            "not lower than in the baseline by 2 points or",
        ),
        (
            "tenure_90",
            {"x": 1, "y": -1},
            {"above": 0},
            False,
            "under “X”, the chance of being in office after 90 days is hi",
        ),
        (
            "turnout_8w",
            EFFECT,
            {"above": 1.1},
            False,
            "higher than in the baseline by more than 10 %",
        ),
        ("turnout_8w", EFFECT, {"between": [0.9, 1.1]}, True, "by more than 10 %, or higher than"),
        (
            "reserves_weeks",
            EFFECT,
            {"above": 3},
            False,
            "longer than in the baseline by more than 3 weeks",
        ),
        (
            "attitude_1",
            EFFECT,
            {"below": -1},
            False,
            "by more than 1 in log-odds (as from 50 to 27 %)",
        ),
        (
            "attention_30",
            EFFECT,
            {"below": -0.05},
            False,
            "by more than 5 % of its value at the trigger",
        ),
        ("leverage_180", EFFECT, {"below": 0}, True, "180 days is not lower than in the baseline"),
        (
            "tenure_30",
            {"x": 1},
            {"below": 0.5},
            False,
            "under “X”, the chance of being in office after 30 days is below 50",
        ),
        ("turnout_8w", {"baseline": 1}, {"above": 1e5}, True, "over 8 weeks is at most 100,000 people"),
        (
            "reserves_weeks",
            {"baseline": 1},
            {"above": 20},
            True,
            "the time that usable reserves last is at most 20 weeks",
        ),
        ("parameter: loyalty_pay", {}, {"below": 0.909}, False, "the hazard ratio of loyalty pay is below 0.91"),
    ],
)
def test_a_line_in_words(measure: str, contrast: dict, region: dict, reverse: bool, says: str) -> None:
    asked = claim(measure=measure, contrast=contrast, region=region)
    assert says in Estimand.of_claim(asked, {"x": "X", "y": "Y"}).line(asked.region, reverse)


@pytest.mark.parametrize(
    ("measure", "region"),
    [
        ("tenure_90", {"above": 0.02}),
        ("tenure_90", {"below": 0}),
        ("turnout_8w", {"above": 1.1}),
        ("turnout_8w", {"between": [0.8, 1.1]}),
        ("tenure_90", {"between": [0, 0.5]}),
    ],
)
def test_a_claim_is_told_as_scenario_minus_baseline(measure: str, region: dict) -> None:
    asked = claim(measure=measure, contrast={"baseline": 1, "neither": -1}, region=region)
    told = restated(asked)
    assert told.contrast == {"neither": 1, "baseline": -1}
    values = np.linspace(-0.7, 0.7, 140)
    assert inside(told, -values).tolist() == inside(asked, values).tolist()
    assert restated(told) == told
    for other in ({"neither": 1.0}, {"neither": 1.0, "without_loan": -1.0}):
        assert restated(claim(contrast=other)) == claim(contrast=other)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"measure": "tenure_91"}, "no measure is called 'tenure_91'; did you mean 'tenure_9"),
        ({"measure": "parameter: loyalty_pya", "contrast": {}}, "no parameter .* 'loyalty_pya'; did you mean 'loyalty"),
        ({"measure": "parameter: zzz", "contrast": {}}, "no parameter is called 'zzz'"),
        ({"contrast": {"baseline": 1, "withdrawal": -1}}, "'withdrawal' was not run"),
    ],
)
def test_what_a_claim_names_must_exist(changes: dict, says: str) -> None:
    with pytest.raises(ExperimentError, match=says):
        refuse_unknown_names([claim(**changes)], ("loyalty_pay",), {"baseline", "without_loan"})


def test_unknown_measures_are_listed() -> None:
    assert unknown_measures([claim(), claim(id="x", measure="nothing")]) == [("x", "nothing")]
