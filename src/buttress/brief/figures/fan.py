"""Turnout: what the evidence says of past crowds, the forecast as a fan, and each report as its reporter gave it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from buttress.brief import formats
from buttress.brief.content import LEVELS, Fan, ReportRow
from buttress.brief.figures.canvas import HALF, Drawing, as_of_line, day_number, in_lines, month_axis, sheet, svg
from buttress.brief.figures.pointed import along_days
from buttress.brief.formats import day
from buttress.brief.palette import INK, PAPER, QUIET, Stroke

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_KEY_COLUMNS = 3
_KEY_SIZE = 5.8
_KEY_WIDTH = 0.98  # inches of a reporter's name
_SHADE = {95: 0.16, 80: 0.22, 50: 0.32}


def draw(fan: Fan, stroke: Stroke, shapes: Mapping[str, str], as_of: date) -> Drawing:
    """The fan of 50, 80 and 95 % in the baseline's colour on a log axis, with a mark for each report."""
    dates, names = fan.path.dates, _names(fan.reports)
    with sheet(HALF, 2.35) as figure:
        axes = figure.add_axes((0.105, 0.125, 0.86, _tall(list(names.values()))))
        month_axis(axes, min([dates[0], *(r.date for r in fan.reports)]), dates[-1])
        axes.set_xlim(axes.get_xlim()[0] - 2, axes.get_xlim()[1] + 1)
        _log_axis(axes, fan)
        for level in sorted(LEVELS, reverse=True):
            band = fan.path.band(level)
            axes.fill_between(
                [day_number(when) for when in dates],
                [max(value, 1.0) for value in band.low],
                [max(value, 1.0) for value in band.high],
                color=stroke.colour,
                alpha=_SHADE[level],
                linewidth=0,
            )
        axes.plot(
            [day_number(when) for when in dates],
            [max(value, 1.0) for value in fan.path.middle],
            color=stroke.colour,
            linewidth=stroke.width,
            marker="|",
            markersize=3,
        )
        for report in fan.reports:
            _mark(axes, report, shapes[report.reporter])
        as_of_line(axes, as_of)
        _key(axes, names, shapes)
        pointed = along_days(axes, ((day_number(when), when.isoformat(), text) for when, text in _by_day(fan).items()))
        drawn = svg(figure)
    return Drawing("turnout", _title(fan), drawn, _caption(fan), _alt(fan, as_of), pointed=pointed)


def _by_day(fan: Fan) -> dict[date, str]:
    """What is known of each day's crowd: the model's interval, and what each reporter said."""
    told: dict[date, list[str]] = {when: [formats.estimate(fan.path.at(i))] for i, when in enumerate(fan.path.dates)}
    for report in fan.reports:
        where = "" if report.nationwide else " (the capital alone)"
        told.setdefault(report.date, []).append(f"{report.reporter} said {_said(report)}{where}")
    return {when: f"{day(when)}: " + "; ".join(told[when]) for when in sorted(told)}


def _said(report: ReportRow) -> str:
    low, high = report.low, report.high
    if low is None or high is None:
        return f"not over {formats.people(high or 0.0)}" if low is None else f"more than {formats.people(low)}"
    return formats.people(low) if low == high else f"{formats.people(low)} to {formats.people(high)}"


