"""How often each strategy wins, among all campaigns and among those that stayed small, and how large they grew."""

from __future__ import annotations

from typing import Any

import numpy as np

from buttress.classics.drawing import ACCENT, FAINT, FOURTH, INK, QUIET, THIRD
from buttress.classics.pillars.strategies import SMALL, STRATEGIES, all_played, measured

COLOURS = dict(zip(STRATEGIES, (QUIET, ACCENT, THIRD, INK, FOURTH), strict=True))


def draw(figure: Any, seed: int) -> str:
    """Shares won with two standard errors, and the distribution of the peak share in the street."""
    left, right = figure.subplots(1, 2)
    played = all_played(seed)
    for place, (name, outcomes) in enumerate(played.items()):
        for small, shift in ((False, -0.16), (True, 0.16)):
            won = measured(outcomes, "won", small)
            error = 2.0 * np.sqrt(won.mean() * (1.0 - won.mean()) / len(won))
            left.errorbar(won.mean(), place + shift, xerr=error, color=COLOURS[name], marker="o" if not small else "s",
                          markersize=4, markerfacecolor=COLOURS[name] if not small else "white")  # fmt: skip
        peaks = np.sort(outcomes.peak)
        right.step(
            100.0 * peaks, np.arange(1, len(peaks) + 1) / len(peaks), color=COLOURS[name], linewidth=1.3, label=name
        )
    left.plot([], [], "o", color=FAINT, markersize=4, label="all campaigns")
    left.plot([], [], "s", color=FAINT, markersize=4, markerfacecolor="white", label=f"below {SMALL:.0%} in the street")
    left.set(
        xlabel="share of campaigns won", xlim=(0, 1.03), yticks=range(len(STRATEGIES)), yticklabels=list(STRATEGIES)
    )
    left.invert_yaxis()
    for label, colour in zip(left.get_yticklabels(), COLOURS.values(), strict=True):
        label.set_color(colour)
    left.legend(loc="lower left")
    left.set_title("Who wins (two standard errors)")
    right.axvline(100.0 * SMALL, color=FAINT, linewidth=0.8)
    right.set(
        xlabel="peak percent of people in the street", xscale="log", ylabel="share of campaigns no larger", ylim=(0, 1)
    )
    right.set_title("How large they grew (colours as on the left)")
    right.set_xticks([0.1, 1.0, 10.0], labels=["0.1", "1", "10"])
    shares = {name: measured(outcomes, "won", True).mean() for name, outcomes in played.items()}
    return (
        "Left: share of campaigns won by strategy. Fast recruitment and making for the least loyal pillar win most of "
        "all campaigns; among campaigns that stayed below one percent in the street, those that make for the least "
        f"loyal pillar win {shares['least loyal pillar']:.0%}, for the nearest {shares['nearest pillar']:.0%}, with "
        f"fast recruitment {shares['fast recruitment']:.0%}. Right: fast recruitment grows the largest campaigns; the "
        "others mostly stay below one percent."
    )
