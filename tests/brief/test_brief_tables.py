"""Tables are stated once: what a reader sees, what the file holds, and what each column means."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest

from buttress.brief.content import BriefData, PriorRow
from buttress.brief.tables import TABLES, make_tables
from buttress.brief.tables.columns import plain, shown
from buttress.brief.tables.table import TableSpec, make_table

NUMBERS = TableSpec[int](
    "numbers",
    "Numbers",
    lambda data: (1, 20),
    (
        plain("value_{days}", "value at {days} days", "A number.", lambda row: row, last=True),
        plain("half", "", "Half of it.", lambda row: row / 2),
        shown("in words", "The number in words.", lambda row: f"number {row}"),
    ),
)


def test_each_number_on_a_table_stands_with_its_interval(data: BriefData) -> None:
    tables = {table.name: table for table in make_tables(data)}
    columns_of = {
        "headline": (2,),
        "effects": (1, 3, 5),
        "policing": (1, 2, 3),
        "claims": (5,),
        "occasions": (3, 4),
        "places": (1, 2),
        "readings": (2, 3),
    }
    for name, columns in columns_of.items():
        for row in tables[name].rows:
            for column in columns:
                assert row[column] == "–" or re.search(r"\(.+ to .+\)", row[column]), (name, row)


def test_each_row_that_came_from_a_run_can_be_traced(data: BriefData) -> None:
    tables = {table.name: table for table in make_tables(data)}
    for name in ("effects", "policing", "claims", "places"):
        assert all(trace.startswith("buttress ") for trace in tables[name].traces), name


def test_readers_see_headings_and_programs_keys(data: BriefData) -> None:
    table = make_table(NUMBERS, data)
    assert table.headings == ("in words", "value at 90 days")
    assert table.rows == (("number 1", "1"), ("number 20", "20"))
    assert table.keys == ("value_90", "half")
    assert table.csv() == "value_90,half\n1,0.5\n20,10.0\n"


def test_the_command_behind_a_row_is_the_files_last_column(data: BriefData) -> None:
    table = make_table(replace(NUMBERS, trace=lambda row: f"buttress run {row}"), data)
    assert table.traces == ("buttress run 1", "buttress run 20")
    assert table.keys[-1] == "trace"
    assert [row[-1] for row in table.values] == list(table.traces)


def test_a_file_may_hold_more_rows_than_are_shown(data: BriefData) -> None:
    table = make_table(replace(NUMBERS, shown=lambda data: (20,)), data)
    assert table.rows == (("number 20", "20"),)
    assert len(table.values) == 2


def test_a_transposed_table_shows_rows_as_columns(data: BriefData) -> None:
    table = make_table(replace(NUMBERS, transposed=True), data)
    assert table.headings == ("in words", "number 1", "number 20")
    assert table.rows == (("value at 90 days", "1", "20"),)
    assert len(table.traces) == len(table.rows)
    empty = make_table(replace(NUMBERS, transposed=True, rows=lambda data: ()), data)
    assert empty.headings == ("in words",)
    assert empty.rows == ()


def test_priors_stand_below_each_other_and_numbers_side_by_side(data: BriefData) -> None:
    pair = data.effects[0].tenure
    rows = (PriorRow("in office", pair.baseline, pair.scenario), PriorRow("later", pair.scenario, pair.baseline))
    table = next(one for one in make_tables(replace(data, prior=rows)) if one.name == "prior")
    assert table.headings == ("draws", "in office", "later")
    assert [row[0] for row in table.rows] == ["with the reports", "priors alone"]
    assert table.rows[0][1] == table.rows[1][2]
    assert len(table.values) == 2


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_each_column_says_what_it_is_and_no_key_stands_twice(spec: TableSpec[object], data: BriefData) -> None:
    assert all(column.help.endswith((".", "?")) for column in spec.columns)
    table = make_table(spec, data)
    assert len(set(table.keys)) == len(table.keys)
    assert len(set(table.headings)) == len(table.headings)
    assert all(len(row) == len(table.keys) for row in table.values)
    assert all(len(row) == len(table.headings) for row in table.rows)
    if spec.print:
        assert len(spec.print.widths) in (1, len(table.headings))


def test_files_read_back_at_full_precision(data: BriefData) -> None:
    table = next(one for one in make_tables(data) if one.name == "survival")
    first = next(csv.DictReader(io.StringIO(table.csv())))
    curve = data.curves[0]
    assert (first["scenario"], first["date"]) == ("baseline", curve.path.dates[0].isoformat())
    assert float(first["low_95"]) == curve.path.band(95).low[0]
