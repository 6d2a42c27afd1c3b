"""What a reader is told who points at a figure: the values of a day or of a place, where they stand on the picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class PointedValue:
    """`at`: share of the picture's width from the left, or of its height from the top. `key`: the day or the place."""

    at: float
    key: str
    text: str


@dataclass(frozen=True)
class PointedValues:
    """The values of a figure in the order of `at`: a day each along the picture, or a place each down it."""

    of: Literal["day", "place"]
    values: tuple[PointedValue, ...]


def along_days(axes: Axes, days: Iterable[tuple[float, str, str]]) -> PointedValues:
    """Values of days given as (position on the axis, day, text). Call once the limits of `axes` are set."""
    on_sheet = axes.get_xaxis_transform() - axes.figure.transFigure
    placed = [(float(on_sheet.transform((x, 0.0))[0]), key, text) for x, key, text in days]
    return PointedValues("day", tuple(PointedValue(round(at, 4), key, text) for at, key, text in sorted(placed)))


def down_places(axes: Axes, places: Iterable[tuple[str, str]]) -> PointedValues:
    """Values of places given as (id, text), drawn at 0, 1, 2, ... from the top."""
    on_sheet = axes.get_yaxis_transform() - axes.figure.transFigure
    placed = [(1.0 - float(on_sheet.transform((0.0, row))[1]), *told) for row, told in enumerate(places)]
    return PointedValues("place", tuple(PointedValue(round(at, 4), key, text) for at, key, text in placed))
