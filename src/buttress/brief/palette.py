"""One colour, dash and name for each scenario and one shape for each reporter, the same in every figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from buttress.brief.content import BASELINE

INK = "#1d2733"
QUIET = "#5d6875"
FAINT = "#b9c0c8"
GRID = "#e3e7eb"
NOTHING = "#e4e2da"
PAPER = "#ffffff"


@dataclass(frozen=True)
class Stroke:
    """How a scenario is drawn: colour, dash pattern in points (empty = solid), width in points."""

    colour: str
    dash: tuple[float, ...]
    width: float


# Four strokes that differ in hue for colour-blind readers and in dash for readers in grey. Baseline comes first.
STROKES = (
    Stroke("#12436d", (), 1.8),
    Stroke("#c4500c", (5.0, 1.6), 1.5),
    Stroke("#1b7f77", (5.0, 1.4, 1.2, 1.4), 1.5),
    Stroke("#801650", (1.3, 1.3), 1.6),
)
OTHER = Stroke(FAINT, (), 0.7)
SHAPES = ("o", "s", "^", "D", "v", "P", "X", "p", "h", "<", ">", "d")


def strokes(scenarios: Iterable[str], others: Iterable[str] = ()) -> dict[str, Stroke]:
    """A stroke for each scenario in its order, the baseline always the first; those after the fourth are `OTHER`, and
    so are `others`."""
    named = list(dict.fromkeys([BASELINE, *scenarios]))
    return dict.fromkeys(others, OTHER) | {
        name: STROKES[index] if index < len(STROKES) else OTHER for index, name in enumerate(named)
    }


def shapes(reporters: Iterable[str]) -> dict[str, str]:
    """A marker for each reporter, in order of the names, so that a reporter keeps its shape."""
    return {name: SHAPES[index % len(SHAPES)] for index, name in enumerate(sorted(set(reporters)))}
