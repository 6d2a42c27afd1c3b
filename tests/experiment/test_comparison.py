"""Pairs, fired or not, warnings and JSON on made-up ensembles."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from buttress.experiment.arm import Arm, arm_of, ordered
from buttress.experiment.block import columns_of
from buttress.experiment.comparison import Comparison
from buttress.experiment.ensemble import Ensemble
from buttress.experiment.ensemble_builder import ensemble_of
from buttress.experiment.measures import HEADLINE


@pytest.fixture
def made(frame, make_result) -> Comparison:
    """`moved` differs from the baseline in one run of 30 and one change of two; `still` is the same."""
    base = make_result(30)
    other = SimpleNamespace(**base.__dict__)
    other.turnout = base.turnout.copy()
    other.turnout[17] += 100

    def of(result: SimpleNamespace, runs: int, label: str) -> Ensemble:
        part = SimpleNamespace(**{name: values[:runs] for name, values in result.__dict__.items()})
        return ensemble_of(label, frame, 10, [columns_of(part, frame, np.arange(runs), 10)])

    arms = {
        Arm("baseline"): of(base, 30, "baseline"),
        Arm("moved"): of(other, 30, "moved"),
        Arm("still"): of(base, 20, "still"),
        Arm("moved", "scripted", 1): of(other, 20, "moved+change1"),
        Arm("moved", "scripted", 2): of(base, 20, "moved+change2"),
        Arm("baseline", "responsive"): of(base, 30, "baseline+responsive"),
        Arm("moved", "responsive"): of(base, 30, "moved+responsive"),
        Arm("still", "responsive"): of(base, 20, "still+responsive"),
    }
    levers = {"moved": ("loan_cash", "endorsement"), "still": ("rollover",)}
    return Comparison("c", "h", 1, 30, ("still", "moved"), ("scripted", "responsive"), arms, levers)


def test_fired_when_one_run_differs(made: Comparison) -> None:
    assert made.fired("moved")
    assert not made.fired("still")


def test_what_touched_nobody_is_a_warning(made: Comparison) -> None:
    assert made.warnings == (
        "still: its changes never came up in any of 20 runs",
        "moved: change 2 (endorsement), alone, never came up in any of 20 runs",
    )


def test_paired_difference(made: Comparison) -> None:
    found = made.difference("moved", "turnout_8w")
    assert found.mean == pytest.approx(200 / 30)  # 100 more in each of two places, in one run of thirty
    assert made.difference("still", "turnout_8w").mean == 0


def test_pairs_are_the_runs_that_both_have(made: Comparison) -> None:
    row = made.differences.query("scenario == 'still' and reading == 'scripted' and measure == 'turnout_8w'").iloc[0]
    assert row["pairs"] == 20
    assert row["baseline"] == pytest.approx(made.baseline.values("turnout_8w")[:20].mean())


def test_json(made: Comparison) -> None:
    told = json.loads(json.dumps(made.to_json(), allow_nan=False))
    assert told["runs"] == 30
    assert list(told["scenarios"]) == ["still", "moved"]
    assert tuple(told["baseline"]["measures"]) == HEADLINE
    level = told["baseline"]["measures"]["tenure_90"]
    assert level["interval_95"][0] <= level["mean"] <= level["interval_95"][1]
    pair = told["scenarios"]["moved"]["measures"]["turnout_8w"]
    assert {"baseline", "scenario", "difference", "mc_se", "interval_95"} <= set(pair)
    assert pair["difference"] == pytest.approx(pair["scenario"] - pair["baseline"])
    assert told["scenarios"]["moved"]["fired"] is True


def test_another_reading_is_told_only_where_it_differs(made: Comparison) -> None:
    told = made.to_json()["readings"]["responsive"]
    assert "baseline" not in told
    assert list(told["scenarios"]) == ["moved"]


def test_levels_table(made: Comparison) -> None:
    assert not made.levels.duplicated(["scenario", "reading", "measure"]).any()
    row = made.levels.query("scenario == 'moved' and reading == 'scripted' and measure == 'persist_w8'").iloc[0]
    assert row["low_95"] <= row["mean"] <= row["high_95"]


def test_one_draw_tells_no_error(frame, make_result) -> None:
    base = ensemble_of("baseline", frame, 10, [columns_of(make_result(10), frame, np.arange(10), 10)])
    other = ensemble_of("moved", frame, 10, [columns_of(make_result(10, seed=1), frame, np.arange(10), 10)])
    found = Comparison("c", "h", 1, 10, ("moved",), ("scripted",), {Arm("baseline"): base, Arm("moved"): other}, {})
    assert "one parameter draw" in found.warnings[0]
    pair = found.to_json()["scenarios"]["moved"]["measures"]["tenure_90"]
    assert (pair["mc_se"], pair["interval_95"]) == (None, [None, None])


@pytest.mark.parametrize("arm", [Arm("a"), Arm("a", "responsive"), Arm("a_b", "scripted", 2)])
def test_labels_come_back(arm: Arm) -> None:
    assert arm_of(arm.label) == arm


def test_the_order_of_arms_is_fixed() -> None:
    arms = [Arm("b"), Arm("a", "responsive"), Arm("baseline"), Arm("a", "scripted", 2), Arm("a"), Arm("b")]
    assert [arm.label for arm in ordered(arms)] == ["baseline", "a", "a+change2", "a+responsive", "b"]


def test_a_notebook_shows_levels_and_differences_with_intervals(made):
    shown = made._repr_html_()
    assert shown.count("<tr>") > 2
    assert "<td>moved</td>" in shown
    assert " to " in shown
    picture = made.plot()
    assert picture.svg.lstrip().startswith("<?xml")
    assert "moved, " in picture.words
    assert "still, " in picture.words
    assert "<script" not in picture._repr_html_()
