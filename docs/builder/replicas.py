"""Write the rows and the picture of published models: `python -m docs.builder.replicas [NAME ...]`, or `make classics`.

`docs/classics/data/NAME.json` holds the rows that `buttress replicate` prints and the picture in words,
`docs/classics/figures/NAME.svg` the picture. It takes minutes, so building the site reads what is written here.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from buttress.classics import models
from buttress.classics.drawing import drawn
from buttress.classics.replicate import rows_of

FOLDER = Path(__file__).resolve().parents[1] / "classics"
SEED = 1


def write(name: str) -> None:
    """Write the rows and the picture of one model."""
    svg, words = drawn(import_module(f"buttress.classics.charts.{name}").draw, SEED)
    held = {"picture": words, "rows": [row.to_json() for row in rows_of(name, SEED)]}
    (FOLDER / "data" / f"{name}.json").write_text(
        json.dumps(held, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    (FOLDER / "figures" / f"{name}.svg").write_text(svg, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """0 if written, 2 on a wrong call."""
    try:
        names = models.chosen(arguments)
    except models.ClassicsError as error:
        print(error, file=sys.stderr)
        return 2
    for name in names:
        write(name)
        print(f"docs/classics/{name}.md", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
