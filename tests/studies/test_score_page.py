"""The tables of docs/scores.md: filled between their marks, losses named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from studies.scores.page import filled, main, pool

DOCUMENT = "before\n<!-- pool -->\nold\n<!-- end of pool -->\nafter\n"


def row(episode: str, target: str, model: str, crps: float | None, n: int = 8) -> dict[str, Any]:
    return {
        "episode": episode,
        "target": target,
        "lead_weeks": 1,
        "model": model,
        "crps": crps,
        "log_score": 1.0,
        "coverage_50": 0.5,
        "coverage_80": 0.8,
        "coverage_95": 0.95,
        "n": n,
        "n_censored": 3,
        "skill_vs_persistence": None if crps is None else 0.25,
        "skill_interval_95": None if crps is None else [-0.1, 0.5],
    }


ROWS = [
    *(row("one", "crowd/a", model, crps) for model, crps in (("buttress", 0.5), ("persistence", 0.6), ("ets", 0.4))),
    *(row("two", "crowd/b", model, crps) for model, crps in (("buttress", 0.3), ("persistence", 0.6), ("ets", 0.4))),
    *(row("three", "crowd/c", model, None, 0) for model in ("buttress", "persistence", "ets")),
    *(row("pooled", "all", model, crps) for model, crps in (("buttress", 0.4), ("persistence", 0.6), ("ets", 0.4))),
]


def test_what_stood_between_the_marks_is_replaced_and_the_rest_is_left() -> None:
    text = filled(DOCUMENT, "pool", ROWS)
    assert text.startswith("before\n<!-- pool -->\n")
    assert text.endswith("<!-- end of pool -->\nafter\n")
    assert "old" not in text
    assert filled(text, "pool", ROWS) == text


def test_a_loss_is_named_and_a_win_is_not() -> None:
    lines = {line.split(" | ")[0].strip("| "): line for line in pool(ROWS).splitlines() if "crowd/" in line}
    assert "**loses**" in lines["one"]
    assert "**loses**" not in lines["two"]
    assert "only 3 bounds" in lines["three"]


def test_a_document_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="no marks"):
        filled("nothing", "pool", ROWS)


def test_the_command_writes_the_document(tmp_path: Path) -> None:
    document, rows = tmp_path / "scores.md", tmp_path / "rows.json"
    document.write_text(DOCUMENT)
    rows.write_text(json.dumps(ROWS))
    assert main([str(document), f"pool={rows}"]) == 0
    assert "| 1 | persistence | 0.600 |" in document.read_text()
    assert main([str(document)]) == 2
    assert main([str(document), f"other={rows}"]) == 2
