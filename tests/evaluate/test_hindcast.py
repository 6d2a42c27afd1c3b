"""Past campaigns: what is known when, who sees what, and scores that can be worked out by hand."""

import json

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from buttress.cli.app import app
from buttress.evaluate.hindcast.campaign_models import CampaignBaseRate, Logistic, Simulator, TaughtSimulator
from buttress.evaluate.hindcast.campaigns import KNOWN, LATER, REGIMES, CampaignFiles, campaign_table
from buttress.evaluate.hindcast.simulated_campaigns import SimulatedCampaigns, simulate
from buttress.evaluate.hindcast.validation import validate

COUNTRIES = 20


def files(folder, seed=1, effect=0.0):
    """Sixty campaigns in twenty countries; a leader of each country came in 1940 + i."""
    rng = np.random.default_rng(seed)
    rows = []
    for n in range(3 * COUNTRIES):
        country, year = n % COUNTRIES, 1950 + n
        long_rule = (year - 1 - (1940 + country)) > 30
        won = int(rng.random() < 0.35 + effect * (1 if long_rule else -1))
        rows.append(
            (f"C{country}", year, year + 1, won, 0, 1 - won, 0, 1, 1, 200, rng.random() * 0.02, n % 2, n % 3 == 0)
        )
    names = "location,byear,eyear,success,limited,failure,ongoing,nonviol,regchange,duration"
    columns = [*names.split(","), "percentagepopularparticipation", "defect", "regaid"]
    campaigns = folder / "campaigns.csv"
    pd.DataFrame(rows, columns=columns).to_csv(campaigns, index=False)
    leaders = folder / "leaders.csv"
    pd.DataFrame(
        [(f"C{i}", i, f"L{i}", f"{1940 + i}-01-01", "2014-12-31", "Still in Office", "") for i in range(COUNTRIES)],
        columns=["country", "gwn", "leader", "start", "end", "exit", "exit_code"],
    ).to_csv(leaders, index=False)
    return CampaignFiles(campaigns, leaders)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Those sixty, won as often under old rulers as under new; not to be changed."""
    return table(tmp_path_factory.mktemp("campaigns"))


def table(folder, **given):
    return campaign_table(files(folder, **given), 365)


def some_campaigns(draws=200):
    rng = np.random.default_rng(0)
    peak = rng.normal(-5, 1, draws)
    return SimulatedCampaigns(hazard=0.4 * np.exp(0.5 * (peak + 5)), log_peak=peak, lost=rng.random(draws) * 0.3)


def test_tenure_is_that_of_the_year_before(made):
    first = made.iloc[0]  # C0 in 1950, its leader since 1940
    assert np.expm1(first["log_tenure"]) == pytest.approx(9.99, abs=0.02)


def test_what_is_not_brought_is_unknown_and_still_forecast(made):
    assert made["polity"].isna().all()
    found = validate(made, [Logistic((*KNOWN, *REGIMES))], folds=4, repeats=1)
    assert np.isfinite(found.probability).all()


def test_no_country_is_in_training_and_test_at_once(made):
    seen: list[tuple[set, set]] = []

    class Spy(CampaignBaseRate):
        def learn(self, rows):
            self.taught = set(rows["country"])

        def probability(self, rows):
            seen.append((self.taught, set(rows["country"])))
            return np.full(len(rows), 0.5)

    validate(made, [Spy()], folds=5, repeats=2)
    assert len(seen) == 10
    assert all(not taught & asked for taught, asked in seen)


def test_a_constant_ranks_nobody_and_its_scores_are_known(made):
    found = validate(made, [CampaignBaseRate(), Simulator(some_campaigns())], folds=5, repeats=3)
    for row in found.scores():
        assert row["auc"] == pytest.approx(0.5)
    p, won = found.probability[1, 0, 0], made["won"].mean()
    assert found.scores()[1]["brier"] == pytest.approx(won * (1 - p) ** 2 + (1 - won) * p**2)
    assert [row["n"] for row in found.calibration() if row["model"] == "base_rate"] == [len(made)]


def test_an_effect_that_is_there_is_found_and_none_where_there_is_none(made, tmp_path):
    strong = table(tmp_path, effect=0.33)
    covariates = ("log_tenure",)
    for campaigns, low, high in ((strong, 0.7, 1.0), (made, 0.25, 0.68)):
        rivals = [CampaignBaseRate(), Logistic(covariates), TaughtSimulator(some_campaigns(), covariates=covariates)]
        found = {row["model"]: row for row in validate(campaigns, rivals, folds=5, repeats=1).scores()}
        for name in ("logistic", "simulator_taught"):
            assert low <= found[name]["auc"] <= high, (name, found[name])


def test_teaching_moves_a_wrong_prior_to_the_share_that_won(made):
    far = SimulatedCampaigns(np.full(100, 3.0), np.full(100, -5.0), np.zeros(100))
    taught, plain = TaughtSimulator(far, covariates=("log_tenure",)), Simulator(far)
    taught.learn(made)
    assert plain.probability(made)[0] == pytest.approx(1 - np.exp(-3.0))
    assert abs(taught.probability(made).mean() - made["won"].mean()) < 0.1


def test_a_learned_effect_leans_the_slope_and_campaigns_move_it(made):
    hazard = SimulatedCampaigns(np.full(100, 0.5), np.full(100, -5.0), np.zeros(100))
    aided, others = made.assign(aided=1.0), made.assign(aided=0.0)

    def ratio(mean, sd):
        model = TaughtSimulator(hazard, covariates=("aided",), learned={"aided": (mean, sd)})
        model.learn(made)
        return np.log(np.log1p(-model.probability(aided)[0]) / np.log1p(-model.probability(others)[0]))

    assert ratio(-0.8, 0.01) == pytest.approx(-0.8, abs=0.02)
    assert ratio(0.8, 0.01) == pytest.approx(0.8, abs=0.02)
    assert -0.8 < ratio(-0.8, 1.0) < 0.8


def test_a_file_without_foreign_aid_is_still_forecast(tmp_path):
    made = files(tmp_path)
    frame = pd.read_csv(made.campaigns).drop(columns="regaid")
    frame.to_csv(made.campaigns, index=False)
    rows = campaign_table(made, 365)
    assert rows["aided"].isna().all()
    model = TaughtSimulator(some_campaigns(), covariates=("log_tenure", "aided"), learned={"aided": (0.1, 0.6)})
    model.learn(rows)
    assert np.isfinite(model.probability(rows)).all()


def test_only_the_leaky_run_reads_what_is_known_afterwards(made):
    other = made.assign(log_peak=made["log_peak"] + 3.0, defection=1.0 - made["defection"])
    for leaky in (False, True):
        held = Simulator(some_campaigns(), leaky=leaky)
        same = np.array_equal(held.probability(made), held.probability(other))
        assert same is not leaky
    assert not set(LATER) & {*KNOWN, *REGIMES}


def test_a_campaign_larger_than_any_simulated_still_gets_a_number(made):
    assert np.isfinite(Simulator(some_campaigns(), leaky=True).probability(made.assign(log_peak=0.0))).all()


def test_simulated_campaigns_are_a_pure_function_of_the_seed():
    one, two, other = simulate(50, 60, seed=1), simulate(50, 60, seed=1), simulate(50, 60, seed=2)
    assert one.hazard.tobytes() == two.hazard.tobytes()
    assert one.hazard.tobytes() != other.hazard.tobytes()
    assert (one.hazard > 0).all()
    assert (one.log_peak < 0).all()
    assert ((one.lost >= 0) & (one.lost <= 1)).all()


def test_more_time_is_more_hazard():
    assert simulate(50, 90, seed=1).hazard.mean() > simulate(50, 30, seed=1).hazard.mean()


def buttress(*words):
    return CliRunner().invoke(app, [str(word) for word in words], prog_name="buttress")


def test_the_command_prints_both_runs(tmp_path):
    made = files(tmp_path)
    told = buttress(
        "hindcast", "--campaigns", made.campaigns, "--leaders", made.leaders,
        "--folds", "4", "--repeats", "1", "--draws", "50", "--within", "300", "--json",
    )  # fmt: skip
    answer = json.loads(told.stdout)
    assert {"known at the start", "leaky"} <= set(answer)
    assert [row["model"] for row in answer["leaky"]["scores"]] == [
        "base_rate", "logistic", "simulator", "simulator_taught", "simulator_history",
    ]  # fmt: skip


def test_a_file_without_its_columns_is_named(tmp_path):
    made = files(tmp_path)
    made.leaders.write_text("country,gwn\nC0,0\n")
    told = buttress("hindcast", "--campaigns", made.campaigns, "--leaders", made.leaders)
    assert told.exit_code == 2
    assert "leaders.csv" in told.output


def test_too_many_folds_are_refused(made):
    with pytest.raises(ValueError, match="folds need as many countries"):
        validate(made, [CampaignBaseRate()], folds=40, repeats=1)
