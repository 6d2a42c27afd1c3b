"""The frontiers of a reverse stress test: the smallest of one shock that is enough, against the size of another."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

from buttress.brief.figures.canvas import FULL, Drawing, sheet, svg
from buttress.brief.palette import GRID, STROKES
from buttress.explore.reverse_stress import Frontier, ReverseStress
from buttress.explore.reverse_stress.report import sentences, size_in_words
from buttress.explore.reverse_stress.shock import ShockKind

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "What empties the purse"
NEVER_AT = 1.35
"""Where "never" stands, in the longest delay."""
AXES = {
    ShockKind.REVENUE: "fall of revenue, %",
    ShockKind.RUN: "run on deposits in 30 days, m {}",
    ShockKind.DELAY: "delay of the loan, days",
}


def draw_frontiers(found: ReverseStress) -> Drawing:
    """A panel a pair of shocks: median and 95 % band over draws. Above the line reserves are gone by the day."""
    count = len(found.frontiers)
    with sheet(FULL, 2.3) as figure:
        for index, frontier in enumerate(found.frontiers):
            axes = figure.add_axes((0.065 + 0.33 * index, 0.19, 0.245, 0.66))
            _panel(axes, frontier, found.currency)
        figure.text(0.07, 0.94, f"Enough for usable reserves to be gone by {found.by.isoformat()}", fontweight="bold")
        drawn = svg(figure)
    alt = f"{TITLE}: {count} charts. " + " ".join(sentences(found))
    return Drawing("frontier", TITLE, _with_alt(drawn, alt), f"Median and 95 % over {found.draws} draws.", alt)


def _panel(axes: Axes, frontier: Frontier, currency: str) -> None:
    scale = 100.0 if frontier.first is ShockKind.REVENUE else 1.0
    top = scale * frontier.most
    places = [point.other for point in frontier.points]
    if frontier.second is ShockKind.DELAY:
        places = [*places[:-1], NEVER_AT * places[-2]]  # what never comes has no place on the scale
    median = [_cut(point.smallest, scale, top) for point in frontier.points]
    low = [_cut(point.low_95, scale, top) for point in frontier.points]
    high = [_cut(point.high_95, scale, top) for point in frontier.points]
    stroke = STROKES[0]
    axes.fill_between(places, low, high, color=stroke.colour, alpha=0.16, linewidth=0)
    axes.plot(places, median, color=stroke.colour, linewidth=stroke.width, marker="o", markersize=2.4, clip_on=False)
    axes.set_ylim(0, top)
    axes.set_xlim(0, places[-1])
    axes.grid(axis="y")
    unit = frontier.second
    labels = [size_in_words(unit, point.other, currency).replace(f" m {currency}", "") for point in frontier.points]
    axes.set_xticks(places, [label.removesuffix(" days") for label in labels])
    if frontier.second is ShockKind.DELAY:
        axes.axvline((places[-2] + places[-1]) / 2, color=GRID, linewidth=0.8, linestyle=(0, (1, 2)))
    axes.set_xlabel(AXES[frontier.second].format(currency))
    axes.set_ylabel(AXES[frontier.first].format(currency))


def _cut(size: float, scale: float, top: float) -> float:
    """A size on its axis; what is never enough stands at the top."""
    return min(scale * size, top) if math.isfinite(size) else top


def _with_alt(drawn: str, alt: str) -> str:
    """The figure by itself, with its words for those who don't see it."""
    head, rest = drawn.split("<svg ", 1)
    return f'{head}<svg role="img" aria-label="{escape(alt)}" {rest}'
