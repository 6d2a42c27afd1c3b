"""Survival: the chance that the incumbent is still in office, from the fork on, a line a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from buttress.brief import formats
from buttress.brief.content import BASELINE, Curve
from buttress.brief.figures.canvas import HALF, Drawing, day_number, end_labels, in_lines, month_axis, sheet, svg
from buttress.brief.figures.pointed import along_days
from buttress.brief.formats import day
from buttress.brief.palette import OTHER, Stroke

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "Still in office"
_LABEL_WIDTH = 1.1  # inches beside the ends of the lines
_LABEL_LINE = 0.055
"""A line of a label, as a share of the axis."""


def draw(curves: tuple[Curve, ...], strokes: Mapping[str, Stroke], incumbent: str, *, judged: str = "below") -> Drawing:
    """Lines of the named scenarios with their labels at the end, the others in grey, the baseline's 95 % band. `judged`
    says where on the page the paired differences stand.
    """
    named = [curve for curve in curves if strokes[curve.scenario] is not OTHER]
    others = [curve for curve in curves if strokes[curve.scenario] is OTHER]
    first, last = curves[0].path.dates[0], curves[0].path.dates[-1]
    with sheet(HALF, 2.35) as figure:
        axes = figure.add_axes((0.09, 0.125, 0.54, 0.84))
        month_axis(axes, first, last)
        axes.set_ylim(0.0, 1.0)
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100 %"])
        axes.grid(axis="y")
        for curve in others:
            _line(axes, curve, OTHER)
        for curve in named:
            if curve.scenario == BASELINE:
                band = curve.path.band(95)
                axes.fill_between(
                    [day_number(when) for when in curve.path.dates],
                    band.low,
                    band.high,
                    color=strokes[BASELINE].colour,
                    alpha=0.13,
                    linewidth=0,
                )
        for curve in reversed(named):
            _line(axes, curve, strokes[curve.scenario])
        labels = [_label(curve) for curve in named]
        end_labels(
            axes,
            day_number(last),
            [curve.path.middle[-1] for curve in named],
            labels,
            [strokes[curve.scenario].colour for curve in named],
            gap=_LABEL_LINE * (1 + max(label.count("\n") for label in labels)),
        )
        told = ((day_number(when), when.isoformat(), _on(when, i, named)) for i, when in enumerate(named[0].path.dates))
        pointed = along_days(axes, told)
        drawn = svg(figure)
    alt = _alt(named, others, first, last, incumbent)
    return Drawing("survival", TITLE, drawn, _caption(named, others, last, judged), alt, pointed=pointed)


def _on(when: date, index: int, named: list[Curve]) -> str:
    """The values of the named scenarios on a day."""
    return f"{day(when)}: " + "; ".join(f"{one.label} {formats.estimate(one.path.at(index))}" for one in named)


def _line(axes: Axes, curve: Curve, stroke: Stroke) -> None:
    axes.plot(
        [day_number(when) for when in curve.path.dates],
        curve.path.middle,
        color=stroke.colour,
        linewidth=stroke.width,
        linestyle=(0, stroke.dash) if stroke.dash else "-",
    )


def _label(curve: Curve) -> str:
    return f"{in_lines(curve.label, 6.2, _LABEL_WIDTH)}\n{formats.estimate(curve.path.at(-1))}"


def _caption(named: list[Curve], others: list[Curve], last: date, judged: str) -> str:
    lines = "Grey line: the other scenario" if len(others) == 1 else f"Grey lines: the {len(others)} other scenarios"
    grey = f" {lines}." if others else ""
    return (
        f"Chance of being in office, mean over runs; labels give {day(last)} with its 95 % interval. Shaded: 95 % "
        f"interval of the baseline.{grey} Whether two lines differ is judged in pairs, {judged}. Axis from 0 to 100 %."
    )


def _alt(named: list[Curve], others: list[Curve], first: date, last: date, incumbent: str) -> str:
    ends = "; ".join(f"{curve.label} {formats.estimate(curve.path.at(-1))}" for curve in named)
    rest = ""
    if others:
        finals = [curve.path.middle[-1] for curve in others]
        least, most = formats.share(min(finals)), formats.share(max(finals))
        rest = f" The {len(others)} other scenarios end between {least} and {most} %."
        if len(others) == 1:
            rest = f" The other scenario ends at {least} %."
    return (
        f"Line chart from {day(first)} to {day(last)}: the chance that {incumbent} is still in office. "
        f"It starts at 100 %. On {day(last)}: {ends}.{rest}"
    )
