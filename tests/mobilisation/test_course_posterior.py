"""The sets of points from which a course's posterior is weighed."""

import numpy as np
from scipy.stats import qmc

from buttress.mobilisation.course_posterior import POINTS, ROUNDS, SETS
from buttress.mobilisation.course_prior import SAMPLED


def test_the_kept_sets_are_scipys():
    made = [qmc.Sobol(len(SAMPLED), seed=turn + 1).random(POINTS) for turn in range(ROUNDS)]
    assert np.array_equal(np.load(SETS), np.stack(made))
