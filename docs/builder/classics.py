"""The published models' pages: their list, the rows beside the published figures, the pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from buttress.classics import models
from docs.builder.markdown import table

DATA = Path(__file__).resolve().parents[1] / "classics" / "data"
HEADS = ("figure", "kind", "published", "ours", "MC error", "tolerance", "outcome", "why this tolerance", "source")


def index(_: str = "") -> str:
    """The models in their order, each with its page and question."""
    rows = [(f"[{name}]({name}.md)", models.model(name).QUESTION) for name in models.NAMES]
    return table(("model", "question"), rows)


def rows(name: str) -> str:
    """The published figures of a model beside ours."""
    return table(HEADS, map(_cells, _read(name)["rows"]))


def picture(name: str) -> str:
    """The picture of a model, with its words."""
    return f"![{_read(name)['picture']}](figures/{name}.svg)\n"


def _read(name: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return held


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    unit = f" {row['unit']}" if row["unit"] else ""
    return (
        row["figure"],
        row["kind"],
        _number(row["published"]) + unit,
        _number(row["ours"]),
        f"{row['mc_se']:.2g}" if row["mc_se"] else "-",
        f"{row['tolerance']:.4g}" if row["tolerance"] else "exact",
        "pass" if row["pass"] else "**fail**",
        row["why"],
        row["source"],
    )


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.6g}"
