"""Shares of a spread by date: a small panel for each of the largest, with its 95 % interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import fill

from buttress.brief.figures.canvas import FULL, Drawing, day_number, month_axis, sheet, svg
from buttress.brief.formats import day
from buttress.brief.palette import INK, STROKES

ACROSS = 3
WRAP = 38


@dataclass(frozen=True)
class ShareCurve:
    """Shares by date, each with its interval; `alone` are those that the group explains by itself."""

    words: str
    total: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    alone: tuple[float, ...]


def shares_by_date(title: str, dates: Sequence[date], curves: Sequence[ShareCurve]) -> Drawing:
    """A panel a curve, all on one scale from 0 to 100 %."""
    rows = -(-len(curves) // ACROSS)
    stroke = STROKES[0]
    x = [day_number(each) for each in dates]
    with sheet(FULL, 0.35 + 1.35 * rows) as figure:
        panels = figure.subplots(rows, ACROSS, squeeze=False, sharey=True).ravel()
        for axes in panels[len(curves) :]:
            axes.set_visible(False)
        for axes, curve in zip(panels, curves, strict=False):
            low, high = ([min(max(100 * each, 0.0), 100.0) for each in ends] for ends in (curve.low, curve.high))
            axes.fill_between(x, low, high, color=stroke.colour, alpha=0.18, linewidth=0)
            axes.plot(x, [100 * each for each in curve.total], color=stroke.colour, linewidth=stroke.width)
            axes.plot(x, [100 * each for each in curve.alone], color=INK, linewidth=0.9, dashes=(2, 1.5))
            axes.set_title(fill(curve.words, WRAP), fontsize=6.6)
            axes.set_ylim(0, 100)
            axes.set_yticks([0, 50, 100], ["0 %", "50 %", "100 %"])
            axes.grid(axis="y")
            month_axis(axes, dates[0], dates[-1])
        figure.subplots_adjust(left=0.06, right=0.985, top=1 - 0.3 / (0.35 + 1.35 * rows), bottom=0.1, hspace=0.65)
        drawn = svg(figure)
    caption = (
        "Solid, with its 95 % interval: what only this can explain, alone or with others. Dashed: what knowing it by "
        "itself would explain."
    )
    return Drawing("sensitivity", title, _named(drawn, title, curves, dates), caption, _alt(title, curves, dates))


def _named(drawn: str, title: str, curves: Sequence[ShareCurve], dates: Sequence[date]) -> str:
    """The picture with its title and words inside, for those who do not see it."""
    words = f"<title>{_plain(title)}</title><desc>{_plain(_alt(title, curves, dates))}</desc>"
    head, mark, rest = drawn.partition("<svg")
    opening, end, body = rest.partition(">")
    return f'{head}{mark} role="img"{opening}{end}{words}{body}'


def _alt(title: str, curves: Sequence[ShareCurve], dates: Sequence[date]) -> str:
    said = [
        f"{curve.words}: {100 * curve.total[0]:.0f} % on {day(dates[0])}, {100 * curve.total[-1]:.0f} % "
        f"({100 * curve.low[-1]:.0f} to {100 * curve.high[-1]:.0f}) on {day(dates[-1])}"
        for curve in curves
    ]
    return f"{title}. " + "; ".join(said) + "."


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
