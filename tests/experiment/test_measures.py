"""Every measure against a plain loop over one run, written without the code under test."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from buttress.experiment.frame import Frame
from buttress.experiment.measures import BY_NAME, HEADLINE, MEASURES, FramedResult, measure_of, on_day


def daily(name: str, day: int, member: int | None = None) -> Callable[[SimpleNamespace, Frame, int], float]:
    def hand(result: SimpleNamespace, frame: Frame, run: int) -> float:
        series = getattr(result, name)[run]
        return float(series[frame.fork + day - 1] if member is None else series[frame.fork + day - 1][member])

    return hand


def tenure(day: int) -> Callable[[SimpleNamespace, Frame, int], float]:
    return lambda result, frame, run: float(result.survival[run][day])


def crowds(result: SimpleNamespace, frame: Frame, run: int, first: int, last: int, kind: str | None) -> list[tuple]:
    """(day after the fork, turnout, detained) of the occasions in a window of days after the fork."""
    found = []
    for index, (day, name) in enumerate(zip(frame.occasion_days, frame.occasion_kinds, strict=True)):
        if first <= day - frame.fork <= last and kind in (None, name):
            people = sum(int(p) for p in result.turnout[run][index])
            taken = sum(int(p) for p in result.detained[run][index])
            found.append((day - frame.fork, people, taken))
    return found


def runway(result: SimpleNamespace, frame: Frame, run: int) -> tuple[float, float]:
    stock = result.usable[run][frame.fork + 89]
    weekly = (result.usable[run][frame.fork + 61] - stock) / 4
    if stock <= 0:
        return 0.0, 0.0
    if weekly <= 0 or stock / weekly > 104:
        return 104.0, 1.0
    return float(stock / weekly), 0.0


def sundays(result: SimpleNamespace, frame: Frame, run: int) -> list[tuple]:
    found = crowds(result, frame, run, 0, 55, "sunday_march")
    assert len(found) == 8
    return found


BY_HAND: dict[str, Callable[[SimpleNamespace, Frame, int], float]] = {
    **{f"tenure_{day}": tenure(day) for day in (30, 90, 180)},
    "reserves_weeks": lambda r, f, k: runway(r, f, k)[0],
    "reserves_beyond_104": lambda r, f, k: runway(r, f, k)[1],
    **{
        f"reserves_gone_{day}": lambda r, f, k, day=day: float(r.usable[k][f.fork + day - 1] <= f.reserves_gone)
        for day in (0, 90)
    },
    "real_pay_90": daily("real_pay", 90, member=1),
    "loyal_90": daily("loyal_share", 90, member=1),
    "turnout_8w": lambda r, f, k: float(np.mean([people for _, people, _ in sundays(r, f, k)])),
    "turnout_8w_in_office": lambda r, f, k: float(
        np.mean([people * r.survival[k][day + 1] for day, people, _ in sundays(r, f, k)])
    ),
    "peak_turnout": lambda r, f, k: float(max(people for _, people, _ in crowds(r, f, k, 0, 10_000, None))),
    "detained_8w": lambda r, f, k: float(sum(taken for _, _, taken in crowds(r, f, k, 0, 55, None))),
    "detained_8w_in_office": lambda r, f, k: float(
        sum(taken * r.survival[k][day + 1] for day, _, taken in crowds(r, f, k, 0, 55, None))
    ),
    "persist_w8": lambda r, f, k: float(any(p > 10_000 for _, p, _ in crowds(r, f, k, 49, 55, None))),
    **{f"perceived_security_{day}": daily("perceived_security", day) for day in (7, 30, 90)},
    **{f"attention_{day}": daily("attention", day) for day in (7, 30, 90)},
    **{f"attitude_{day}": daily("attitude", day) for day in (1, 7, 30, 90)},
    "wish_share": daily("wish", 1),
    "patron_intervenes": daily("intervened", 90),
    **{f"leverage_{day}": daily("leverage", day) for day in (30, 90, 180)},
    **{f"belief_society_{day}": daily("belief_society", day) for day in (1, 7, 30, 90)},
    **{f"belief_pillars_{day}": daily("belief_pillars", day) for day in (1, 7, 30, 90)},
}


def test_every_measure_is_computed_by_hand_here() -> None:
    assert set(BY_HAND) == set(BY_NAME)
    assert len(BY_NAME) == len(MEASURES)


@pytest.mark.parametrize("name", BY_HAND)
def test_measure_by_hand(name: str, result: SimpleNamespace, frame: Frame) -> None:
    found = BY_NAME[name].of(FramedResult(result, frame))
    assert found == pytest.approx([BY_HAND[name](result, frame, run) for run in range(5)])
    assert found.dtype == float


def test_headline_measures_are_those_of_every_answer() -> None:
    assert HEADLINE == (
        "tenure_30",
        "tenure_90",
        "tenure_180",
        "reserves_weeks",
        "reserves_beyond_104",
        "real_pay_90",
        "turnout_8w",
        "peak_turnout",
        "detained_8w",
    )


@pytest.mark.parametrize(
    ("stock", "spent_in_28_days", "weeks", "beyond"),
    [
        (800, 400, 8.0, 0.0),
        (800, 8, 104.0, 1.0),  # 400 weeks at that pace
        (800, 0, 104.0, 1.0),
        (800, -50, 104.0, 1.0),  # it grows
        (0, 100, 0.0, 0.0),
        (0, 0, 0.0, 0.0),
        (104, 4, 104.0, 0.0),  # exactly 104 weeks is not beyond
    ],
)
def test_runway(stock: int, spent_in_28_days: int, weeks: float, beyond: float, frame: Frame) -> None:
    usable = np.zeros((1, frame.days), dtype=np.int64)
    usable[0, frame.fork + 61] = stock + spent_in_28_days
    usable[0, frame.fork + 89] = stock
    framed = FramedResult(
        SimpleNamespace(usable=usable, flow=np.zeros((1, frame.days, 1)), survival=np.ones((1, 1))), frame
    )
    assert BY_NAME["reserves_weeks"].of(framed) == [weeks]
    assert BY_NAME["reserves_beyond_104"].of(framed) == [beyond]


@pytest.mark.parametrize(("stock", "weeks", "gone"), [(500, 0.0, 1.0), (501, 104.0, 0.0)])
def test_reserves_that_are_rationed_are_gone(stock: int, weeks: float, gone: float, frame: Frame) -> None:
    """A bank that has little sells little: its slow pace is no runway, and under five days of trade nothing is left."""
    poor = replace(frame, reserves_gone=500.0)
    usable = np.full((1, frame.days), stock, dtype=np.int64)
    framed = FramedResult(
        SimpleNamespace(usable=usable, flow=np.zeros((1, frame.days, 1)), survival=np.ones((1, 1))), poor
    )
    assert BY_NAME["reserves_weeks"].of(framed) == [weeks]
    assert BY_NAME["reserves_beyond_104"].of(framed) == [1.0 - gone]
    assert BY_NAME["reserves_gone_0"].of(framed) == BY_NAME["reserves_gone_90"].of(framed) == [gone]


@pytest.mark.parametrize(("day", "weeks"), [(61, 6.0), (62, 8.0), (89, 8.0), (90, 6.0)])
def test_a_loan_is_in_the_stock_and_in_no_pace(day: int, weeks: float, frame: Frame) -> None:
    """400 go out in 28 days and 200 come in on one day: in the window the stock holds them, the pace does not."""
    inside = 62 <= day <= 89
    usable, flow = np.zeros((1, frame.days), dtype=np.int64), np.zeros((1, frame.days, 6), dtype=np.int64)
    usable[0, frame.fork + 61], usable[0, frame.fork + 89] = 1000, 800 if inside else 600
    flow[0, frame.fork + day, 0] = 200
    framed = FramedResult(SimpleNamespace(usable=usable, flow=flow, survival=np.ones((1, 1))), frame)
    assert BY_NAME["reserves_weeks"].of(framed) == [weeks]


def test_a_short_horizon_gives_no_number(result: SimpleNamespace, frame: Frame) -> None:
    cut = frame.fork + 40
    early = [day < cut for day in frame.occasion_days]
    short = Frame(
        **{
            **frame.__dict__,
            "days": cut,
            "occasion_days": tuple(day for day in frame.occasion_days if day < cut),
            "occasion_kinds": tuple(kind for kind, kept in zip(frame.occasion_kinds, early, strict=True) if kept),
        }
    )
    shorter = SimpleNamespace(**result.__dict__)
    shorter.survival = result.survival[:, :41]
    for name in ("usable", "real_pay", "attitude", "loyal_share"):
        setattr(shorter, name, getattr(result, name)[:, :cut])
    shorter.turnout, shorter.detained = result.turnout[:, early], result.detained[:, early]
    framed = FramedResult(shorter, short)
    assert BY_NAME["tenure_30"].of(framed) == pytest.approx(result.survival[:, 30])
    for name in ("tenure_90", "turnout_8w", "detained_8w", "persist_w8", "reserves_weeks", "real_pay_90", "loyal_90"):
        assert np.isnan(BY_NAME[name].of(framed)).all(), name
    assert np.isfinite(BY_NAME["peak_turnout"].of(framed)).all()


@pytest.mark.parametrize(
    ("name", "hand"),
    [
        ("tenure_90@30", tenure(30)),
        ("real_pay_90@7", daily("real_pay", 7, member=1)),
        ("reserves_weeks@90", lambda r, f, k: runway(r, f, k)[0]),
        ("attention_30@11", daily("attention", 11)),
        ("turnout_8w@14", lambda r, f, k: float(crowds(r, f, k, 7, 13, "sunday_march")[0][1])),
        ("detained_8w@56", lambda r, f, k: float(sum(taken for _, _, taken in crowds(r, f, k, 0, 55, None)))),
        ("detained_8w@9", lambda r, f, k: float(sum(taken for _, _, taken in crowds(r, f, k, 0, 8, None)))),
    ],
)
def test_measure_by_date_by_hand(name: str, hand: Callable, result: SimpleNamespace, frame: Frame) -> None:
    found = measure_of(name).of(FramedResult(result, frame))
    assert found == pytest.approx([hand(result, frame, run) for run in range(5)])


def test_a_measure_without_dates_has_no_name_by_date() -> None:
    assert on_day("peak_turnout", 30) is None
    assert on_day("tenure_180", 30) == "tenure_180@30"
