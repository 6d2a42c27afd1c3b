"""The tables of scores: a part is made anew and the others are left, losses named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from studies.results import as_text
from studies.scores.page import main, pool, updated

OLD = {"name": "pool_old", "title": "Old", "columns": ["a"], "note": "", "rows": [["1"]]}
RESULTS = {"title": "t", "made_by": "m", "intro": [], "tables": [OLD, OLD | {"name": "tried"}]}


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


def test_the_tables_of_a_part_are_replaced_and_the_others_left() -> None:
    made = updated(RESULTS, "pool", ROWS)
    assert [table["name"] for table in made["tables"]] == ["pool_all", "pool_every_target_one_week_ahead", "tried"]
    assert made["tables"][0]["columns"][:3] == ["weeks ahead", "model", "CRPS"]
    assert updated(made, "pool", ROWS) == made


def test_a_loss_is_named_and_a_win_is_not() -> None:
    lines = {line.split(" | ")[0].strip("| "): line for line in pool(ROWS).splitlines() if "crowd/" in line}
    assert "**loses**" in lines["one"]
    assert "**loses**" not in lines["two"]
    assert "only 3 bounds" in lines["three"]


def test_the_command_writes_the_results(tmp_path: Path) -> None:
    target, rows = tmp_path / "results.json", tmp_path / "rows.json"
    target.write_text(as_text(RESULTS))
    rows.write_text(json.dumps(ROWS))
    assert main([f"pool={rows}"], target) == 0
    assert '["1", "persistence", "0.600"' in target.read_text()
    assert main([], target) == 2
    assert main([f"other={rows}"], target) == 2
