"""The sheet on which the models' pictures are drawn: one style, SVG whose bytes repeat."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

SIZE = (7.4, 2.9)
"""Inches; a chart may set another height with `figure.set_size_inches`."""
INK, ACCENT, THIRD, FOURTH = "#12436d", "#c4500c", "#1b7f77", "#801650"
"""Series colours in order: ours, or the first, is `INK`; what was published is `ACCENT`."""
QUIET, FAINT = "#5d6875", "#b9c0c8"

_STYLE: Any = {
    "font.family": ["DejaVu Sans"], "font.size": 7.5, "axes.spines.top": False, "axes.spines.right": False,
    "axes.titlesize": 8, "axes.titlelocation": "left", "axes.linewidth": 0.6, "legend.frameon": False,
    "legend.fontsize": 6.8, "svg.hashsalt": "buttress", "svg.fonttype": "path", "figure.facecolor": "white",
}  # fmt: skip

Draw = Callable[[Any, int], str]
"""`draw(figure, seed)`: draws on a blank matplotlib figure (constrained layout), returns the picture in words."""


def drawn(draw: Draw, seed: int) -> tuple[str, str]:
    """The picture as SVG text, and its words."""
    buffer = io.StringIO()
    words = _save(draw, seed, buffer, "svg", {"Date": None})
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n", words


def png(draw: Draw, seed: int) -> bytes:
    """The picture as PNG, for looking at."""
    buffer = io.BytesIO()
    _save(draw, seed, buffer, "png", {})
    return buffer.getvalue()


def _save(draw: Draw, seed: int, buffer: Any, form: str, metadata: Any) -> str:
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=SIZE, layout="constrained")
        words = draw(figure, seed)
        figure.savefig(buffer, format=form, dpi=200, metadata=metadata)
    return words