def _tall(names: Sequence[str]) -> float:
    """Height left to the axes above which the key stands, its names in columns."""
    columns = min(_KEY_COLUMNS, len(names))
    each, longer = divmod(len(names), columns or 1)
    ends = [each * (column + 1) + min(column + 1, longer) for column in range(columns)]
    columns_of = [names[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    rows = max((sum(name.count("\n") + 1 for name in column) for column in columns_of), default=0)
    return 0.79 - 0.052 * rows


def _names(reports: tuple[ReportRow, ...]) -> dict[str, str]:
    """Reporters in the order of the key, each with its name in lines that fit a column."""
    return {name: in_lines(name, _KEY_SIZE, _KEY_WIDTH) for name in sorted({report.reporter for report in reports})}


def _title(fan: Fan) -> str:
    return f"People out, {fan.occasion}, whole country"


def _log_axis(axes: Axes, fan: Fan) -> None:
    wide = fan.path.band(95)
    bounds = [value for report in fan.reports for value in (report.low, report.high) if value]
    low = min([*fan.path.band(80).low, *bounds])
    high = max([*wide.high, *bounds])
    axes.set_yscale("log")
    floor, ceiling = 10 ** math.floor(math.log10(max(low, 100.0))), 1.25 * max(high, 1_000.0)
    steps = (1, 2, 5) if ceiling < 300 * floor else (1,)
    ticks = [step * 10.0**power for power in range(2, 9) for step in steps]
    axes.set_yticks(ticks, [formats.short(tick) for tick in ticks])
    axes.minorticks_off()
    axes.set_ylim(floor, ceiling)
    axes.grid(axis="y")
    axes.annotate(
        "people, log scale",
        (0.0, 1.0),
        xycoords="axes fraction",
        xytext=(-22, 3),
        textcoords="offset points",
        fontsize=5.8,
        color=QUIET,
    )


def _mark(axes: Axes, report: ReportRow, shape: str) -> None:
    x = day_number(report.date)
    low, high = report.low, report.high
    face = INK if report.nationwide else PAPER
    if low is not None and high is not None and low != high:
        axes.plot([x, x], [max(low, 1.0), max(high, 1.0)], color=INK, linewidth=0.7)
        middle = math.sqrt(max(low, 1.0) * max(high, 1.0))
    else:
        middle = max(low if low is not None else high or 1.0, 1.0)
    axes.plot([x], [middle], marker=shape, markersize=3.6, color=face, markeredgecolor=INK, markeredgewidth=0.7)
    if (low is None) != (high is None):
        lift = 9 if high is None else -9
        axes.annotate(
            "",
            (x, middle),
            xytext=(0, lift),
            textcoords="offset points",
            arrowprops={
                "arrowstyle": "<-",
                "color": INK,
                "linewidth": 0.7,
                "shrinkA": 0,
                "shrinkB": 2,
                "mutation_scale": 5,
            },
        )


def _key(axes: Axes, names: Mapping[str, str], shapes: Mapping[str, str]) -> None:
    from matplotlib.lines import Line2D

    if not names:
        return
    handles = [
        Line2D([], [], linestyle="", marker=shapes[name], color=INK, markersize=3.6, label=label)
        for name, label in names.items()
    ]
    axes.legend(
        handles=handles,
        loc="lower center",
        bbox_to_anchor=(0.5, 1.085),
        ncol=min(_KEY_COLUMNS, len(handles)),
        frameon=False,
        fontsize=_KEY_SIZE,
        handletextpad=0.1,
        columnspacing=0.9,
        borderaxespad=0.0,
    )


def _caption(fan: Fan) -> str:
    hollow = " Hollow: the capital alone." if any(not report.nationwide for report in fan.reports) else ""
    return (
        "Line: median; shades: 50, 80 and 95 % intervals of the true crowd had he stayed in office. Marks: reports, "
        f"one shape a reporter; arrow up: “more than”, arrow down: “not over”; bar: a range.{hollow} "
        "Log scale: the axis does not start at zero, and what is less is cut."
    )


def _alt(fan: Fan, as_of: date) -> str:
    after = [index for index, when in enumerate(fan.path.dates) if when >= as_of]
    first, last = (after[0], after[-1]) if after else (0, len(fan.path.dates) - 1)
    bounds = [value for report in fan.reports for value in (report.low, report.high) if value is not None]
    reports = (
        f" {len(fan.reports)} reports before {day(as_of)} range from {formats.people(min(bounds))} "
        f"to {formats.people(max(bounds))}."
        if bounds
        else " No report before the forecast."
    )
    return (
        f"Fan chart, log scale, of people out ({fan.occasion}, whole country).{reports} Forecast: "
        f"{formats.estimate(fan.path.at(first))} on {day(fan.path.dates[first])}, "
        f"{formats.estimate(fan.path.at(last))} on {day(fan.path.dates[last])}."
    )
