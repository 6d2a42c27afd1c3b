"""How safe a leader is by the size of his coalition, and what he buys for it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from buttress.classics.drawing import ACCENT, INK, THIRD
from buttress.classics.selectorate import AUTOCRACY, public_share, slack


def draw(figure: Any, seed: int) -> str:
    """Slack against W / S, and the share of public goods against W."""
    left, right = figure.subplots(1, 2)
    shares = np.linspace(0.005, 1.0, 100)
    for discount, colour in ((0.95, INK), (0.9, THIRD), (0.5, ACCENT)):
        safe = [100.0 * slack(replace(AUTOCRACY, coalition=100.0 * float(s), discount=discount)) for s in shares]
        left.plot(shares, safe, color=colour, linewidth=1.3, label=f"discount {discount:g}")
    left.set(xlabel="loyalty norm W / S", ylabel="percent of revenue the leader may lose", xlim=(0, 1), ylim=(0, 100))
    left.set_title("Who survives: small coalition, large selectorate")
    left.legend(loc="lower left")
    sizes = np.geomspace(1.0, 100.0, 60)
    for utility, label, colour in ((math.sqrt, "square root", INK), (math.log1p, "log(1 + x)", ACCENT)):
        public = [100.0 * public_share(float(size), 100.0, utility) for size in sizes]
        right.plot(sizes, public, color=colour, linewidth=1.3, label=f"utility: {label}")
    right.set(xlabel="coalition W", ylabel="percent spent on public goods", xscale="log", ylim=(0, 100))
    right.set_title("What is bought: public goods as W grows")
    right.legend(loc="lower right")
    return (
        "Left: the share of revenue that a leader may lose and still hold his coalition falls as the coalition grows "
        "against the selectorate, slowly at first and then to zero; patient members leave him safer. Right: the share "
        "of spending that goes to public goods rises from a half or less towards all of it as the coalition grows."
    )
