"""The shipped numbers of history: their form, and what they imply for a new contest."""

from __future__ import annotations

import math
import re
from importlib.resources import files

import numpy as np
import pytest

from buttress.world.error import WorldError
from buttress.world.history import SelectionBias, history, read_history

TEXT = files("buttress.world").joinpath("history.yaml").read_text(encoding="utf-8")


def test_a_stated_prior_is_what_the_other_numbers_imply() -> None:
    withdrawal = history().withdrawal
    mean = withdrawal.mean - 0.4 * math.sqrt(2 / math.pi)
    sd = math.sqrt(withdrawal.error**2 + 0.16 * (1 - 2 / math.pi) + 0.09)
    assert (withdrawal.prior.mean, withdrawal.prior.sd) == pytest.approx((mean, sd), abs=0.002)
    support = history().support
    assert (support.prior.mean, support.prior.sd) == pytest.approx(
        (support.mean, math.sqrt(support.error**2 + 0.16 + 0.09)), abs=0.002
    )


def test_a_bias_has_the_moments_of_its_draws() -> None:
    draws = 0.8 * np.random.default_rng(0).standard_normal(200_000)
    assert SelectionBias(form="normal", sd=0.4).moments(2.0) == (0.0, pytest.approx(0.64))
    mean, variance = SelectionBias(form="minus_half_normal", sd=0.4).moments(2.0)
    assert (mean, variance) == pytest.approx((-np.abs(draws).mean(), np.abs(draws).var()), rel=0.02)


@pytest.mark.parametrize(
    ("pattern", "instead", "says"),
    [
        (r"falls: \d+", "falls: 0", "falls"),
        (r"half_life_days: 90", "half_life_weeks: 90", "half_life_weeks"),
        (r"form: normal", "form: uniform", "form"),
        (r"prior: {mean: [-.0-9]+", "prior: {mean: 9", "support.prior"),
    ],
)
def test_a_file_of_another_form_is_refused(pattern: str, instead: str, says: str) -> None:
    changed, found = re.subn(pattern, instead, TEXT, count=1)
    assert found == 1
    with pytest.raises(WorldError, match=says):
        read_history(changed)
