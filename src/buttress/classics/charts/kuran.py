"""Public opposition climbing step by step, and what one changed person does."""

from __future__ import annotations

from typing import Any

import numpy as np

from buttress.classics import kuran as model
from buttress.classics.drawing import ACCENT, FAINT, INK, QUIET, THIRD


def draw(figure: Any, seed: int) -> str:
    """Left: share that opposes by round, in four sequences. Right: outcome if one person's threshold falls by 10."""
    left, right = figure.subplots(1, 2)
    strokes = {"A": (INK, "-"), "A'": (INK, "--"), "B": (THIRD, "-"), "B'": (THIRD, "--")}
    for name, (colour, dash) in strokes.items():
        climb = _rounds(model.SEQUENCES[name])
        shift = {"A": 0.0, "B": -0.15}.get(name, 0.0)  # A and B lie on each other
        left.plot(range(len(climb)), np.array(climb) + shift, color=colour, linestyle=dash, marker=".", label=name)
        left.plot([len(climb) - 1], [model.BY_HAND[name]], "o", mfc="none", color=ACCENT, ms=7)
    left.plot([], [], "o", mfc="none", color=ACCENT, ms=7, label="by hand")
    left.set(title="One person's change: a revolution in A, nothing in B", xlabel="round", ylabel="oppose, of 10")
    left.legend(loc="center right")
    people = np.arange(1, 11)
    for name, colour, side in (("A", INK, -0.2), ("B", THIRD, 0.2)):
        right.bar(people + side, model.after_each_change(model.SEQUENCES[name], 10), 0.38, color=colour, label=name)
    right.axhline(1, color=QUIET, linewidth=0.6, linestyle=":")
    right.set(title="Public opposition if this person's threshold falls by 10", xlabel="person, by threshold",
              ylabel="oppose, of 10", xticks=people, ylim=(0, 10))  # fmt: skip
    right.legend(loc="upper right")
    right.grid(axis="y", color=FAINT, linewidth=0.3)
    return (
        "Left: sequence A stays at one of ten; with the second person's threshold at 10 it climbs a person a round to "
        "nine. Sequence B stays at one, and with the same change at two. Right: of ten people only two can start it in "
        "A, and none in B."
    )


def _rounds(thresholds: tuple[int, ...]) -> list[int]:
    climb = [0]
    while len(climb) < 2 or climb[-1] != climb[-2]:
        climb.append(sum(climb[-1] * 100 >= threshold * len(thresholds) for threshold in thresholds))
    return climb
