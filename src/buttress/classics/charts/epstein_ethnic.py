"""How long until one group is gone, by how many cops stand between the two; and one such run."""

from __future__ import annotations

from typing import Any

import numpy as np

from buttress.classics.drawing import ACCENT, FAINT, INK, THIRD
from buttress.classics.epstein import groups as model
from buttress.classics.epstein.run import play


def draw(figure: Any, seed: int) -> str:
    """Left: both groups and those killed in a run without cops. Right: time to extinction against cop density."""
    left, right = figure.subplots(1, 2)
    path = play(model.RUN_7, model.AT_ITS_WORD, model.CAP, seed, 0)
    left.plot(path.alive[:, 0], color=INK, label="first group, alive")
    left.plot(path.alive[:, 1], color=THIRD, label="second group, alive")
    left.plot(np.cumsum(path.killed), color=ACCENT, linewidth=0.9, label="killed so far")
    left.set(title="Run 7, no cops", xlabel="cycle", ylabel="people", ylim=(0, None))
    left.legend(loc="center left", bbox_to_anchor=(0.2, 0.58))
    times = np.array([model.extinction_times(density, seed, 20) for density in model.DENSITIES])
    for density, row in zip(model.DENSITIES, times, strict=True):
        right.plot(np.full(len(row), density), row, "o", color=FAINT, ms=2.5)
    right.plot(model.DENSITIES, np.median(times, axis=1), color=THIRD, linewidth=1.2, label="median")
    right.plot(model.DENSITIES, times.mean(axis=1), color=INK, linewidth=1.2, label="mean")
    right.set(title="20 runs at each density, a dot a run", xlabel="cops a site", ylabel="cycles until one is gone",
              yscale="log")  # fmt: skip
    right.legend(loc="upper left")
    return (
        "Left: without cops one of two equal groups is gone within some hundred cycles and the other fills the land. "
        "Right: the mean time until a group is gone, and its spread, rise with cop density from about 100 cycles "
        "without cops; a few runs last to the cap of 2,000 cycles."
    )
