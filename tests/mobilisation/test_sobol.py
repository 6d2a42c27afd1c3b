"""The low-discrepancy set, against scipy's."""

from __future__ import annotations

import pytest
from scipy.stats import qmc

from buttress.mobilisation.course_prior import SAMPLED
from buttress.mobilisation.sobol import DIMENSIONS, scrambled_sobol


@pytest.mark.parametrize(("points", "seed"), [(1, 1), (256, 1), (256, 2), (2048, 7)])
def test_the_set_is_scipys_to_the_byte(points: int, seed: int) -> None:
    assert len(SAMPLED) == DIMENSIONS
    assert scrambled_sobol(points, seed).tobytes() == qmc.Sobol(DIMENSIONS, seed=seed).random(points).tobytes()
