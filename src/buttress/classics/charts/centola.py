"""Takeovers by committed share, for three treatments of ties."""

from __future__ import annotations

from typing import Any

from buttress.classics import centola as model
from buttress.classics.drawing import ACCENT, FAINT, INK, THIRD

TIES = {
    model.TIE_TO_NEW: ("to the new name (authors' program)", INK),
    model.TIE_BY_LOT: ("by lot", THIRD),
    model.TIE_TO_OLD: ("to the old name", FAINT),
}


def draw(figure: Any, seed: int) -> str:
    """Share of runs in which the convention is overturned, by committed share; dots on the axis: endless many."""
    figure.set_size_inches(6.2, 2.9)
    axes = figure.subplots()
    axes.axvline(0.25, color=ACCENT, label="published: 25 %")
    people = range(16, 38)
    for tie, (words, colour) in TIES.items():
        shares = [model.takeovers(seed, committed, tie, runs=40) for committed in people]
        axes.plot([p / model.PEOPLE for p in people], shares, color=colour, label=f"ours, ties {words}")
        axes.plot([model.critical_share(tie)], [0], "^", color=colour, clip_on=False)
    axes.set(title="A hundred people, memory of 12", xlabel="committed share (triangles: algebra for endless many)",
             ylabel="share of runs overturned", ylim=(-0.02, 1.03))  # fmt: skip
    axes.legend(loc="lower right", fontsize=6.4)
    return (
        "Share of runs in which the committed minority wins, against its size: a steep rise near 21 percent if ties go "
        "to the new name, near 25 percent if by lot, near 30 percent if to the old name; published are 25 percent."
    )
