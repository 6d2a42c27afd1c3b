"""Watts's network: how often one vertex sets off the whole, by who knows how many and who needs how many."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from buttress.classics.drawing import ACCENT, FAINT, INK, QUIET
from buttress.classics.lesson import Slider
from buttress.classics.watts import cascades as model
from buttress.classics.watts import window as algebra
from buttress.classics.watts.graph import sizes

SLIDERS = (
    Slider("degree", "Neighbours that a vertex has on average", 0.5, 10.0, 0.1, 3.0),
    Slider("threshold", "Share of its neighbours that must be on", 5.0, 50.0, 1.0, 18.0, "%"),
)
VERTICES, GRAPHS, STARTS = 2_000, 40, 10


def draw(figure: Any, values: Mapping[str, float], seed: int) -> str:
    """Left: sizes of the cascades of this network. Right: how often they are global, by mean degree."""
    z, percent = values["degree"], round(values["threshold"])
    left, right = figure.subplots(1, 2)
    shares = sizes(seed, VERTICES, z, percent, 100, GRAPHS, STARTS) / VERTICES
    left.hist(100.0 * shares.ravel(), bins=np.linspace(0.0, 100.0, 41), color=INK)
    left.set(title=f"{GRAPHS * STARTS} cascades on {VERTICES:,} vertices", xlabel="vertices switched on (%)",
             ylabel="cascades")  # fmt: skip
    threshold = algebra.single(percent, 100)
    fine = np.linspace(0.5, 10.0, 200)
    right.plot(
        fine, [algebra.trigger_chance(x, threshold) for x in fine], color=QUIET, label="algebra, endless network"
    )
    by_graph = (shares >= model.GLOBAL).mean(axis=1)
    often = float(by_graph.mean())
    error = max(float(by_graph.std(ddof=1)) / math.sqrt(GRAPHS), 1.0 / shares.size)
    right.errorbar([z], [often], yerr=[1.96 * error], fmt="o", color=ACCENT, ms=5, label="these cascades, 95 %")
    right.axvline(z, color=FAINT, linewidth=0.6)
    right.set(
        title="How often a cascade is global", xlabel="mean degree", ylabel="share of cascades", ylim=(-0.03, 1.03)
    )
    right.legend(loc="upper right")
    low, high = max(0.0, often - 1.96 * error), min(1.0, often + 1.96 * error)
    return (
        f"With {z:g} neighbours on average and a threshold of {percent} %, {100 * often:.0f} % of cascades reach a "
        f"tenth of the network or more (95 % of the Monte-Carlo error: {100 * low:.0f} to {100 * high:.0f} %); the "
        f"algebra of an endless network gives {100 * algebra.trigger_chance(z, threshold):.0f} %."
    )
