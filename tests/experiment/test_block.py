"""Blocks of several arms: what they share changes no byte."""

from pathlib import Path

import numpy as np
import pytest

from buttress.case import load
from buttress.experiment import block
from buttress.experiment.arm import BASELINE, Arm
from buttress.experiment.simulate import job_of, world_of
from buttress.infer.prior import prior_draws

ARMS = (Arm(BASELINE), Arm("without_loan"), Arm(BASELINE, "responsive"))
BLOCKS = ((0, 6), (6, 6))


def test_arms_go_on_from_the_past_that_they_share(belarus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of arms with the same past have the bytes of each run alone, also beyond the number of pasts kept."""
    case = load(belarus)
    draws = prior_draws(case, 2)
    worlds = {arm: world_of(case, arm) for arm in ARMS}
    alone = {arm: job_of(case, {arm: world}, draws, 1) for arm, world in worlds.items()}
    monkeypatch.setattr(block, "PASTS", 2)
    together = job_of(case, worlds, draws, 1)
    for arm in ARMS:
        for number, (start, rows) in enumerate(BLOCKS):
            task = block.Task(arm.label, number, start, rows)
            one, other = alone[arm].compute(task), together.compute(task)
            assert one.keys() == other.keys()
            for name in one:
                assert np.array_equal(one[name], other[name], equal_nan=True), (arm, name)
    assert [len(pasts) for pasts in together._pasts.values()] == [1, 1], "one a block; a second reading has no room"
