"""Granovetter's crowd: who joins, round by round, and where a little more spread of thresholds makes a riot."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from buttress.classics import granovetter as model
from buttress.classics.drawing import ACCENT, FAINT, INK
from buttress.classics.lesson import Slider

SLIDERS = (
    Slider("mean", "Mean of the thresholds", 5.0, 60.0, 1.0, 25.0, "%"),
    Slider("sd", "Spread of the thresholds (standard deviation)", 1.0, 40.0, 0.1, 12.2, "%"),
)
ROUNDS = 60
"""Rounds that the staircase shows."""


def draw(figure: Any, values: Mapping[str, float], seed: int) -> str:
    """Left: the share of thresholds at most r, and the staircase from nobody. Right: the crowd against the spread."""
    del seed  # nothing is drawn by chance
    mean, sd = values["mean"], values["sd"]
    left, right = figure.subplots(1, 2)
    r = np.linspace(0.0, 100.0, 201)
    left.plot(r, [_at_most(x, mean, sd) for x in r], color=INK, label="thresholds at most r")
    left.plot(r, r, color=FAINT, label="as many as act")
    steps = [0.0]
    for _ in range(ROUNDS):
        steps.append(_at_most(steps[-1], mean, sd))
    left.step(steps[:-1], steps[1:], where="post", color=ACCENT, linewidth=0.9, label="round by round")
    left.set(title="Who joins next", xlabel="share that acts, r (%)", ylabel="share that is willing (%)")
    left.legend(loc="lower right")
    end = model.settled(mean, sd)
    spreads = np.linspace(1.0, 40.0, 118)
    right.plot(spreads, [model.settled(mean, x) for x in spreads], color=INK)
    right.plot([sd], [end], "o", color=ACCENT, ms=5)
    right.set(title="How many act in the end", xlabel="spread of the thresholds (%)", ylabel="act in the end (%)",
              ylim=(-3, 106))  # fmt: skip
    return (
        f"With thresholds of mean {mean:g} % and spread {sd:g} %, {end:.1f} % act in the end. Nothing here is drawn by "
        "chance: the crowd is endless. The orange dot is this crowd, the line all crowds of the same mean."
    )


def _at_most(r: float, mean: float, sd: float) -> float:
    """Percent of an endless crowd whose threshold is at most r."""
    return 50.0 * math.erfc((mean - r) / (sd * math.sqrt(2.0)))
