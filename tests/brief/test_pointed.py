"""What is told to a reader who points at a figure: at the place where it was drawn."""

from __future__ import annotations

from buttress.brief.figures.canvas import sheet
from buttress.brief.figures.pointed import along_days, down_places


def test_values_stand_where_they_are_drawn() -> None:
    with sheet(4.0, 2.0) as figure:
        axes = figure.add_axes((0.1, 0.2, 0.8, 0.5))
        axes.set_xlim(0, 10)
        axes.set_yscale("log")
        days = along_days(axes, [(10.0, "b", "last"), (0.0, "a", "first")])
        assert [(one.at, one.key) for one in days.values] == [(0.1, "a"), (0.9, "b")]
        axes.set_yscale("linear")
        axes.set_ylim(1, 0)
        assert [one.at for one in down_places(axes, [("p", "top"), ("q", "foot")]).values] == [0.3, 0.8]
