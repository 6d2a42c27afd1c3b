"""A picture that a notebook shows: SVG with its words, so that a reader who can't see it is told the same."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK = "#12436d"


@dataclass(frozen=True)
class Picture:
    """SVG text and what it shows in words."""

    svg: str
    words: str

    def _repr_html_(self) -> str:
        """What a notebook shows; as an image, so that nothing in it can run."""
        return f'<img src="{data_address(self.svg)}" alt="{escape(self.words)}">'

    def save(self, path: Path | str) -> None:
        """Write the SVG."""
        Path(path).write_text(self.svg, encoding="utf-8")


def data_address(svg: str) -> str:
    """An SVG as a data address, so that its ids stay its own and it can neither run nor fetch anything."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def drawn(width: float, height: float, draw: Callable[[Figure], str]) -> Picture:
    """The picture of `draw`, which draws on a blank figure of so many inches and returns its words."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    words = draw(figure)
    out = io.StringIO()
    FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None})
    return Picture(out.getvalue(), words)


def table(caption: str, headings: list[str], rows: list[list[str]]) -> str:
    """An HTML table; every text is escaped."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in headings)
    body = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def interval(low: float, high: float) -> str:
    """Both ends of an interval."""
    return f"{digits(low)} to {digits(high)}"


def digits(value: float) -> str:
    """Three digits, thousands with commas."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
