"""What history says: contests as dots on a line, days from the backer's first act of a kind to their end."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from buttress.brief.content import ContestEnds, PatronHistory
from buttress.brief.figures.canvas import HALF, Drawing, sheet, svg
from buttress.brief.palette import INK, PAPER, QUIET, Stroke

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "What history says: other contests, by days from the backer’s act to the end"
BIN = 0.085
"""Width of a stack of dots, in powers of ten."""
APART = 2
"""Dots of room above each line."""
TICKS = {1: "1 day", 7: "week", 30: "month", 180: "half a year", 1095: "3 years"}


def draw(history: PatronHistory, stroke: Stroke) -> Drawing:
    """A line a side on one log axis of days: full dots where the incumbent fell, hollow where he stayed."""
    sides = {"after support": history.support_ends, "after withdrawal": history.withdrawal_ends}
    stacks = {name: _stacks(ends) for name, ends in sides.items()}
    heights = {name: max((len(stack) for stack in each.values()), default=1) for name, each in stacks.items()}
    with sheet(HALF, 1.3) as figure:
        axes = figure.add_axes((0.19, 0.145, 0.79, 0.85))
        axes.set_xscale("log")
        floor = 0
        for name, each in stacks.items():
            floor += heights[name] + APART
            _line(axes, floor, name, each, stroke)
        axes.set_xlim(0.9, 5000)
        axes.set_ylim(floor + 1, APART - 1)
        axes.set_xticks(list(TICKS), list(TICKS.values()))
        axes.minorticks_off()
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        drawn = svg(figure)
    return Drawing("history", TITLE, drawn, _caption(), _alt(sides))


def _stacks(ends: ContestEnds) -> dict[int, list[bool]]:
    """Contests by bin of days: has the incumbent fallen? Falls below."""
    counts = Counter((_bin(days), True) for days in ends.fell) + Counter((_bin(days), False) for days in ends.stayed)
    bins = sorted({place for place, _ in counts})
    return {place: [True] * counts[place, True] + [False] * counts[place, False] for place in bins}


def _bin(days: int) -> int:
    return round(math.log10(max(days, 1)) / BIN)


def _line(axes: Axes, floor: int, name: str, stacks: dict[int, list[bool]], stroke: Stroke) -> None:
    """A line of dots that stand on `floor`, in dots from the top."""
    axes.axhline(floor + 0.7, color=QUIET, linewidth=0.5, zorder=0)
    axes.annotate(
        name.replace(" ", "\n"),
        (0, floor - 0.5),
        xycoords=("axes fraction", "data"),
        xytext=(-4, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        fontsize=6.0,
        color=INK,
    )
    for place, falls in stacks.items():
        for height, fell in enumerate(falls):
            axes.plot(
                [10.0 ** (place * BIN)],
                [floor - height],
                marker="o",
                markersize=2.8,
                color=stroke.colour if fell else PAPER,
                markeredgecolor=stroke.colour,
                markeredgewidth=0.7,
                zorder=3,
            )


def _caption() -> str:
    return (
        "Each dot is a contest in which the backer acted, from his first act of the kind on. Full: the incumbent fell; "
        "hollow: he stayed as long as it was followed, half a year of the contest or more. Log scale from 1 day, "
        "without zero. Who lasts longer sees more acts, so no effect is to be read off here: page one allows for it."
    )


def _alt(sides: dict[str, ContestEnds]) -> str:
    return f"Dots on two lines. {'; '.join(_said(name, ends) for name, ends in sides.items())}."


def _said(name: str, ends: ContestEnds) -> str:
    return f"{name}: {len(ends.fell)} fell{_middle(ends.fell)}, {len(ends.stayed)} stayed{_middle(ends.stayed)}"


def _middle(days: Sequence[int]) -> str:
    return f" (after {min(days):,} to {max(days):,} days, median {median(days):,.0f})" if days else ""
