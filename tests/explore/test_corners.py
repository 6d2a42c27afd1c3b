"""Planted boxes are found on fresh draws, and nothing is found where there is nothing."""

import numpy as np
import pytest

from buttress.explore.discovery.corners import Labelled, corners
from buttress.explore.discovery.tighter import tighter
from buttress.explore.discovery.tree import Bounds, best_bounds, inside, score

PARAMETERS, DRAWS, TRIALS = 60, 5000, 10


def planted(rng: np.random.Generator) -> Bounds:
    """A random box of one to three one-sided conditions, each of which a fifth to a half of normal draws keep."""
    out = {}
    for j in rng.choice(PARAMETERS, rng.integers(1, 4), replace=False):
        edge = float(np.quantile(rng.standard_normal(4000), rng.uniform(0.2, 0.5)))
        out[int(j)] = (-np.inf, edge) if rng.random() < 0.5 else (-edge, np.inf)
    return out


def labelled(rng: np.random.Generator, box: Bounds, noise: float) -> Labelled:
    """Draws that cross in the box, but for a share `noise` whose labels are shuffled."""
    values = rng.standard_normal((DRAWS, PARAMETERS))
    crosses = inside(box, values)
    shuffled = np.flatnonzero(rng.random(DRAWS) < noise)
    crosses[shuffled] = crosses[rng.permutation(shuffled)]
    return Labelled(values, crosses)


@pytest.mark.parametrize("noise", [0.0, 0.3])
def test_a_planted_box_is_found_on_fresh_draws(noise: float) -> None:
    rng, good = np.random.default_rng(7), 0
    for _ in range(TRIALS):
        box = planted(rng)
        searched, fresh, third = (labelled(rng, box, noise) for _ in range(3))
        found = corners(searched, fresh, rng.standard_normal((500, PARAMETERS)))
        if not found:
            continue
        held, true = inside(found[0].bounds, third.values), inside(box, third.values)
        good += bool((held & true).sum() > 0.8 * (held | true).sum() and set(found[0].bounds) == set(box))
        assert len(found[0].bounds) <= 3
        assert abs(third.crosses[held].mean() - found[0].density) < 0.1  # what is said holds on draws that none saw
        assert abs((held & third.crosses).sum() / third.crosses.sum() - found[0].coverage) < 0.1
    assert good >= 0.9 * TRIALS


def test_nothing_is_found_where_labels_are_random() -> None:
    rng = np.random.default_rng(8)
    for share in (0.01, 0.1, 0.5):
        for _ in range(5):
            searched, fresh = (
                Labelled(rng.standard_normal((DRAWS, PARAMETERS)), rng.random(DRAWS) < share) for _ in range(2)
            )
            assert corners(searched, fresh, rng.standard_normal((500, PARAMETERS))) == []


def test_nothing_is_found_where_nothing_crosses() -> None:
    values, none = np.random.default_rng(9).standard_normal((100, 3)), np.zeros(100, dtype=bool)
    assert corners(Labelled(values, none), Labelled(values, none), values) == []
    assert best_bounds(values, ~none, values) is None


def test_two_boxes_are_both_found() -> None:
    rng = np.random.default_rng(10)

    def draws() -> Labelled:
        values = rng.standard_normal((DRAWS, 20))
        return Labelled(values, (values[:, 3] > 1.2) | (values[:, 11] < -1.0))

    found = corners(draws(), draws(), rng.standard_normal((500, 20)))
    assert {tuple(each.bounds) for each in found} == {(3,), (11,)}
    assert sum(each.coverage for each in found) == pytest.approx(1.0, abs=0.02)


def test_a_bound_that_nearly_all_plausible_draws_keep_is_not_told() -> None:
    rng = np.random.default_rng(11)
    values = 4 * rng.standard_normal((DRAWS, 10))
    crosses = (values[:, 2] > 1.0) & (values[:, 5] < 6.0)
    assert set(best_bounds(values, crosses, rng.standard_normal((500, 10))) or {}) == {2}
    assert set(best_bounds(values, crosses, values[:500]) or {}) == {2, 5}


def test_tighter_keeps_half_of_the_draws() -> None:
    values = np.random.default_rng(12).standard_normal((4000, 4))
    bounds: Bounds = {0: (0.5, np.inf), 2: (-np.inf, 0.3), 3: (-1.0, 1.0)}
    smaller = tighter(bounds, values)
    assert smaller[3] == bounds[3]
    assert smaller[0][0] > 0.5
    assert smaller[2][1] < 0.3
    assert inside(smaller, values).sum() == pytest.approx(inside(bounds, values).sum() / 2, rel=0.1)
    assert (inside(smaller, values) <= inside(bounds, values)).all()


def test_the_score_by_hand() -> None:
    held = np.array([True, True, False, False])
    crosses = np.array([True, False, True, False])
    assert score(held, crosses) == pytest.approx(0.5)  # density and coverage are both a half
    assert score(~held & ~crosses, crosses) == 0.0


def test_a_tightened_box_is_told_only_if_it_holds() -> None:
    rng = np.random.default_rng(13)

    def draws() -> Labelled:
        values = rng.standard_normal((DRAWS, 5))
        return Labelled(values, values[:, 1] > 1.0)

    searched, fresh, plausible = draws(), draws(), rng.standard_normal((500, 5))
    small = corners(searched, fresh, plausible, lambda bounds, values: tighter(bounds, values))
    assert small[0].bounds[1][0] > 1.2
    empty = corners(searched, fresh, plausible, lambda bounds, values: {1: (9.0, np.inf)})
    assert empty[0].bounds[1][0] == pytest.approx(1.0, abs=0.02)
