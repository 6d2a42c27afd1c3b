"""The rule of loyalty against the pillars of Chenoweth, Hocking & Marks, asked of both kernels.

Theirs: a pillar leaves for good, at once, when the share of protesters in sight exceeds its own threshold, normal with
mean .05 and sd .01. Ours: units leave at a daily hazard base (1 + unrest)^b, unrest being the share of the zone's
adults in the street over one percent. With base (1 + .05 / .01)^-b and b without end, ours becomes one threshold that
all units share, reached with a delay. That limit is one. Thresholds that differ from unit to unit are no limit of ours.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import ndtr

from buttress.classics.pillars.torus import PERSON, PROTESTER, SITE, SOMEONE, Square, sites_within
from buttress.classics.pillars.turn import defect
from buttress.rules.loyalty import update_loyalty
from buttress.world.codes import Channel, Level, Role

THRESHOLD, SD, ONE_PERCENT = 0.05, 0.01, 0.01
STEEP = 390.0
"""The steepest b whose base is still a floating-point number: 6^-390 is about 1e-303."""


@pytest.fixture(scope="module")
def ours(single_step):
    """A function to the share of a pillar's units gone after each day, mean field, a steady share in the street."""

    def gone(share: float, slope: float, days: int, base: float | None = None) -> NDArray[np.float64]:
        start = base if base is not None else math.exp(-slope * math.log1p(THRESHOLD / ONE_PERCENT))
        step = single_step(
            update_loyalty,
            role=[Role.OFFICIALS],
            units=[[[[1.0, 0.0, 0.0]]]],
            owed_month=[[1.0]],
            zone_unrest=[[share / ONE_PERCENT]],
            signal=np.zeros((days, len(Channel))),
            defection_per_day=[start],
            loyalty_crowd=[slope],
        )
        return np.array([step.take(day=day, counted=False).units[0, 0, 0, Level.GONE] for day in range(days)])

    return gone


def theirs(protesters: int, threshold: float) -> bool:
    """Whether a pillar of the published model leaves, all 48 sites in its sight taken, `protesters` of them."""
    near = sites_within(40, 4)
    face, sites, people = np.zeros(1600, np.int64), np.zeros(1600, SITE), np.zeros(1, PERSON)
    people[0]["threshold"] = threshold
    face[near[0]] = SOMEONE
    face[near[0][:protesters]] += PROTESTER
    sites[0]["heat"] = protesters
    defect(Square(face, sites, people, near), 0)
    return bool(people[0]["defected"])


@pytest.mark.parametrize("protesters", range(6))
def test_a_steep_crowd_term_is_one_threshold_shared_by_all(ours, protesters: int) -> None:
    share = protesters / 48
    gone = ours(share, STEEP, 60)[-1]
    assert gone == pytest.approx(float(theirs(protesters, THRESHOLD)), abs=1e-6)


def test_even_then_nobody_leaves_at_once(ours) -> None:
    """The kernel holds the log hazard at -.7: at most two units in five leave in a day."""
    gone = ours(0.5, STEEP, 30)
    most = -math.expm1(-math.exp(-0.7))
    assert gone == pytest.approx(1.0 - (1.0 - most) ** np.arange(1, 31))
    assert most < 0.4
    assert theirs(24, THRESHOLD)


@pytest.mark.parametrize("slope", [0.0, 0.3, 5.0, 50.0])
@pytest.mark.parametrize("hazard", [0.018, 0.03])
def test_different_thresholds_are_no_limit(ours, slope: float, hazard: float) -> None:
    """Theirs: at a steady share of 5 % half of the pillars leave and the rest stay. Ours: who waits leaves.

    Whatever the slope, a base that takes about half in 30 days has taken nearly all in 250.
    """
    assert ndtr((0.05 - THRESHOLD) / SD) == 0.5
    gone = ours(0.05, slope, 250, hazard / (1.0 + 5.0) ** slope)
    assert 0.4 < gone[29] < 0.6
    assert gone[-1] > 0.98


def test_the_shipped_slope_is_nowhere_near_a_threshold(ours) -> None:
    """Two sds of the prior: from 4 to 6 % in the street the hazard rises by a fifth; theirs from 16 to 84 % gone."""
    slope = 2.0 * 0.3
    ratio = ((1.0 + 6.0) / (1.0 + 4.0)) ** slope
    before, after = ours(0.04, slope, 1, 1e-4)[0], ours(0.06, slope, 1, 1e-4)[0]
    assert after / before == pytest.approx(ratio, rel=1e-3)
    assert ratio < 1.25
    assert ndtr((0.06 - THRESHOLD) / SD) > 5.0 * ndtr((0.04 - THRESHOLD) / SD)
