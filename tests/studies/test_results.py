"""The form of a study's results: a line a row, which reads back; tables of another call keep their places."""

from __future__ import annotations

import json
from pathlib import Path

from studies.results import StudyResults, StudyTable, read, update

SHARES = StudyTable("shares", "Shares", ["what", "share"], [["a | b", "0.5"], ["c", "0.1"]], "Left out: 2.")
OTHERS = StudyTable("others", "Others", ["what"], [])


def results(*tables: StudyTable) -> StudyResults:
    return StudyResults("t", "command", ["intro"], list(tables))


def test_the_text_reads_back_with_a_line_a_row(tmp_path: Path) -> None:
    path = update(tmp_path, results(SHARES, OTHERS))
    assert read(path) == results(SHARES, OTHERS)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert '    ["a | b", "0.5"],' in lines
    assert json.loads("\n".join(lines))["tables"][0]["note"] == "Left out: 2."


def test_new_tables_replace_their_own_and_others_stay(tmp_path: Path) -> None:
    update(tmp_path, results(OTHERS, SHARES))
    fresh = StudyTable("shares", "Shares", ["what"], [["d"]])
    more = StudyTable("more", "More", ["what"], [["e"]])
    assert read(update(tmp_path, results(more, fresh))).tables == [OTHERS, fresh, more]


def test_a_bar_in_a_cell_is_no_column_on_the_terminal() -> None:
    assert "| a \\| b | 0.5 |" in results(SHARES).markdown().splitlines()
    assert results(SHARES).markdown().endswith("Left out: 2.")
