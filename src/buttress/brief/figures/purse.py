"""The purse by week: usable foreign money and what was promised of it; payroll owed and paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from buttress.brief import formats
from buttress.brief.content import LEVELS, BandedSeries, Promise, PurseByWeek
from buttress.brief.figures.canvas import HALF, Drawing, as_of_line, day_number, month_axis, sheet, svg
from buttress.brief.figures.pointed import along_days
from buttress.brief.formats import day, sentence_case
from buttress.brief.palette import INK, PAPER, Stroke

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.ticker import Formatter, Locator

TITLE = "The purse by week"
UPPER, LOWER, WHOLE = (0.105, 0.57, 0.86, 0.35), (0.105, 0.155, 0.86, 0.225), (0.105, 0.155, 0.86, 0.765)
"""Where panels stand on the sheet: left, bottom, width, height."""
LABEL_WIDE, LABEL_HIGH = 0.09, 0.14
"""Room of a promise's number, as shares of the calendar and of the money's axis."""
_SHADE = {95: 0.16, 80: 0.22, 50: 0.32}


def draw(purse: PurseByWeek, stroke: Stroke, as_of: date) -> Drawing:
    """Two panels on one calendar, each from zero: reserves and payroll, or the one of them that there is."""
    dates = next(series.dates for series in (purse.cash, purse.owed) if series is not None)
    with sheet(HALF, 2.0) as figure:
        boxes = [UPPER, LOWER] if purse.cash is not None and purse.paid is not None else [WHOLE]
        panels = [figure.add_axes(box) for box in boxes]
        if purse.cash is not None:
            _cash(panels[0], purse.cash, purse.promises, stroke)
        if purse.owed is not None and purse.paid is not None:
            _payroll(panels[-1], purse.owed, purse.paid, stroke)
        for axes in panels:
            month_axis(axes, dates[0], dates[-1])
            axes.tick_params(axis="x", labelbottom=axes is panels[-1])
            axes.set_ylim(bottom=0)
            axes.grid(axis="y")
            as_of_line(axes, as_of, "evidence ends" if axes is panels[0] else "")
            axes.yaxis.set_major_locator(_few_ticks())
            axes.yaxis.set_major_formatter(_thousands())
        pointed = along_days(panels[0], ((day_number(when), when.isoformat(), _on(when, purse)) for when in dates))
        drawn = svg(figure)
    return Drawing("purse", TITLE, drawn, _caption(purse), _alt(purse), pointed=pointed)


def _on(when: date, purse: PurseByWeek) -> str:
    """The values of the week that begins on a day."""
    named = (("usable reserves", purse.cash), ("payroll owed", purse.owed), ("paid", purse.paid))
    told = [
        f"{name} {formats.estimate(series.at(series.dates.index(when)))}"
        for name, series in named
        if series is not None and when in series.dates
    ]
    return f"{day(when)}: " + "; ".join(told)


def _cash(axes: Axes, cash: BandedSeries, promises: tuple[Promise, ...], stroke: Stroke) -> None:
    _fan(axes, cash, stroke)
    top = max([*cash.band(95).high, *(promise.amount_m for promise in promises)])
    days = day_number(cash.dates[-1]) - day_number(cash.dates[0])
    heights = label_heights(promises, LABEL_WIDE * days, LABEL_HIGH * top)
    axes.set_ylim(0, 1.25 * max([top, *heights]))  # room for the words where evidence ends
    for promise, height in zip(promises, heights, strict=True):
        _promise(axes, promise, height, stroke)
    axes.set_title(f"Usable reserves, {cash.money}; promised money", fontsize=6.4)


def label_heights(promises: Sequence[Promise], wide: float, high: float) -> list[float]:
    """Where the number of each promise stands, at its bar's top or above: two within `wide` days are over `high` apart.

    Heights are in the money of the promises.
    """
    placed: list[tuple[float, float]] = []
    for promise in promises:
        x, height = day_number(promise.date), promise.amount_m
        for _, other in sorted((there for there in placed if abs(there[0] - x) < wide), key=lambda there: there[1]):
            if abs(other - height) <= high:
                height = other + 1.01 * high
        placed.append((x, height))
    return [height for _, height in placed]


def _promise(axes: Axes, promise: Promise, height: float, stroke: Stroke) -> None:
    x = day_number(promise.date)
    axes.bar(
        [x],
        [promise.amount_m],
        width=5,
        color=stroke.colour if promise.paid else PAPER,
        edgecolor=INK,
        linewidth=0.8,
        linestyle="-" if promise.paid else (0, (2, 1)),
        zorder=4,
    )
    axes.annotate(
        f"{promise.amount_m:,.0f}",
        (x, height),
        xytext=(0, 1.5),
        textcoords="offset points",
        ha="center",
        fontsize=5.2,
        color=INK,
        zorder=6,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6, "alpha": 0.85},
    )


def _payroll(axes: Axes, owed: BandedSeries, paid: BandedSeries, stroke: Stroke) -> None:
    _fan(axes, paid, stroke)
    axes.plot(
        [day_number(when) for when in owed.dates],
        owed.middle,
        color=INK,
        linewidth=0.9,
        dashes=(1.2, 1.2),
        drawstyle="steps-mid",
    )
    axes.set_ylim(0, 1.25 * max([*owed.band(95).high, *paid.band(95).high]))
    axes.set_title(f"Payroll, {paid.money} a week: owed dotted, paid shaded", fontsize=6.4)


def _fan(axes: Axes, path: BandedSeries, stroke: Stroke) -> None:
    x = [day_number(when) for when in path.dates]
    for level in sorted(LEVELS, reverse=True):
        band = path.band(level)
        axes.fill_between(x, band.low, band.high, color=stroke.colour, alpha=_SHADE[level], linewidth=0)
    axes.plot(x, path.middle, color=stroke.colour, linewidth=1.4)


def _few_ticks() -> Locator:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=3, steps=[1, 2, 2.5, 5, 10])


def _thousands() -> Formatter:
    from matplotlib.ticker import FuncFormatter

    def write(value: float, _position: int) -> str:
        return f"{value:,.0f}"

    return FuncFormatter(write)


def _caption(purse: PurseByWeek) -> str:
    promised = (
        " Bars: money from lenders as documents name it, hollow and dashed until it is paid." if purse.promises else ""
    )
    promised += "".join(f" {beside.label}: {formats.estimate(beside.estimate)}." for beside in purse.beside)
    parts = ["Baseline, median with 50, 80 and 95 % intervals."]
    both = purse.cash is not None and purse.paid is not None
    money = "foreign money that can be sold (gross less gold and encumbered)"
    wages = "wages of all pillars in the state’s own money: a gap between the lines is arrears"
    if purse.cash is not None:
        parts.append(f"{'Above, ' + money if both else sentence_case(money)}.{promised}")
    if purse.paid is not None:
        parts.append(f"{'Below, ' + wages if both else sentence_case(wages)}.")
    parts.append("Both axes start at zero." if both else "The axis starts at zero.")
    return " ".join(parts)


def _alt(purse: PurseByWeek) -> str:
    promised = "; ".join(
        f"{promise.label} {promise.amount_m:,.0f} {promise.money}, {'paid' if promise.paid else 'promised'} "
        f"{day(promise.date)}"
        for promise in purse.promises
    )
    parts = ["Two charts." if purse.cash is not None and purse.paid is not None else "A chart."]
    if purse.cash is not None:
        parts.append(
            f"Usable reserves: {formats.estimate(purse.cash.at(0))} on {day(purse.cash.dates[0])}, "
            f"{formats.estimate(purse.cash.at(-1))} on {day(purse.cash.dates[-1])}."
        )
    if purse.owed is not None and purse.paid is not None:
        parts.append(
            f"Payroll a week on {day(purse.paid.dates[-1])}: owed {formats.estimate(purse.owed.at(-1))}, paid "
            f"{formats.estimate(purse.paid.at(-1))}."
        )
    return " ".join([*parts, *([f"Promised: {promised}."] if promised else [])])
