"""Where a regime falls: one threshold, three, and what a rumour of its strength does to it."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import ndtr

from buttress.classics.drawing import ACCENT, FAINT, INK, QUIET, THIRD
from buttress.classics.global_game import BOUND, Game, equilibria


def draw(figure: Any, seed: int) -> str:
    """Equilibria against the precision of public information, and against what the public believes."""
    left, right = figure.subplots(1, 2)
    _fork(left)
    _rumour(right)
    return (
        "Left: the strength below which the regime falls against the precision of public information; one line up to "
        "2.51, then three. Right: the same threshold against the public's belief; it falls gently at low precision and "
        "folds back at high precision, so that a small change of belief can bring a jump."
    )


def _fork(axes: Any) -> None:
    before, after = np.linspace(0.0, BOUND, 2), BOUND + np.linspace(1e-4, 1.75, 200) ** 2
    axes.plot(before, [equilibria(Game(0.5, 1.0, float(a), 0.5))[0].theta for a in before], color=INK, linewidth=1.4)
    branches = np.array([[e.theta for e in equilibria(Game(0.5, 1.0, float(a), 0.5))] for a in after])
    for branch, dash in zip(branches.T, ("-", ":", "-"), strict=True):
        axes.plot(after, branch, color=INK, linewidth=1.4, linestyle=dash)
    axes.axvline(BOUND, color=ACCENT, linewidth=0.8, linestyle=(0, (4, 2)))
    axes.text(BOUND - 0.06, 0.93, "the paper's bound:\nalpha = sqrt(2 pi beta)", color=ACCENT, ha="right", va="top")
    axes.set(xlabel="precision alpha of public information", ylabel="theta*: falls if no stronger", ylim=(0, 1))
    axes.set_title("One equilibrium, then three (beta 1, z = c = .5)")


def _rumour(axes: Any) -> None:
    u = np.linspace(-3.2, 3.2, 400)
    theta = ndtr(u)
    for alpha, colour in ((1.0, THIRD), (4.0, INK)):
        axes.plot(theta - u / alpha, theta, color=colour, linewidth=1.4, label=f"alpha {alpha:g}")
    axes.axhline(0.5, color=FAINT, linewidth=0.6)
    axes.text(1.48, 0.515, "1 - c: no public information", color=QUIET, ha="right", va="bottom", fontsize=6.5)
    axes.set(xlabel="public mean z of the regime's strength", xlim=(-0.5, 1.5), ylim=(0, 1))
    axes.set_title("The fold: a small change of belief, a jump (beta 1, c .5)")
    axes.legend(loc="lower left")
