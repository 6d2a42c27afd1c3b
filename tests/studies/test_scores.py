"""The tables of scores: losses named, tables of the other file left alone, none in the results that no call makes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from studies.results import StudyResults, StudyTable, read, write
from studies.scores.__main__ import main
from studies.scores.tables import case_tables, pool_tables


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


def test_a_loss_is_named_and_a_win_is_not() -> None:
    (targets,) = [table for table in pool_tables(ROWS) if table.name == "targets"]
    last = {row[0]: row[-1] for row in targets.rows}
    assert last == {"one": "**loses**", "two": "", "three": "only 3 bounds"}


def test_a_case_has_a_table_a_target() -> None:
    _, one, other = case_tables([row("belarus-2020", f"crowd/{name}", "buttress", 0.5) for name in ("mvd", "tut-by")])
    assert (one.name, other.name) == ("case_crowd_mvd", "case_crowd_tut_by")
    assert one.rows[0][:3] == ("1", "buttress", "0.500")


def test_targets_of_a_case_are_taken_together_by_their_figures() -> None:
    """Three figures of one target and nine of another: a mean over figures, over targets with four, and held ones."""
    rows = [
        row("c", "crowd/a", "ets", 1.0, 3),
        row("c", "crowd/b", "ets", 0.2, 10),
        row("c", "crowd/d", "ets", None, 0),
    ]
    rows += [row("c", "crowd/b", "buttress", 0.1, 10), row("c", "crowd/a", "buttress", 0.3, 3)]
    together = case_tables(rows)[0]
    assert together.name == "case_all"
    assert [list(cells) for cells in together.rows] == [
        ["buttress", "0.146", "0.100", "6", "10", "12", "13"],
        ["ets", "0.385", "0.200", "6", "10", "12", "13"],
    ]


def test_the_command_replaces_its_tables_and_leaves_those_of_the_other_file(tmp_path: Path) -> None:
    rows = tmp_path / "rows.json"
    rows.write_text(json.dumps(ROWS))
    of_case, old = StudyTable("case_crowd_mvd", "Of a case", ["x"], [["1"]]), StudyTable("targets", "old", ["x"], [])
    write(tmp_path / "results.json", StudyResults("title", "command", ["Publishers."], [old, of_case]))
    assert main(["--pool", str(rows), "--out", str(tmp_path)]) == 0
    kept = read(tmp_path / "results.json")
    assert kept.intro == ["Publishers."]
    assert [table.name for table in kept.tables] == ["targets", "case_crowd_mvd", "pool_all"]
    assert kept.tables[1] == of_case
    assert kept.tables[0].title == "Every target, one week ahead"


def test_every_table_of_the_results_is_one_that_the_command_makes() -> None:
    held = read(Path(__file__).resolve().parents[2] / "studies" / "scores" / "results.json")
    pool = {"pool_all", "pool_crowd", "pool_detained", "targets"}
    assert [table.name for table in held.tables if table.name not in pool and not table.name.startswith("case_")] == []


def test_a_file_that_is_missing_or_none_is_a_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--pool", str(tmp_path / "none.json")]) == 2
    assert "none.json" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([])
