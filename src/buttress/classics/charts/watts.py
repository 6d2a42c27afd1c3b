"""Watts's cascade window, and the two ways in which cascade sizes are spread."""

from __future__ import annotations

from typing import Any

import numpy as np

from buttress.classics.drawing import ACCENT, FAINT, INK, QUIET, THIRD
from buttress.classics.watts import cascades as model
from buttress.classics.watts import window as algebra
from buttress.classics.watts.graph import sizes

DEGREES = np.array([0.6, 0.9, 1.1, 1.3, 1.6, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.4, 5.7, 5.9, 6.1, 6.5, 7.0])


def draw(figure: Any, seed: int) -> str:
    """Left: how often and how far cascades run, by mean degree. Right: their sizes at both edges of the window."""
    left, right = figure.subplots(1, 2)
    _window(left, seed)
    _sizes(right, seed)
    return (
        "Left: global cascades happen between mean degrees 1.02 and about 6, most often near 3; simulated frequencies "
        "lie on the curve of the algebra but for a tail above its edge at 5.76; their size is the giant component's. "
        "Right: at mean degree 1.05 sizes fall along a straight line of slope minus one half on log axes; at 6.14 all "
        "cascades are either tiny or whole."
    )


def _window(axes: Any, seed: int) -> None:
    threshold = algebra.single(*model.PHI)
    fine = np.linspace(0.5, 7.2, 300)
    axes.axvspan(*algebra.edges(5), color=FAINT, alpha=0.3, linewidth=0, label="published window (algebra)")
    axes.plot(fine, [algebra.trigger_chance(z, threshold) for z in fine], color=ACCENT, label="frequency, algebra")
    often, far = [], []
    for z in DEGREES:
        shares = sizes(seed, model.LARGE, float(z), *model.PHI, 40, 10) / model.LARGE
        large = shares >= model.GLOBAL
        often.append(large.mean())
        far.append(shares[large].mean() if large.any() else np.nan)
    axes.plot(DEGREES, often, "o", color=INK, ms=3.5, label="frequency, ours")
    axes.plot(fine[fine > 1.0], [algebra.giant_share(z) for z in fine[fine > 1.0]], color=QUIET, linewidth=0.8,
              linestyle="--", label="giant component")  # fmt: skip
    axes.plot(DEGREES, far, "s", color=THIRD, ms=3, label="size of a global cascade, ours")
    axes.set(title="Threshold .18, 10,000 vertices, one switched on", xlabel="mean degree z",
             ylabel="share of trials, or of vertices", ylim=(-0.03, 1.03))  # fmt: skip
    axes.legend(loc="lower center", fontsize=6)


def _sizes(axes: Any, seed: int) -> None:
    grid = np.unique(np.geomspace(1, 1000, 60).astype(int))
    for z, colour, words in ((1.05, INK, "lower edge, z = 1.05"), (6.14, THIRD, "upper edge, z = 6.14")):
        reached = sizes(seed, model.SMALL, z, *model.PHI, 20_000)[:, 0]
        axes.plot(grid, [np.mean(reached >= size) for size in grid], color=colour, label=f"ours, {words}")
    axes.plot([2, 200], [0.8, 0.08], color=ACCENT, linestyle="--", label="published: exponent 3/2 (slope 1/2)")
    axes.axhline(0.001, color=ACCENT, linestyle=":", label="published: one global cascade in 1,000 at z = 6.14")
    axes.set(title="Sizes of cascades, 1,000 vertices", xlabel="size s", ylabel="share of cascades of s or more",
             xscale="log", yscale="log", ylim=(5e-4, 1.3))  # fmt: skip
    axes.legend(loc="lower left", bbox_to_anchor=(0.0, 0.08), fontsize=6)
