"""Which regimes fall as signals sharpen, and as sources multiply."""

from __future__ import annotations

from typing import Any

import numpy as np

from buttress.classics.drawing import ACCENT, INK, THIRD
from buttress.classics.edmond import Media, equilibrium


def draw(figure: Any, seed: int) -> str:
    """theta* against precision for three costs of an attack, and against the number of sources."""
    left, right = figure.subplots(1, 2)
    precisions = np.geomspace(0.1, 1000.0, 120)
    for attack, colour in ((0.3, THIRD), (0.5, INK), (0.7, ACCENT)):
        falls = [equilibrium(Media(attack, 0.2, float(a))).theta for a in precisions]
        left.plot(precisions, falls, color=colour, linewidth=1.3, label=f"cost of an attack {attack:g}")
        left.plot(precisions[0], 1.0 - attack, "<", color=colour, markersize=4, clip_on=False)
    left.set(xscale="log", xlabel="precision of signals", ylabel="theta*: falls if no stronger", ylim=(0, 1))
    left.set_title("Sharper signals help the regime (c .2)")
    left.legend(loc="upper right")
    sources = np.arange(1, 31)
    each = [equilibrium(Media(0.5, 0.05 * n, float(n))).theta for n in sources]
    order = [equilibrium(Media(0.5, 0.05, float(n))).theta for n in sources]
    right.plot(sources, each, color=INK, marker="o", markersize=2.5, linewidth=1.0, label="each must be bent")
    right.plot(sources, order, color=ACCENT, marker="o", markersize=2.5, linewidth=1.0, label="one order bends all")
    right.set(xlabel="number of sources", ylim=(0, 1))
    right.set_title("More sources help people, unless one order bends all")
    right.legend(loc="upper right")
    return (
        "Left: the strength up to which regimes fall declines towards nothing as signals get sharper, whatever the "
        "cost of an attack; marks at the left edge are the game without manipulation. Right: it rises with the "
        "number of sources, towards one half, if each must be bent apart, and declines if one order bends all."
    )
