"""History: a panel read, its acts chosen, weeks at risk made, a hazard fitted, and what ships."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from buttress.world.history import history, read_history
from studies.history import __main__ as command
from studies.history import posterior
from studies.history.actors import is_named
from studies.history.campaigns import CampaignCounts, apart, count, read_aided
from studies.history.choices import MAIN, variants
from studies.history.conduct import by_conduct, by_exposure
from studies.history.model import HazardModel
from studies.history.panel import ACT_COLUMNS, CONTEST_COLUMNS, read_acts, read_contests, span
from studies.history.posterior import approximate, sample
from studies.history.recovery import KnownPanels, recover
from studies.history.risk import exposure, risk_rows
from studies.history.scores import LeftOut, leave_one_out
from studies.history.selection import DatedAct, RiskSpan, Selected, groups, select
from studies.history.shipped import BIAS
from studies.history.simulate import HiddenSelection
from studies.results import FILE, read

RESULTS = Path(command.__file__).with_name(FILE)


def written(path: Path, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


CONTESTS = [
    ("A-2001", "Arcadia", "1991-01-01", "2001-01-01", "USA", "2001-03-01", "fell", "2001-03-01"),
    ("B-2001", "Borduria", "1999-01-01", "2001-05-01", "Russia;China", "2001-05-20", "survived", ""),
    ("C-2001", "Carpania", "1995", "2001-06-01", "none", "2001-07", "survived", ""),
    (
        "D-2001",
        "Drakonia",
        "1990-06",
        "2001-02-01",
        "USSR",
        "2001-04-01",
        "regime_survived_leader_replaced",
        "2001-04-01",
    ),
]
ACTS = [
    ("A-2001", "2001-01-04", "day", "USA (embassy)", "yes", "endorsement", "1", "yes", "seen"),
    ("A-2001", "2001-02", "month", "US Congress", "no", "money_withheld", "-1", "yes", "seen"),
    ("A-2001", "2001-02-10", "day", "France", "no", "distancing", "-1", "yes", "seen"),
    ("A-2001", "2001-02-11", "day", "USA", "yes", "money_paid", "1", "yes", "remembered"),
    ("A-2001", "2001", "year", "USA", "yes", "money_paid", "1", "yes", "seen"),
    ("A-2001", "2001-02-12", "day", "USA", "yes", "call_to_leave", "-1", "no", "seen"),
    ("A-2001", "2000-12-01", "day", "USA", "yes", "money_paid", "1", "yes", "seen"),
    ("A-2001", "2001-02-13", "day", "USA", "yes", "reform_pressure", "-1", "yes", "seen"),
    ("B-2001", "2001-05-03", "day", "Russia and China", "yes", "money_paid", "1", "yes", "seen"),
    ("D-2001", "2001-02-20", "day", "USSR", "yes", "exercise", "0", "yes", "seen"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written(tmp_path / "contests.csv", CONTEST_COLUMNS, CONTESTS)
    written(tmp_path / "acts.csv", ACT_COLUMNS, ACTS)
    return tmp_path


def made(folder: Path, **moves: object) -> Selected:
    return select(read_contests(folder / "contests.csv"), read_acts(folder / "acts.csv"), replace(MAIN, **moves))


def test_vague_days_are_spans() -> None:
    assert span("2001-02") == (date(2001, 2, 1), date(2001, 2, 28))
    assert span("2001") == (date(2001, 1, 1), date(2001, 12, 31))
    with pytest.raises(ValueError, match="no day"):
        span("2001-01-01-01")


def test_several_names_mean_one_power() -> None:
    assert is_named("US House subcommittee", ["USA"])
    assert is_named("France and United States (Powell)", ["USA"])
    assert is_named("RUS", ["Russia"])
    assert not is_named("France", ["USA", "Israel"])


def test_each_act_left_out_has_its_reason(folder: Path) -> None:
    selected = made(folder)
    assert [(act.contest, act.day, act.side, act.kind) for act in selected.acts] == [
        ("A-2001", date(2001, 1, 4), "support", "words"),
        ("A-2001", date(2001, 2, 14), "withdrawal", "money"),
        ("B-2001", date(2001, 5, 3), "support", "money"),
    ]
    assert selected.left_out == {
        "not the backer's": 1,
        "remembered, not seen": 1,
        "date too vague": 1,
        "after loss of control, or unclear": 1,
        "outside of the contest": 1,
        "no support and no withdrawal": 2,
    }


@pytest.mark.parametrize(
    ("moves", "acts", "falls"),
    [
        ({"months": False}, 2, 2),
        ({"remembered": True}, 4, 2),
        ({"before_days": 60}, 4, 2),
        ({"reform_pressure": True}, 4, 2),
        ({"exercises": True}, 4, 2),
        ({"backers": "exact"}, 0, 2),
        ({"backers": "column"}, 2, 2),
        ({"outcome": "regime"}, 3, 1),
        ({"longest_weeks": 4}, 3, 0),
    ],
)
def test_a_choice_moves_what_enters(folder: Path, moves: dict[str, object], acts: int, falls: int) -> None:
    selected = made(folder, **moves)
    assert len(selected.acts) == acts
    assert risk_rows(selected, replace(MAIN, **moves)).fell.sum() == falls


def test_who_outlasts_a_challenge_is_at_risk_for_thirty_weeks(folder: Path) -> None:
    rows = risk_rows(made(folder), MAIN)
    assert np.bincount(rows.span).tolist() == [9, 31, 31, 9]
    assert np.flatnonzero(rows.fell).tolist() == [8, 79]
    alone = replace(MAIN, stay_weeks=0)
    assert np.bincount(risk_rows(made(folder, stay_weeks=0), alone).span).tolist() == [9, 3, 9, 9]


def test_an_exposure_counts_the_last_act_of_earlier_weeks() -> None:
    seen = exposure([3, 8], np.arange(4), MAIN)
    assert seen == pytest.approx([0.0, 2 ** (-4 / 90), 2 ** (-6 / 90), 2 ** (-13 / 90)])
    assert exposure([7], np.arange(3), MAIN) == pytest.approx([0.0, 0.0, 2 ** (-7 / 90)])
    ever = replace(MAIN, half_life_days=float("inf"))
    assert exposure([3], np.arange(3), ever).tolist() == [0.0, 1.0, 1.0]


def test_a_panel_counts_a_campaign_of_both_sets_once(folder: Path, tmp_path: Path) -> None:
    columns = ("location", "byear", "eyear", "success", "nonviol", "regchange", "duration", "regaid")
    rows = [
        ("Arcadia", "2000", "2001", "1", "1", "1", "60", "1"),
        ("Arcadia", "1980", "1981", "0", "1", "1", "60", "1"),
        ("Elsewhere", "2001", "2001", "1", "1", "1", "200", "0"),
        ("Elsewhere", "2009", "2009", "1", "1", "1", "100", "0"),
        ("Elsewhere", "2010", "2010", "1", "0", "1", "100", "0"),
    ]
    campaigns = read_aided(written(tmp_path / "navco.csv", columns, rows))
    assert count(campaigns) == CampaignCounts((1, 2), (1, 2))
    assert count(apart(campaigns, read_contests(folder / "contests.csv"))) == CampaignCounts((0, 1), (1, 2))


def test_a_contrast_is_that_of_integrated_hazards() -> None:
    ratio, error = CampaignCounts((9, 46), (28, 95)).contrast()
    rate = [-np.log1p(-(won + 0.5) / (n + 1)) for won, n in ((9, 46), (28, 95))]
    assert ratio == pytest.approx(np.log(rate[0] / rate[1]))
    assert 0.3 < error < 0.45


def test_the_likelihood_is_that_of_each_week(folder: Path) -> None:
    model = HazardModel(risk_rows(made(folder), MAIN), CampaignCounts((1, 3), (2, 4)))
    z = np.random.default_rng(0).normal(0.0, 0.3, model.dim)
    b = model.coefficients(z)
    p = -np.expm1(-np.exp(model.rows.x @ b[:-2]))
    by_hand = np.where(model.rows.fell, np.log(p), np.log1p(-p)).sum()
    for (won, n), eta in (((2, 4), b[-2]), ((1, 3), b[-2] + b[-1] + b[model.rows.column("support")])):
        share = -np.expm1(-np.exp(eta))
        by_hand += won * np.log(share) + (n - won) * np.log1p(-share)
    assert model.log_likelihood(z[None, :])[0] == pytest.approx(by_hand)
    gradient, hessian = model.curvature(z)
    for j, unit in enumerate(np.eye(model.dim) * 1e-5):
        ends = [
            model.log_likelihood((z + s * unit)[None, :])[0] - 0.5 * (z + s * unit) @ (z + s * unit) for s in (1, -1)
        ]
        assert gradient[j] == pytest.approx((ends[0] - ends[1]) / 2e-5, abs=1e-4)
        slopes = [model.curvature(z + s * unit)[0] for s in (1, -1)]
        assert hessian[j] == pytest.approx((slopes[0] - slopes[1]) / 2e-5, abs=1e-4)


def many(number: int, seed: int = 0) -> Selected:
    """Contests of a backer, of one length, without acts: a skeleton for simulated ones."""
    rng = np.random.default_rng(seed)
    spans = []
    for index in range(number):
        start = date(2000, 1, 3)
        years = float(rng.uniform(1, 30))
        spans.append(RiskSpan(f"S-{index}", start, date(2000, 10, 1), False, date(2000, 10, 1), years, True, False))
    return Selected(spans, [], {})


@pytest.fixture(scope="module")
def known() -> KnownPanels:
    """Panels of 36 contests whose backers act once in five weeks, for and against."""
    selected = many(36)
    rng = np.random.default_rng(1)

    acts = [
        DatedAct(one.contest, one.start + timedelta(int(day)), side, "words")
        for one in selected.spans
        for side in ("support", "withdrawal")
        for day in rng.integers(0, 270, size=4)
    ]
    selected = replace(selected, acts=acts)
    model = HazardModel(risk_rows(selected, MAIN), None)
    start = approximate(replace(model, rows=replace(model.rows, fell=rng.uniform(size=len(model.rows.fell)) < 0.02)), 0)
    return KnownPanels(selected, None, start, replace(MAIN, campaigns="none"))


def test_the_mode_and_the_sampler_agree(known: KnownPanels) -> None:
    _, model = known.panel(np.random.default_rng(3), None)
    exact, quick = sample(model, 0, particles=150, moves=6), approximate(model, 0, 20_000)
    for side in ("support", "withdrawal"):
        assert quick.of(side).mean() == pytest.approx(exact.of(side).mean(), abs=0.35 * exact.of(side).std())
        assert quick.of(side).std() == pytest.approx(exact.of(side).std(), rel=0.3)


def test_known_effects_are_found_and_hidden_selection_is_not(known: KnownPanels) -> None:
    plain = recover(known, 12, 0)
    error = (plain.mean - plain.truth) / plain.sd
    assert np.abs(error.mean(axis=0)).max() < 0.8
    assert 0.5 < error.std(axis=0).max() < 1.6
    hidden = recover(known, 12, 0, HiddenSelection(danger_sd=1.5, withdrawal_pull=1.5, on_record=0.3))
    assert hidden.error(1) > plain.error(1) + 0.3
    assert hidden.coverage_with_bias(1, 0.8, 2.0) > hidden.coverage(1, 0.8)


def test_acts_after_an_origin_change_no_forecast(folder: Path) -> None:
    selected = made(folder)
    late = [act for act in selected.acts if act.contest != "A-2001" or act.day < date(2001, 1, 29)]
    first, second = (leave_one_out(replace(selected, acts=acts), None, MAIN) for acts in (selected.acts, late))
    place = [one.contest for one in selected.spans].index("A-2001")
    for one, other in zip(first, second, strict=True):
        assert one.p[2][place] == other.p[2][place]


def test_scores_are_those_of_the_forecasts() -> None:
    one = LeftOut(0, 30, np.array([[0.5, 0.5, 0.5], [0.5, 0.5, 0.5], [0.9, 0.2, 0.6]]), np.array([True, False, True]))
    assert one.brier()[2].mean() == pytest.approx((0.01 + 0.04 + 0.16) / 3)
    assert one.log_score()[2].mean() == pytest.approx(-(np.log(0.9) + np.log(0.8) + np.log(0.6)) / 3)
    assert (one.auc(2), one.auc(0)) == (1.0, 0.5)


def test_conducts_and_weeks_add_up(folder: Path) -> None:
    selected = made(folder)
    ends = {one.conduct: (one.contests, one.fell) for one in by_conduct(selected)}
    assert ends == {
        "no backer": (1, 0),
        "no dated act": (1, 1),
        "support alone": (1, 0),
        "support and withdrawal": (1, 1),
        "withdrawal alone": (0, 0),
    }
    rows = risk_rows(selected, MAIN)
    weeks = by_exposure(rows)
    assert sum(one.steps for one in weeks) == len(rows.x)
    assert sum(one.falls for one in weeks) == 2


def test_each_choice_of_coding_is_moved_and_each_group_is_known() -> None:
    labels = [label for label, _ in variants()]
    assert len(set(labels)) == len(labels)
    assert all(choices != MAIN for _, choices in variants()[1:])
    named = {group for _, choices in variants() for group in choices.leave_out}
    assert named == set(groups()["leave_out"])
    assert command.chosen(["half_life_days=inf", "months=no", "leave_out=armed,invasion", "stay_weeks=0"]) == replace(
        MAIN, half_life_days=float("inf"), months=False, leave_out=("armed", "invasion"), stay_weeks=0
    )
    with pytest.raises(ValueError, match="no choice 'half_live'"):
        command.chosen(["half_live=3"])


def test_the_command_writes_tables_and_numbers_that_load(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "FITS", 2)
    monkeypatch.setattr(command, "sample", lambda model, seed: posterior.sample(model, seed, particles=200, moves=4))
    out, numbers = tmp_path / "out", tmp_path / "history.yaml"
    assert command.main([str(folder), "--panels", "0", "--out", str(out), "--numbers", str(numbers)]) == 0
    held = read_history(numbers.read_text(encoding="utf-8"))
    assert (held.contests, held.falls, held.support.acts, held.withdrawal.acts) == (4, 2, 2, 1)
    table = {row[0]: row for row in next(one for one in read(out / FILE).tables if one.name == "learned").rows}
    assert float(table["withdrawal"][1]) == held.withdrawal.mean
    capsys.readouterr()
    assert command.main([str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err
    (folder / "acts.csv").write_text("contest,date\n", encoding="utf-8")
    assert command.main([str(folder)]) == 2
    assert "acts.csv: no column precision" in capsys.readouterr().err


def test_what_ships_is_what_the_study_found() -> None:
    tables = {one.name: one for one in read(RESULTS).tables}
    held = history()
    for row in tables["learned"].rows:
        effect = getattr(held, row[0])
        assert [float(cell) for cell in row[1:5]] == [effect.mean, effect.error, effect.acts, effect.contests]
        for cell, factor in zip(row[5:], (0.5, 1.0, 2.0), strict=True):
            implied = effect.implied(factor)
            mean, sd = (float(part) for part in cell.split(" ± "))
            assert (mean, sd) == pytest.approx((implied.mean, implied.sd), abs=0.0011)
        assert effect.bias == BIAS[row[0]]
    for side, kind, mean, sd, *_ in tables["kinds"].rows:
        deviation = getattr(getattr(held, side).deviations, kind)
        assert (float(mean), float(sd)) == (deviation.mean, deviation.sd)
    assert files("buttress.world").joinpath("history.yaml").is_file()


def test_intervals_of_the_shipped_study_hold_known_effects() -> None:
    """80 % intervals held 75 to 85 % of the truths of 200 panels with selection that is seen."""
    table = next(one for one in read(RESULTS).tables if one.name == "recovery")
    rows = pd.DataFrame(table.rows, columns=list(table.columns))
    seen = rows[rows["selection"] == "seen"]
    assert (seen["panels"].astype(int) >= 200).all()
    assert seen["80 %"].astype(float).between(0.75, 0.85).all()


def test_a_long_contest_is_cut_into_its_acute_phases(tmp_path: Path) -> None:
    row = ("POL-1980", "Poland", "1970-12-20", "1980-08-14", "USSR", "1989-08-24", "fell", "1989-08-24")
    written(tmp_path / "contests.csv", CONTEST_COLUMNS, [row])
    written(tmp_path / "acts.csv", ACT_COLUMNS, [])
    first, second = made(tmp_path, phases=True).spans
    assert (first.start, first.last, first.fell) == (date(1980, 8, 14), date(1981, 12, 13), False)
    assert (second.start, second.last, second.fell) == (date(1988, 8, 15), date(1989, 8, 24), True)
    assert second.years > first.years + 7
    (whole,) = made(tmp_path).spans
    assert (whole.start, whole.last, whole.fell) == (first.start, second.last, True)


def test_an_effect_of_both_together_is_the_product_of_the_two(folder: Path) -> None:
    rows = risk_rows(made(folder, together=True), replace(MAIN, together=True))
    product = rows.x[:, rows.column("support")] * rows.x[:, rows.column("withdrawal")]
    assert rows.x[:, rows.column("together")] == pytest.approx(product)
    assert product.max() > 0.5


def test_a_neutral_act_is_a_third_exposure(folder: Path) -> None:
    own, others = (made(folder, neutral=which) for which in ("own", "others"))
    assert [act.contest for act in own.acts if act.side == "neutral"] == ["A-2001", "D-2001"]
    assert [act.day for act in others.acts if act.side == "neutral"] == [date(2001, 2, 10)]
    rows = risk_rows(others, replace(MAIN, neutral="others"))
    assert rows.x[:, rows.column("neutral")].max() > 0.9
