"""The reverse stress test of the purse: by hand, monotone, refused where there is nothing to test."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from buttress import world as worlds
from buttress.brief.figures.frontier import draw_frontiers
from buttress.case import Case, load
from buttress.explore.error import ExploreError
from buttress.explore.reverse_stress import FrontierPoint, ReverseStress, reverse, reverse_stress, sentences
from buttress.explore.reverse_stress.frontier import smallest_enough
from buttress.explore.reverse_stress.headroom import headrooms
from buttress.explore.reverse_stress.shock import NEVER_DAYS, RUN_DAYS, Shock, ShockKind, shocked
from buttress.infer.prior import prior_draws
from buttress.world import Draws
from buttress.world.structure import minor_units

BELARUS = Path(__file__).resolve().parents[2] / "cases" / "belarus-2020"
BY = date(2020, 12, 31)


@pytest.fixture(scope="module")
def case() -> Case:
    return load(BELARUS)


@pytest.fixture(scope="module")
def draws(case: Case) -> Draws:
    return prior_draws(case, 12)


@pytest.fixture(scope="module", autouse=True)
def _fewer_sizes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reverse, "REVENUE_FALLS", (0.0, 0.4, 0.8, 1.0))
        patched.setattr(reverse, "RUN_SHARES", (0.0, 0.4, 0.8, 1.0))
        patched.setattr(reverse, "DELAYS", (0.0, 90.0, float(NEVER_DAYS)))
        yield


@pytest.fixture(scope="module")
def found(case: Case, draws: Draws) -> ReverseStress:
    return reverse_stress(case, draws, BY, "baseline")


@pytest.fixture(scope="module")
def without_loan(case: Case, draws: Draws) -> ReverseStress:
    return reverse_stress(case, draws, BY, "without_loan")


def test_the_smallest_size_that_is_enough_by_hand() -> None:
    sizes = np.array([0.0, 1.0, 2.0])
    headroom = np.array([[4.0, 4.0, -1.0], [2.0, 4.0, -2.0], [-2.0, 4.0, -3.0]])
    assert smallest_enough(sizes, headroom).tolist() == [1.5, math.inf, 0.0]
    point = FrontierPoint.of(7.0, np.array([1.5, math.inf, math.inf]))
    assert (point.other, point.smallest, point.not_enough) == (7.0, math.inf, pytest.approx(2 / 3))
    assert point.to_json()["interval_95"] == [1.5, None]


def test_a_shock_changes_only_what_it_names_and_only_from_the_fork_on(case: Case) -> None:
    plain = worlds.build(case)
    hit = shocked(plain, Shock(revenue_fall=0.5, deposit_run=300.0, loan_delay=20.0))
    changed = {name for name in plain.timeline if not np.array_equal(plain.timeline[name], hit.timeline[name])}
    assert changed == {"revenue", "known_flow", "loan_delay_days"}
    fork = plain.fork
    for name in changed:
        assert np.array_equal(plain.timeline[name][:fork], hit.timeline[name][:fork])
    taken = (plain.timeline["known_flow"] - hit.timeline["known_flow"]).sum()
    assert taken == pytest.approx(minor_units(300.0), abs=RUN_DAYS)
    untouched = shocked(plain, Shock())
    assert all(np.array_equal(plain.timeline[name], untouched.timeline[name]) for name in plain.timeline)


def test_a_run_lowers_headroom_by_itself_at_most_in_the_first_days(case: Case, draws: Draws) -> None:
    """On the day after the fork alone a thirtieth has been taken, and nothing has had time to answer."""
    plain = worlds.build(case)
    rows = headrooms(plain, draws, 0.0, plain.fork + 1, [Shock(), Shock(deposit_run=300.0)], 1)
    assert rows[0] - rows[1] == pytest.approx(minor_units(10.0), rel=1e-6)


def test_worse_never_lengthens_reserves(case: Case, draws: Draws) -> None:
    """Headroom falls, or stays, as each shock grows, in every draw and beside every size of another."""
    plain = worlds.build(case)
    stop = plain.clock.index(BY) + 1
    grids = {
        ShockKind.REVENUE: (0.0, 0.3, 0.6, 1.0),
        ShockKind.RUN: (0.0, 500.0, 1500.0, 3000.0),
        ShockKind.DELAY: (0.0, 30.0, 90.0, 400.0),
    }
    for kind, sizes in grids.items():
        beside = next(each for each in ShockKind if each is not kind)
        for other in (0.0, grids[beside][2]):
            shocks = [Shock.of({beside: other, kind: size}) for size in sizes]
            rows = headrooms(plain, draws, 0.0, stop, shocks, 1)
            assert (np.diff(rows, axis=0) <= minor_units(1.0)).all(), kind


def test_frontiers_fall(found: ReverseStress) -> None:
    assert [(each.first, each.second) for each in found.frontiers] == [
        (ShockKind.REVENUE, ShockKind.RUN),
        (ShockKind.REVENUE, ShockKind.DELAY),
        (ShockKind.RUN, ShockKind.DELAY),
    ]
    for frontier in found.frontiers:
        middles = [point.smallest for point in frontier.points]
        assert middles == sorted(middles, reverse=True)
        assert all(point.low_95 <= point.smallest <= point.high_95 for point in frontier.points)
    assert dict(found.alone).keys() == set(ShockKind)


def test_a_later_day_needs_no_larger_shock(case: Case, draws: Draws, found: ReverseStress) -> None:
    sooner = reverse_stress(case, draws, date(2020, 10, 31), "baseline")
    for kind, point in found.alone:
        assert point.smallest <= dict(sooner.alone)[kind].smallest


def test_the_same_on_two_workers(case: Case, draws: Draws, without_loan: ReverseStress) -> None:
    assert reverse_stress(case, draws, BY, "without_loan", workers=2) == without_loan


def test_without_the_loan_no_delay_is_asked(without_loan: ReverseStress) -> None:
    assert ShockKind.DELAY not in dict(without_loan.alone)
    assert len(without_loan.frontiers) == 1


def test_words_and_chart(found: ReverseStress) -> None:
    said = sentences(found)
    assert said[0].startswith("Usable reserves are gone, under 550 m USD, by 31 December 2020: in ")
    assert sum(line.startswith("Alone: ") for line in said) == 3
    drawing = draw_frontiers(found)
    assert 'role="img" aria-label="What empties the purse' in drawing.svg
    assert draw_frontiers(found).svg == drawing.svg


def test_what_is_refused(case: Case, draws: Draws) -> None:
    with pytest.raises(ExploreError, match="outside of the runs"):
        reverse_stress(case, draws, date(2020, 8, 1), "baseline")
    with pytest.raises(ExploreError, match="never over what an incumbent may order"):
        reverse_stress(case, draws, BY, "harsher_policing")
    poor = replace(case, facts=case.facts.model_copy(update={"purse": None}))
    with pytest.raises(ExploreError, match="no reserves"):
        reverse_stress(poor, draws, BY, "baseline")
