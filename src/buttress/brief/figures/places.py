"""Next seven days by place: the largest crowd and the people detained, a dot and its intervals a place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from buttress.brief import formats
from buttress.brief.content import OccasionWeek, PlaceWeek, Spread
from buttress.brief.figures.canvas import HALF, Drawing, in_lines, name_rows, sheet, svg, text_width
from buttress.brief.figures.pointed import down_places
from buttress.brief.formats import day
from buttress.brief.palette import GRID, INK, Stroke

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "Next seven days, by place"
_WIDTH = {95: 0.8, 80: 1.7, 50: 3.4}
_NAME_SIZE = 5.6
_NAME_WIDTH = 1.5  # inches of a place's name, at most
_LINE, _GAP = 0.085, 0.027  # inches of a line of it, and between two places


def draw(places: Sequence[PlaceWeek], occasions: Sequence[OccasionWeek], stroke: Stroke) -> Drawing:
    """Two panels over one list of places, log axes; what lies under the axis is drawn at its edge."""
    names = [in_lines(f"{place.name}{'' if place.reported else ' *'}", _NAME_SIZE, _NAME_WIDTH) for place in places]
    lines = max((name.count("\n") + 1 for name in names), default=1)
    height = max(1.2, 0.42 + (_GAP + _LINE * lines) * len(places))
    with sheet(HALF, height) as figure:
        bottom, tall = 0.2 / height, (height - 0.42) / height
        edge = 0.06 + max((text_width(line, _NAME_SIZE) for name in names for line in name.split("\n")), default=0.0)
        share = (HALF - edge) / 2  # inches of a panel with the air before it
        left, right = (
            figure.add_axes(((edge + side * share + 0.04) / HALF, bottom, (share - 0.14) / HALF, tall))
            for side in (0, 1)
        )
        _panel(left, [place.turnout for place in places], "Largest crowd, people", 10.0, stroke)
        _panel(right, [place.detained for place in places], "Detained, people", 1.0, stroke)
        name_rows(left, names, [INK] * len(names), size=_NAME_SIZE, gap=4)
        pointed = down_places(left, ((place.place, _told(place)) for place in places))
        drawn = svg(figure)
    return Drawing("places", TITLE, drawn, _caption(places, occasions), _alt(places, occasions), pointed=pointed)


def _panel(axes: Axes, spreads: Sequence[Spread], title: str, floor: float, stroke: Stroke) -> None:
    axes.set_xscale("log")
    axes.set_ylim(len(spreads) - 0.4, -0.6)
    ceiling = max([spread.band(95)[1] for spread in spreads] + [10 * floor])
    axes.set_xlim(floor * 0.9, 1.3 * ceiling)
    for row in range(len(spreads)):
        axes.axhline(row, color=GRID, linewidth=0.4, zorder=0)
    for row, spread in enumerate(spreads):
        for level, width in _WIDTH.items():
            low, high = spread.band(level)
            axes.plot(
                [max(low, floor), max(high, floor)],
                [row, row],
                color=stroke.colour,
                linewidth=width,
                alpha=0.85 if level != 50 else 0.55,
                solid_capstyle="butt",
            )
        axes.plot(
            [max(spread.median, floor)],
            [row],
            marker="o",
            markersize=2.6,
            color="white",
            markeredgecolor=stroke.colour,
            markeredgewidth=0.8,
            zorder=5,
        )
    ticks = [10.0**power for power in range(round(math.log10(floor)), math.floor(math.log10(1.3 * ceiling)) + 1)]
    step = -(-len(ticks) // 4)
    axes.set_xticks(ticks[::step], [formats.short(tick) for tick in ticks[::step]])
    axes.minorticks_off()
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_title(title, fontsize=6.2, pad=3)


def _named(occasions: Sequence[OccasionWeek]) -> str:
    return ", ".join(f"{occasion.name} {day(occasion.date)}" for occasion in occasions) or "none"


def _caption(places: Sequence[PlaceWeek], occasions: Sequence[OccasionWeek]) -> str:
    unreported = "" if all(place.reported for place in places) else " * No reports: nobody speaks of this place."
    return (
        f"Occasions: {_named(occasions)}. Dot: median; bars: 50, 80 and 95 % intervals, had he stayed in office. Left: "
        "the largest single crowd; right: all detained in the seven days. Log scales, from 10 and from 1; what is less "
        f"is drawn at the edge.{unreported}"
    )


def _alt(places: Sequence[PlaceWeek], occasions: Sequence[OccasionWeek]) -> str:
    rows = "; ".join(map(_told, places))
    return f"Dot plot, log scales, next seven days by place (occasions: {_named(occasions)}). {rows}."


def _told(place: PlaceWeek) -> str:
    return (
        f"{place.name}{'' if place.reported else ' (no reports)'}: crowd {formats.estimate(place.turnout.estimate())}, "
        f"detained {formats.estimate(place.detained.estimate())}"
    )
