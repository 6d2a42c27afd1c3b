"""Rows and picture of each model, written into its page: `python -m buttress.classics.pages docs/classics [NAME ...]`.

In `NAME.md` the table stands between `<!-- rows -->` and `<!-- /rows -->` and the picture between `<!-- picture -->`
and `<!-- /picture -->`; the picture's file is `figures/NAME.svg`. All else in a page is written by hand. It takes as
long as `buttress replicate`, so `make docs` leaves it alone; `make classics` calls it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from buttress.classics import models
from buttress.classics.drawing import drawn
from buttress.classics.figure import Figure
from buttress.classics.replicate import rows_of

SEED = 1
HEADS = ("figure", "kind", "published", "ours", "MC error", "tolerance", "outcome", "why this tolerance", "source")


def table(rows: Sequence[Figure]) -> str:
    """The rows as a Markdown table."""
    lines = ["| " + " | ".join(HEADS) + " |", "|" + "---|" * len(HEADS)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in _cells(row)) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _cells(row: Figure) -> tuple[str, ...]:
    unit = f" {row.unit}" if row.unit else ""
    return (
        row.figure,
        row.kind,
        _number(row.published) + unit,
        _number(row.ours),
        f"{row.mc_se:.2g}" if row.mc_se else "-",
        f"{row.tolerance:.4g}" if row.tolerance else "exact",
        "pass" if row.passed else "**fail**",
        row.why,
        row.source,
    )


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.6g}"


def filled(text: str, part: str, content: str) -> str:
    """The page with what stands between the marks of `part` written anew. ValueError where the marks are missing."""
    pattern = re.compile(rf"(<!-- {part} -->\n).*?(<!-- /{part} -->)", flags=re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"the page lacks the marks <!-- {part} --> and <!-- /{part} -->")
    return pattern.sub(lambda found: found[1] + content + found[2], text)


def write(folder: Path, name: str) -> None:
    """Write the rows and the picture of one model into its page and `figures/NAME.svg`."""
    page = folder / f"{name}.md"
    text = filled(page.read_text(encoding="utf-8"), "rows", table(rows_of(name, SEED)))
    svg, words = drawn(import_module(f"buttress.classics.charts.{name}").draw, SEED)
    (folder / "figures").mkdir(exist_ok=True)
    (folder / "figures" / f"{name}.svg").write_text(svg, encoding="utf-8")
    page.write_text(filled(text, "picture", f"![{words}](figures/{name}.svg)\n"), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """0 if written, 2 on a wrong call."""
    if not arguments or not Path(arguments[0]).is_dir():
        print("usage: python -m buttress.classics.pages FOLDER [NAME ...]", file=sys.stderr)
        return 2
    try:
        names = models.chosen(arguments[1:])
    except models.ClassicsError as error:
        print(error, file=sys.stderr)
        return 2
    for name in names:
        write(Path(arguments[0]), name)
        print(Path(arguments[0]) / f"{name}.md", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
