"""Lang & De Sterck 2014: exact flow against a fine integration, regions against their conditions."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from buttress.classics import lang_desterck as model

share = st.floats(0.02, 0.98)
rate = st.floats(0.2, 5.0)


def test_every_row_passes():
    rows = list(model.figures(1))
    assert all(row.passed for row in rows)
    assert len(rows) == 6


@pytest.mark.parametrize(
    ("start", "alpha", "beta", "c1", "c2"),
    [(0.7, 0.6, 0.2, 1.0, 1.0), (0.3, 0.2, 0.6, 1.0, 1.0), (0.3, 0.2, 0.2, 2.0, 0.7), (0.9, 0.1, 0.3, 1.0, 3.0)],
)
def test_the_exact_flow_is_that_of_small_steps(start, alpha, beta, c1, c2):
    r, step = start, 1e-4
    for count in range(1, 30_001):
        r += step * (c1 * (r > alpha) * (1 - r) - c2 * (r < 1 - beta) * r)
        if count in (1_000, 5_000, 30_000):
            assert model.protesters(start, alpha, beta, c1, c2, count * step) == pytest.approx(r, abs=2e-4)


@given(share, share, rate, rate)
def test_regions_have_their_published_conditions(alpha, beta, c1, c2):
    star = c1 / (c1 + c2)
    assume(min(abs(alpha - (1 - beta)), abs(star - alpha), abs(star - (1 - beta))) > 0.01)
    if alpha > 1 - beta:
        wanted = "failed state"
    elif star < alpha:
        wanted = "stable police state"
    elif star < 1 - beta:
        wanted = "meta-stable police state"
    else:
        wanted = "unstable police state"
    assert model.region(alpha, beta, c1, c2) == wanted


@given(share, share, rate, rate)
def test_nobody_and_everybody_attract_in_every_region(alpha, beta, c1, c2):
    assert model.becomes(0.9 * min(alpha, 1 - beta), alpha, beta, c1, c2) == "0"
    top = max(alpha, 1 - beta)
    assert model.becomes(top + 0.1 * (1 - top), alpha, beta, c1, c2) == "1"


@given(share, share, share, rate, rate, st.floats(0.0, 10.0))
def test_the_share_stays_a_share(r, alpha, beta, c1, c2, time):
    assert 0.0 <= model.protesters(r, alpha, beta, c1, c2, time) <= 1.0
