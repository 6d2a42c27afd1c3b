"""What the commands print: JSON for programs, tables for people."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

#: Label of the line below an answer, with `--prior`.
PRIORS_ALONE = "priors alone"


def print_json(value: Any) -> None:
    """Write one JSON document to stdout; numbers that JSON lacks (NaN, infinity) become null."""
    json.dump(_plain(value), sys.stdout, indent=2, ensure_ascii=False, allow_nan=False)
    sys.stdout.write("\n")


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if hasattr(value, "item") and not isinstance(value, (str, bytes)):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def print_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[int] = ()) -> None:
    """Print a table; cells are escaped, columns named in `right` (by index) stand to the right."""
    console = Console()
    # A pipe has no width of its own: let the table be as wide as its text.
    if not console.is_terminal:
        console = Console(width=200)
    console.print(escape(title), style="bold", highlight=False)
    table = Table(header_style="bold", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for index, head in enumerate(heads):
        table.add_column(
            escape(head), justify="right" if index in right else "left", overflow="fold", no_wrap=index in right
        )
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    console.print(table)


def number(value: float | None, digits: int = 3) -> str:
    """A number with so many significant digits, whole from a hundred on, thousands set apart, no powers of ten."""
    if value is None or not math.isfinite(value):
        return "-"
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    decimals = digits - 1 - math.floor(math.log10(abs(value)))
    return f"{value:.{min(max(decimals, 0), 6)}f}"


def interval(ends: Sequence[float | None], digits: int = 3) -> str:
    """An interval in words: `low to high`, or a dash for none."""
    if not any(end is not None and math.isfinite(end) for end in ends):
        return "-"
    return f"{number(ends[0], digits)} to {number(ends[1], digits)}"


def examples(*lines: str) -> str:
    """The examples at the foot of a command's help."""
    return "\n\n".join(("[bold]Examples[/bold]", *(f"  {escape(line)}" for line in lines)))
