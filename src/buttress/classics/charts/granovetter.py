"""Granovetter's jump, and what friends do to the crowd of threshold 2."""

from __future__ import annotations

from typing import Any

import numpy as np

from buttress.classics import granovetter as model
from buttress.classics.drawing import ACCENT, FAINT, INK, THIRD

SPREADS = np.concatenate([np.arange(5.0, 12.2, 0.1), np.arange(12.2, 12.25, 0.002), np.arange(12.3, 60.0, 0.3)])
REPLICATION = ((0.05, 0.19), (0.1, 0.27), (0.25, 0.43), (0.5, 0.01), (0.9, 0.0))
"""Chance of more than one rioter by share known at weight 5, from the independent replication."""


def draw(figure: Any, seed: int) -> str:
    """Left: rioters against the spread of thresholds. Right: chance of a riot against the share of the crowd known."""
    left, right = figure.subplots(1, 2)
    left.plot(SPREADS, [model.settled(model.MEAN, sd) for sd in SPREADS], color=INK, label="ours, endless crowd")
    left.axvline(12.2, color=FAINT, linewidth=0.8)
    left.plot([12.2], [6], "o", color=ACCENT, ms=4, label="published: about 6 at 12.2, then nearly 100")
    left.plot([12.4], [100], "o", color=ACCENT, ms=4)
    left.set(title="Settled crowd against the spread of thresholds", xlabel="sd of normal thresholds, mean 25 (%)",
             ylabel="rioters (%)", ylim=(-3, 106))  # fmt: skip
    left.legend(loc="center right")
    known = np.array([0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.7, 0.9])
    for weight, colour in ((10, THIRD), (5, INK), (2, FAINT)):
        riots = model.with_friends_by(seed, 1_000, model.perturbed_crowd(), [(share, weight) for share in known])
        chance = (riots > 1).mean(axis=1)
        right.plot(known, chance, color=colour, label=f"ours, friends weigh {weight}")
    right.plot(*zip(*REPLICATION, strict=True), "o", color=ACCENT, ms=4, label="replication, weight 5")
    right.set(title="Threshold 1 replaced by 2: more than one rioter", xlabel="share of the crowd that a person knows",
              ylabel="share of crowds", ylim=(-0.02, 0.72))  # fmt: skip
    right.legend(loc="upper right")
    return (
        "Left: rioters rise slowly to 6 percent as the sd of thresholds nears 12.2, jump to 100, then slowly decline. "
        "Right: with friends of weight 5 the chance of more than one rioter is highest, near one half, where a quarter "
        "to a third of the crowd is known; the replication's five points lie on the line; weight 2 does nothing."
    )
