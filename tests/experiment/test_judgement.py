"""The law of verdicts: shares with their limits, screening, opening, words, bases. Draws are made up."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from scipy.stats import beta

from buttress.case import Claim
from buttress.experiment.claims import UNOPENED, FourProbabilities, Judgement, Probability, Shares, judgements
from buttress.experiment.claims.draw_source import opening_of
from buttress.experiment.claims.judgement import basis_of, judgement_of, lean_of, why_undetermined, word_of
from buttress.experiment.claims.screening import first_order_shares, rests_on
from buttress.experiment.weighted_draws import WeightedDraws
from buttress.world import Draws

NAMES = ("strong", "weak", "other", "dead")


def claim(id: str = "strong_is_large", **changes) -> Claim:
    given = {
        "id": id,
        "who": "us",
        "says": "it is large",
        "measure": "tenure_90",
        "contrast": {"baseline": 1.0},
        "region": {"above": 1.0},
        "would_change": "a look",
    }
    return Claim.model_validate(given | changes)


def draws_of(values: np.ndarray, chain: np.ndarray | None = None) -> Draws:
    return Draws(NAMES, values, (), np.zeros((len(values), 0)), 1, chain)


@dataclass
class MadeUpField:
    """A mean field in which tenure_90 is a function of the draws; `asked` counts the draws run."""

    of: object = lambda values: values[:, 0]
    asked: list = field(default_factory=list)

    def measures(self, wanted, draws, first=0):
        self.asked.append((sorted(wanted), len(draws) - first))
        return {(name, measure): self.of(draws.values)[first:] for name in wanted for measure in wanted[name]}


@dataclass
class MadeUpSource:
    """Standard normal priors; the reports move `strong` to `report` (mean, sd), whatever the spread of its prior."""

    report: tuple[float, float] | None = None
    learned: tuple[float, float] | None = None
    biased: dict = field(default_factory=dict)
    refits: list = field(default_factory=list)
    kept: dict = field(default_factory=dict)

    @property
    def history(self) -> bool:
        return self.learned is not None

    def prior(self, opening, history):
        return self._drawn("prior", opening, self.learned if history else None)

    def posteriors(self, asked):
        self.refits += [key for key in asked if key[0] != UNOPENED]
        return [self._drawn("posterior", opening, self._seen(history)) for opening, history in asked]

    def places(self, draws):
        return draws.values

    def with_bias(self, opening, bias_factor):
        return self._drawn("posterior", opening, self.biased.get(bias_factor, self._seen(True)))

    def _seen(self, history):
        return self.report or (self.learned if history else None)

    def _drawn(self, what, opening, strong):
        key = what, opening, strong
        if key not in self.kept:
            names, factor = opening
            values = np.random.default_rng(3).standard_normal((2000 if opening == UNOPENED else 512, len(NAMES)))
            scaled = values * np.array([factor if name in names else 1.0 for name in NAMES])
            if strong is not None:
                scaled[:, 0] = strong[0] + strong[1] * values[:, 0]
            self.kept[key] = WeightedDraws.equal(draws_of(scaled))
        return self.kept[key]


def judged(asked: Claim, source: MadeUpSource, of=lambda values: values[:, 0]) -> Judgement:
    return judgements([asked], source, Shares(MadeUpField(of)), NAMES)[0]


# --- shares of draws ------------------------------------------------------------------------------


def test_independent_draws_count_as_many_as_they_are() -> None:
    inside = np.arange(400) < 100
    found = Probability.of(inside, WeightedDraws.equal(draws_of(np.zeros((400, 4)))))
    assert found.p == pytest.approx(0.25)
    assert found.effective == pytest.approx(400, rel=0.01)
    low, high = found.limits
    assert (low, high) == pytest.approx(beta(found.effective * 0.25 + 0.5, found.effective * 0.75 + 0.5).interval(0.95))


def test_draws_of_a_chain_that_agree_count_once() -> None:
    chain = np.repeat(np.arange(64), 8)
    weighted = WeightedDraws.equal(draws_of(np.zeros((512, 4)), chain))
    agree = Probability.of(chain < 48, weighted)
    assert agree.effective == pytest.approx(64, rel=0.02)
    mixed = Probability.of(np.arange(512) % 8 < 6, weighted)
    assert (mixed.p, mixed.effective) == (pytest.approx(0.75), pytest.approx(512))
    all_in = Probability.of(np.ones(512, dtype=bool), weighted)
    assert all_in.effective == pytest.approx(64), "where no draw differs, chains may be all that there is"
    assert all_in.limits[1] == 1.0
    assert 0.95 < all_in.limits[0] < 0.97


def test_limits_cover_the_truth_where_draws_come_in_chains() -> None:
    """64 chains of 8 that share most of what they are: the limits hold the truth some 95 times in 100."""
    hits, chain = 0, np.repeat(np.arange(64), 8)
    for seed in range(300):
        rng = np.random.default_rng(seed)
        values = 0.8 * rng.standard_normal(64)[chain] + 0.6 * rng.standard_normal(512)
        low, high = Probability.of(values > 0.8416, WeightedDraws.equal(draws_of(np.zeros((512, 4)), chain))).limits
        hits += low <= 0.2 <= high
    assert 0.91 <= hits / 300 <= 0.985


def test_weights_count() -> None:
    weights = np.array([0.4, 0.4, *np.full(20, 0.01)])
    found = Probability.of(np.arange(22) < 2, WeightedDraws(draws_of(np.zeros((22, 4))), weights))
    assert found.p == pytest.approx(0.8)
    assert found.effective <= 1 / np.square(weights).sum()


def test_odds_are_one_where_all_draws_of_both_agree() -> None:
    assert Probability(0.0, 64.0).odds_over(Probability(0.0, 2000.0)) == 1.0
    assert Probability(0.9, 400.0).odds_over(Probability(0.5, 400.0)) == pytest.approx(360.5 / 40.5)


# --- what a claim rests on ------------------------------------------------------------------------


def alone(contrast: np.ndarray, places: np.ndarray) -> tuple[str, ...]:
    """What a claim of this contrast rests on, asked by itself."""
    return rests_on([claim()], [contrast], places, NAMES)[0]


def test_first_order_shares_of_a_known_function() -> None:
    z = np.random.default_rng(1).standard_normal((2000, 4))
    shares = first_order_shares(3 * z[:, 0] + z[:, 1] ** 2 + z[:, 2], z, NAMES)
    assert shares["strong"] == pytest.approx(9 / 12, abs=0.05)
    assert shares["weak"] == pytest.approx(2 / 12, abs=0.04)
    assert shares["other"] == pytest.approx(1 / 12, abs=0.04)
    assert shares["dead"] < 0.005


def test_a_claim_rests_on_what_carries_its_contrast_and_on_no_dead_parameter() -> None:
    z = np.random.default_rng(2).standard_normal((2000, 4))
    heavy = 5 * z[:, 0] * np.exp(1.5 * z[:, 2] * z[:, 1]) + z[:, 1]
    assert alone(heavy, z)[0] == "strong"
    assert "dead" not in alone(heavy, z)
    assert rests_on([claim(measure="parameter: weak", contrast={})], [z[:, 1]], z, NAMES) == [("weak",)]


def test_a_product_of_two_effects_of_either_sign_rests_on_both() -> None:
    z = np.random.default_rng(4).standard_normal((2000, 4))
    assert set(alone(z[:, 0] * z[:, 1], z)) == {"strong", "weak"}
    assert alone(np.ones(2000), z) == ()


def test_a_claim_rests_on_what_scales_an_effect_of_either_sign() -> None:
    """A base rate has no first-order share in the effect on tenure, though without it there is none."""
    z = np.random.default_rng(5).standard_normal((2000, 4))
    assert first_order_shares(z[:, 0] * np.exp(z[:, 2]), z, NAMES)["other"] < 0.01
    assert set(alone(z[:, 0] * np.exp(z[:, 2]), z)) == {"strong", "other"}


def test_a_claim_rests_on_the_same_whatever_is_asked_beside_it() -> None:
    """Claims are regressed together; a constant contrast and one far larger beside it change nothing."""
    z = np.random.default_rng(6).standard_normal((2000, 4))
    contrasts = [z[:, 0] * z[:, 1], np.ones(2000), 1e9 * z[:, 2], z[:, 1] + 3 * z[:, 2]]
    together = rests_on([claim()] * 4, contrasts, z, NAMES)
    assert together == [alone(contrast, z) for contrast in contrasts]
    assert together[2:] == [("other",), ("other", "weak")]


# --- words ----------------------------------------------------------------------------------------


def four(before: float, after: float, reports: float = 0.5, history: float = 0.5, n: float = 400) -> FourProbabilities:
    return FourProbabilities(*(Probability(p, n) for p in (before, reports, history, after)))


@pytest.mark.parametrize(
    ("before", "after", "n", "word"),
    [
        (0.5, 0.99, 400, "supported"),
        (0.5, 0.01, 400, "contradicted"),
        (0.5, 0.96, 400, "undetermined"),  # limits reach below .95
        (0.5, 0.99, 40, "undetermined"),
        (0.89, 0.985, 2000, "undetermined"),  # Bayes factor 8
        (0.11, 0.015, 2000, "undetermined"),
        (0.5, 0.9, 2000, "undetermined"),
    ],
)
def test_words(before: float, after: float, n: float, word: str) -> None:
    assert word_of(four(before, after, n=n)) == word


def test_why_a_word_is_not_more() -> None:
    assert why_undetermined(four(0.5, 0.99)) == ""
    assert why_undetermined(four(0.5, 0.7)) == ""
    assert why_undetermined(four(0.5, 0.96)) == "too few draws to tell 0.960 from 0.95"
    assert why_undetermined(four(0.5, 0.04)) == "too few draws to tell 0.040 from 0.05"
    assert why_undetermined(four(0.89, 0.985, n=2000)) == "the evidence moves the odds less than tenfold"


@pytest.mark.parametrize(("p", "lean"), [(0.81, "for"), (0.8, "none"), (0.5, "none"), (0.19, "against"), (0.99, "for")])
def test_leans(p: float, lean: str) -> None:
    assert lean_of(p) == lean


@pytest.mark.parametrize(
    ("reports", "history", "basis"),
    [
        (0.8, 0.5, "reports"),
        (0.5, 0.2, "history"),
        (0.8, 0.2, "reports and history"),
        (0.7, 0.3, "assumption"),
    ],
)
def test_a_basis_is_what_alone_moves_the_odds_threefold(reports: float, history: float, basis: str) -> None:
    assert basis_of(four(0.5, 0.99, reports, history)) == basis


# --- the law --------------------------------------------------------------------------------------


def test_reports_support_an_open_claim() -> None:
    source = MadeUpSource(report=(2.5, 0.2))
    found = judged(claim(), source)
    assert (found.word, found.lean, found.basis, found.widened) == ("supported", "for", "reports", 1)
    assert found.found is not None
    assert found.found.before.p == pytest.approx(0.16, abs=0.03)
    assert found.rests_on == ("strong",)
    assert source.refits == [(opening_of(["strong"], 2), True)], "the second look is at twice the factor"


def test_a_claim_that_a_prior_has_nearly_decided_is_opened_by_the_smallest_factor() -> None:
    """P(x > 3) is .001, at twice the spread .07, at four times .23."""
    found = judged(claim(region={"above": 3.0}), MadeUpSource())
    assert (found.word, found.widened, found.basis) == ("undetermined", 4, "assumption")
    assert found.found is not None
    assert found.found.before.p == pytest.approx(0.227, abs=0.04)


def test_what_no_factor_opens_the_rules_contain() -> None:
    always = judged(claim(region={"above": 0.0}), MadeUpSource(), lambda values: np.abs(values[:, 0]) + 1e-6)
    assert (always.word, always.lean, always.basis, always.widened) == ("undetermined", "none", "structure", None)
    far = judged(claim(region={"above": 1e6}), MadeUpSource())
    assert far.basis == "structure"
    assert "no spread" in far.note


def test_a_region_between_is_not_opened() -> None:
    found = judged(claim(region={"between": [-5.0, 5.0]}), MadeUpSource())
    assert (found.widened, found.basis, found.word, found.lean) == (1, "assumption", "undetermined", "for")


def test_another_word_at_twice_the_factor_takes_the_verdict_back() -> None:
    class Wavering(MadeUpSource):
        def _drawn(self, what, opening, strong):
            if what == "posterior" and opening[1] == 2:
                strong = (0.9, 0.4)
            return super()._drawn(what, opening, strong)

    found = judged(claim(), Wavering(report=(2.5, 0.2)))
    assert (found.word, found.lean) == ("undetermined", "for")
    assert found.note == "supported with spreads times 1, not with spreads times 2"


def test_history_alone_is_a_basis_of_its_own() -> None:
    source = MadeUpSource(learned=(2.5, 0.3))
    found = judged(claim(), source)
    assert (found.word, found.basis) == ("supported", "history")
    assert found.found is not None
    assert found.found.reports.p == pytest.approx(found.found.before.p, abs=0.02)
    assert found.found.history.p > 0.95


@pytest.mark.parametrize(("factor", "said"), [(0.5, "halved"), (2.0, "doubled")])
def test_a_verdict_that_turns_with_the_bias_of_history_is_said_to_turn(factor: float, said: str) -> None:
    found = judged(claim(), MadeUpSource(learned=(2.5, 0.3), biased={factor: (1.2, 0.5)}))
    assert (found.word, found.lean, found.basis) == ("undetermined", "for", "history")
    assert found.note == f"supported, but not with the bias of history's selection {said}"


def test_a_claim_marked_as_structure_is_not_judged() -> None:
    source = MadeUpSource(report=(2.5, 0.2))
    found = judged(claim(structure=True), source)
    assert (found.word, found.basis, found.widened) == ("undetermined", "structure", None)
    assert source.refits == []


def test_a_claim_that_the_runs_do_not_reach_has_no_probabilities() -> None:
    found = judged(claim(), MadeUpSource(), lambda values: np.full(len(values), np.nan))
    assert (found.found, found.note, found.widened) == (None, "the runs don't reach it", None)


def test_claims_on_the_same_draws_share_their_runs() -> None:
    field_ = MadeUpField()
    source = MadeUpSource(report=(2.5, 0.2))
    judgements([claim(), claim("again", region={"above": 1.2})], source, Shares(field_), NAMES)
    assert field_.asked == [(["baseline"], 2000), (["baseline"], 2000), (["baseline"], 512), (["baseline"], 512)]
    assert source.refits == [(opening_of(["strong"], 2), True)]


def test_a_judgement_comes_back_from_plain_data() -> None:
    from dataclasses import asdict

    found = judged(claim(), MadeUpSource(report=(2.5, 0.2)))
    assert judgement_of(asdict(found)) == found
    unreached = Judgement("undetermined", "none", "assumption", None, None, (), "the runs don't reach it")
    assert judgement_of(asdict(unreached)) == unreached
