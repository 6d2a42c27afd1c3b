"""The sheet on which every figure is drawn: one type size, one ink, bytes that repeat."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from buttress.brief.figures.pointed import PointedValues
from buttress.brief.formats import MONTHS
from buttress.brief.palette import FAINT, GRID, INK, QUIET

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HALF = 3.62  # inches: half of an A4 page between its margins, and a phone's width
FULL = 7.4

FONT = "DejaVu Sans"

_STYLE: dict[str, Any] = {
    "font.family": [FONT],
    "font.size": 6.6,
    "axes.labelsize": 6.6,
    "axes.titlesize": 7.0,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 4.0,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": QUIET,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "text.color": INK,
    "text.parse_math": False,
    "xtick.labelsize": 6.2,
    "ytick.labelsize": 6.2,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.major.size": 2.2,
    "ytick.major.size": 0.0,
    "xtick.major.width": 0.6,
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "svg.fonttype": "path",
    "svg.hashsalt": "buttress",
    "path.simplify": True,
}


@dataclass(frozen=True)
class Drawing:
    """A figure ready for a page: SVG text, a narrower form where the wide one would not fit a phone, words, and what a
    reader is told who points at it.
    """

    name: str
    title: str
    svg: str
    caption: str
    alt: str
    narrow: str = ""
    pointed: PointedValues | None = None


@contextmanager
def sheet(width: float, height: float) -> Iterator[Figure]:
    """A blank figure of `width` by `height` inches; settings of the caller's matplotlib are left as they were."""
    import matplotlib
    from matplotlib.figure import Figure as Blank

    with matplotlib.rc_context(_STYLE):  # type: ignore[arg-type]  # its keys are plain str
        yield Blank(figsize=(width, height))


def svg(figure: Figure) -> str:
    """The figure as SVG without dates or comments. Call inside `sheet`."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    out = io.StringIO()
    FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return re.sub(r"<!--.*?-->\s*", "", out.getvalue(), flags=re.DOTALL)


def month_axis(axes: Axes, first: date, last: date) -> None:
    """Months along the foot, named in English whatever the locale."""
    firsts = _month_firsts(first, last)
    step = 1 if len(firsts) <= 8 else -(-len(firsts) // 8)
    shown = firsts[::step]
    axes.set_xlim(day_number(first), day_number(last))
    axes.set_xticks([day_number(value) for value in shown], [_month_name(value) for value in shown])


def day_number(value: date) -> float:
    """A date as matplotlib counts days."""
    return float((value - date(1970, 1, 1)).days)


def as_of_line(axes: Axes, as_of: date, text: str = "evidence ends") -> None:
    """A thin upright line where evidence ends and forecast begins."""
    axes.axvline(day_number(as_of), color=QUIET, linewidth=0.7, dashes=(2, 2))
    axes.annotate(
        text,
        (day_number(as_of), 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(2, -1),
        textcoords="offset points",
        va="top",
        ha="left",
        fontsize=5.8,
        color=QUIET,
    )


def end_labels(
    axes: Axes, x: float, anchors: Sequence[float], texts: Sequence[str], colours: Sequence[str], gap: float
) -> None:
    """Labels beside line ends, pushed apart to `gap` (data units), each tied to its line by a thin leader.

    Ends less than a hundredth of the axis apart count as one, and their labels keep the order given, from the top.
    """
    low, high = axes.get_ylim()
    step = (high - low) / 100
    wishes = [step * (round(anchor / step) - 1e-6 * rank) for rank, anchor in enumerate(anchors)]
    places = apart(wishes, gap, low + gap / 2, high - gap / 2)
    for anchor, place, text, colour in zip(anchors, places, texts, colours, strict=True):
        axes.annotate(
            text,
            (x, anchor),
            xytext=(_right_of(axes, x), place),
            textcoords="data",
            va="center",
            ha="left",
            fontsize=6.2,
            color=colour,
            linespacing=1.05,
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": FAINT,
                "linewidth": 0.5,
                "shrinkA": 1,
                "shrinkB": 0,
                "relpos": (0, 0.5),
            },
        )


def name_rows(axes: Axes, names: Sequence[str], colours: Sequence[str], *, size: float, gap: float) -> None:
    """Names of a panel's rows, at 0, 1, 2 ... of its axis, `gap` points to the left of it; `size` in points."""
    for row, (name, colour) in enumerate(zip(names, colours, strict=True)):
        axes.annotate(
            name,
            (0, row),
            xycoords=("axes fraction", "data"),
            xytext=(-gap, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            fontsize=size,
            linespacing=1.0,
            color=colour,
        )


def apart(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions moved as little as may be so that neighbours are `gap` apart, kept between low and high."""
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    blocks: list[tuple[float, int]] = []  # (sum of wishes less offsets, how many)
    for rank, index in enumerate(order):
        blocks.append((positions[index] - rank * gap, 1))
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            last, before = blocks.pop(), blocks.pop()
            blocks.append((before[0] + last[0], before[1] + last[1]))
    spaced = [total / count for total, count in blocks for _ in range(count)]
    top = max(low, high - (len(order) - 1) * gap)
    placed = [0.0] * len(order)
    for rank, (index, base) in enumerate(zip(order, spaced, strict=True)):
        placed[index] = min(max(base, low), top) + rank * gap
    return placed


@lru_cache(maxsize=4096)  # texts repeat: each figure has a wide and a narrow form
def text_width(text: str, size: float) -> float:
    """Width in inches of a line of text of a size in points, as the figures set it."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    wide, _, _ = text_to_path.get_text_width_height_descent(text, FontProperties(family=[FONT], size=size), False)
    return float(wide) / 72


def in_lines(text: str, size: float, width: float, most: int = 4) -> str:
    """Text broken so that no line is wider than `width` inches: between words, and a word too long within.

    What is longer than the `most` lines ends in a mark; names of people's own making fit.
    """
    lines = [""]
    for word in text.split():
        for rest in _parts_of(word, size, width):
            joined = f"{lines[-1]} {rest}".strip()
            if not lines[-1] or text_width(joined, size) <= width:
                lines[-1] = joined
            elif len(lines) == most:
                return "\n".join([*lines[:-1], f"{lines[-1]}…"])
            else:
                lines.append(rest)
    return "\n".join(lines)


def _parts_of(word: str, size: float, width: float) -> list[str]:
    """A word in pieces that are no wider; nearly always one."""
    if text_width(word, size) <= width:
        return [word]
    letters = max(1, int(len(word) * width / text_width(word, size)) - 1)
    return [word[at : at + letters] for at in range(0, len(word), letters)]


def _right_of(axes: Axes, x: float) -> float:
    low, high = axes.get_xlim()
    return x + 0.05 * (high - low)


def _month_firsts(first: date, last: date) -> list[date]:
    firsts = []
    year, month = first.year, first.month
    while date(year, month, 1) <= last:
        if date(year, month, 1) >= first:
            firsts.append(date(year, month, 1))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return firsts


def _month_name(value: date) -> str:
    return f"{MONTHS[value.month - 1]}\n{value.year}" if value.month == 1 else MONTHS[value.month - 1]
