"""Tables of an ensemble against plain numpy over the made-up results they come from."""

from types import SimpleNamespace

import numpy as np
import pytest

from buttress.experiment.block import columns_of, fingerprints
from buttress.experiment.daily import rounded
from buttress.experiment.ensemble import Ensemble
from buttress.experiment.ensemble_builder import ensemble_of
from buttress.experiment.ensemble_tables import POINTS
from buttress.experiment.frame import Frame

RUNS = 30


@pytest.fixture
def whole(frame: Frame, make_result) -> SimpleNamespace:
    return make_result(RUNS)


@pytest.fixture
def held(frame: Frame, whole: SimpleNamespace) -> Ensemble:
    """The same runs as two blocks."""
    cut = {
        part: SimpleNamespace(**{name: values[rows] for name, values in whole.__dict__.items()})
        for part, rows in {"first": slice(0, 20), "second": slice(20, RUNS)}.items()
    }
    blocks = [
        columns_of(cut["first"], frame, np.arange(20), 10),
        columns_of(cut["second"], frame, np.arange(20, RUNS), 10),
    ]
    return ensemble_of("baseline", frame, 10, blocks)


def test_addresses_and_order(held: Ensemble) -> None:
    table = held.measures
    assert list(table["run"]) == list(range(RUNS))
    assert list(table["draw"]) == [run // 10 for run in range(RUNS)]
    assert list(table["seed"]) == [run % 10 for run in range(RUNS)]


def test_weekly_by_place(held: Ensemble, whole: SimpleNamespace, frame: Frame) -> None:
    row = held.weekly.query("run == 3 and week == 2 and place == 'south'").iloc[0]
    inside = [i for i, day in enumerate(frame.occasion_days) if frame.fork + 14 <= day < frame.fork + 21]
    marches = [i for i in inside if frame.occasion_kinds[i] == "sunday_march"]
    assert row["turnout"] == sum(whole.turnout[3, i, 1] for i in marches)
    assert row["detained"] == sum(whole.detained[3, i, 1] for i in inside)
    assert held.weekly["week"].min() == -2  # days 0 to 2 of the run lie more than a week before the fork


def test_a_week_without_a_march_has_no_turnout(held: Ensemble) -> None:
    """Days 0 to 2 hold no Sunday march: that is unknown, not zero people."""
    assert held.weekly.query("week == -2")["turnout"].isna().all()
    assert held.weekly.query("week >= -1")["turnout"].notna().all()


def test_daily_points(held: Ensemble, whole: SimpleNamespace, frame: Frame) -> None:
    row = held.daily.query("series == 'real_pay' and member == 'police' and day == 50").iloc[0]
    values = whole.real_pay[:, 50, 1]
    assert row["mean"] == pytest.approx(values.mean(), rel=5e-4)
    assert [row[name] for name in POINTS] == pytest.approx(np.quantile(values, list(POINTS.values())), rel=5e-4)
    assert row["date"] == frame.date(50)


def test_survival_is_one_until_the_fork(held: Ensemble, whole: SimpleNamespace, frame: Frame) -> None:
    days = held.daily.query("series == 'survival'").set_index("day")["mean"]
    assert (days[: frame.fork] == 1).all()
    assert days[frame.fork + 29] == pytest.approx(whole.survival[:, 30].mean(), rel=5e-4)


def test_occasions(held: Ensemble, whole: SimpleNamespace, frame: Frame) -> None:
    index = 9
    rows = held.occasions.query(f"day == {frame.occasion_days[index]} and quantity == 'turnout'").set_index("place")
    assert list(rows["kind"].unique()) == [frame.occasion_kinds[index]]
    nation = whole.turnout[:, index].sum(axis=1)
    assert rows.loc["", "mean"] == pytest.approx(nation.mean())
    assert rows.loc["", "q50"] == pytest.approx(np.median(nation))
    assert rows.loc["north", "q975"] == pytest.approx(np.quantile(whole.turnout[:, index, 0], 0.975))
    weight = whole.survival[:, frame.occasion_days[index] - frame.fork + 1]
    assert rows.loc["", "mean_in_office"] == pytest.approx((nation * weight).sum() / weight.sum(), rel=5e-4)


def test_levels(held: Ensemble, whole: SimpleNamespace) -> None:
    mean, (low, high) = held.level("tenure_90")
    assert mean == pytest.approx(whole.survival[:, 90].mean())
    assert (low, high) == pytest.approx(np.quantile(whole.survival[:, 90], [0.025, 0.975]))
    share, (low, high) = held.level("persist_w8")
    assert low <= share <= high


def test_rounding_keeps_twelve_bits() -> None:
    values = np.random.default_rng(0).normal(size=10_000) * 10.0 ** np.arange(-5, 5).repeat(1000)
    kept = rounded(values)
    assert np.abs(kept / values - 1).max() <= 2.0**-12
    assert (kept.view(np.uint32) & 0xFFF == 0).all()
    special = rounded(np.array([0.0, 1.0, -2.0, np.inf, np.nan]))
    np.testing.assert_array_equal(special, np.array([0, 1, -2, np.inf, np.nan], dtype=np.float32))


def test_fingerprints_see_one_bit(frame: Frame, result: SimpleNamespace) -> None:
    before = fingerprints(columns_of(result, frame, np.arange(5), 10))
    result.survival[2, 180] = np.nextafter(result.survival[2, 180], 1)
    after = fingerprints(columns_of(result, frame, np.arange(5), 10))
    assert list(before != after) == [False, False, True, False, False]


def test_fingerprints_do_not_depend_on_the_run_number(frame: Frame, result: SimpleNamespace) -> None:
    one = fingerprints(columns_of(result, frame, np.arange(5), 10))
    other = fingerprints(columns_of(result, frame, np.arange(100, 105), 10))
    assert (one == other).all()


def test_crowds_beyond_half_the_bytes_are_whole(frame: Frame, make_result) -> None:
    """A first block that fits 32 bits, and a second that doesn't."""
    small, large = make_result(10), make_result(10, seed=1)
    large.turnout = large.turnout + 2**33
    blocks = [columns_of(small, frame, np.arange(10), 10), columns_of(large, frame, np.arange(10, 20), 10)]
    table = ensemble_of("baseline", frame, 10, blocks).occasions
    row = table.query("quantity == 'turnout' and place == 'north' and day == 6").iloc[0]
    assert row["mean"] == np.concatenate([small.turnout[:, 0, 0], large.turnout[:, 0, 0]]).mean()
