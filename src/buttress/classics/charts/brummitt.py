"""The fold, and a change that cascades or hops along a chain of three."""

from __future__ import annotations

from typing import Any

import numpy as np

from buttress.classics import brummitt as model
from buttress.classics.drawing import ACCENT, INK, QUIET, THIRD


def draw(figure: Any, seed: int) -> str:
    """Left: resting states against a. Middle and right: three countries after the first is pushed."""
    left, middle, right = figure.subplots(1, 3)
    x = np.linspace(-1.35, 1.35, 400)
    stable = 3.0 * x**2 > 1.0
    for branch in (x < -(3.0**-0.5), x > 3.0**-0.5):
        left.plot((x**3 - x)[branch], x[branch], color=INK)
    left.plot((x**3 - x)[~stable], x[~stable], color=INK, linestyle=":")
    left.axvline(model.FOLD, color=ACCENT, label="2 / (3 √3) = .385")
    swept = np.array([*np.linspace(-0.2, 0.38, 15), *np.linspace(0.39, 0.6, 6)])
    ends = [model.run(np.array([-1.0]), np.array([a]), 0.0, 300.0)[0] for a in swept]
    left.plot(swept, ends, ".", color=THIRD, ms=4, label="ours, from calm")
    left.set(title="One country", xlabel="a", ylabel="x (below 0 calm, above protest)", xlim=(-0.6, 0.75))
    left.legend(loc="upper left", fontsize=6)
    for axes, chain, title in ((middle, model.CASCADE, "Cascade"), (right, model.HOP, "Hop")):
        _chain(axes, chain)
        axes.set(title=title, xlabel="time", ylim=(-1.35, 1.35))
    middle.legend(loc="lower right", fontsize=6)
    return (
        "Left: resting states of one country form an S; started calm it jumps to protest where a passes .385. Middle: "
        "three countries near their folds tip one after the other. Right: the first and the third tip while the second "
        "only rises a little and stays calm."
    )


def _chain(axes: Any, chain: tuple[float, ...]) -> None:
    times = np.linspace(0.0, 120.0, 241)
    x = model.rest(chain)
    pushed = np.array([model.FOLD + 0.01, *chain[1:]])
    path = [x]
    for _ in times[1:]:
        path.append(model.run(path[-1], pushed, model.COUPLING, times[1]))
    for country, colour in enumerate((INK, THIRD, ACCENT)):
        axes.plot(times, [state[country] for state in path], color=colour, label=("first", "second", "third")[country])
    axes.axhline(0.0, color=QUIET, linewidth=0.4)
