"""Our policing rule with the right arguments is Epstein's chance of arrest; where it is not, the test says so.

The same function: chance = 1 - exp(-k C / A), rate k, officers C, crowd A, no shock. The day's own step draws with it.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buttress.classics.epstein.authority import RUN_1
from buttress.classics.epstein.run import ARREST_CONSTANT, Interpretation, play
from buttress.classics.epstein.torus import EXACT, FLOOR, ROUND
from buttress.classics.epstein.turn import arrest_chance
from buttress.rules.policing.detention import detention_chance, draw_detained
from buttress.rules.policing.officers import allocate_officers
from buttress.world.codes import Level, Role

DAYS = 4000


@pytest.fixture(scope="module")
def detained(single_step):
    """A function to the detained by the steps of the day loop, one place, no shock, 4,000 independent runs."""

    def detain(officers: int, crowd: int, custody_places: int = 10**9) -> np.ndarray:
        units = np.zeros((DAYS, 1, 1, len(Level)))
        units[..., Level.LOYAL] = 1.0
        allocate = single_step(
            allocate_officers,
            is_capital=[1.0],
            headcount=[officers],
            role=[Role.ENFORCER],
            units=units,
            last_crowd=np.full((DAYS, 1, 1), crowd),
            officers_per_protester=np.full(DAYS, 10.0),
        ).take()
        draw = single_step(
            draw_detained,
            officers=allocate.officers,
            crowd=np.full((DAYS, 1), crowd),
            custody_places=custody_places,
            detention_rate=np.full(DAYS, ARREST_CONSTANT),
        )
        return draw.take().held[:, 0]

    return detain


@settings(deadline=None)  # the first call compiles
@given(st.integers(0, 200), st.integers(1, 500), st.floats(0.01, 10.0))
def test_the_same_function(cops: int, actives: int, k: float) -> None:
    epstein = 1.0 - math.exp(-k * cops / actives)
    assert detention_chance(k, float(cops), 1.0, float(actives)) == pytest.approx(epstein, abs=1e-15)
    assert arrest_chance(EXACT, k, cops, actives) == detention_chance(k, float(cops), 1.0, float(actives))


@pytest.mark.parametrize(("officers", "crowd"), [(1, 1), (40, 40), (60, 50), (120, 60)])
def test_the_days_own_step_detains_with_epsteins_chance(detained, officers: int, crowd: int) -> None:
    """Where the cap of one arrest an officer never binds."""
    chance = arrest_chance(EXACT, ARREST_CONSTANT, officers, crowd)
    found = detained(officers, crowd)
    error = math.sqrt(chance * (1.0 - chance) / (crowd * DAYS))
    assert found.mean() / crowd == pytest.approx(chance, abs=4.0 * error)
    assert found.var() == pytest.approx(crowd * chance * (1.0 - chance), rel=0.15), "binomial, not only its mean"


def test_no_limit_where_officers_are_fewer_they_arrest_one_each(detained) -> None:
    """C / A = 1/2: Epstein's people expect .68; ours detain one an officer, .5, as Epstein's own cops do at most."""
    assert arrest_chance(EXACT, ARREST_CONSTANT, 20, 40) == pytest.approx(0.683, abs=5e-4)
    found = detained(20, 40)
    assert found.max() == 20
    assert found.mean() / 40 == pytest.approx(0.5, abs=0.01)


def test_no_limit_where_places_of_custody_run_out(detained) -> None:
    assert detained(40, 40, custody_places=5).max() == 5


@pytest.mark.parametrize("ratio", [FLOOR, ROUND])
def test_no_limit_for_a_ratio_made_whole(ratio: int) -> None:
    """Ours is smooth in the crowd; NetLogo's and Mesa's ratios jump, and the outbursts hang on the jump."""
    chances = np.array([arrest_chance(ratio, ARREST_CONSTANT, 4, a) for a in range(1, 12)])
    ours = np.array([detention_chance(ARREST_CONSTANT, 4.0, 1.0, float(a)) for a in range(1, 12)])
    assert (np.diff(ours) < 0.0).all()
    assert chances[-1] == 0.0 < ours[-1]
    assert np.abs(chances - ours).max() > 0.3


def test_no_limit_of_what_happens_the_chance_is_an_estimate() -> None:
    """Run 1 at the paper's word: people who see a cop expect arrest at .25 or more; how many are taken is another rate.

    Arrests a cycle among those who were active at its end, from a jail whose terms last one cycle beyond.
    """
    path = play(RUN_1, Interpretation(), 400, 1, 0)
    arrests = np.maximum(np.diff(path.jailed), 0)[100:].mean()
    assert path.decided[0, 0] < 0.01 * path.decided[0].sum(), "in sight of a cop nearly nobody acts"
    assert 0.0 < arrests / path.active[100:].mean() < 0.25, "yet those who act are taken at their cops' pace"
