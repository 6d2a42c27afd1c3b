"""What a user said of a file is found again by the next file of the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from buttress.intake.error import IntakeError
from buttress.intake.mapping import read_mapping, write_mapping
from buttress.intake.read_options import ReadOptions
from tests.intake.tables import read, rows, wrote

TEXT = "Date,Xyz,Abc\n2024-11-28,5,100\n2024-11-29,6,200\n"


def test_next_weeks_file_finds_what_was_kept(tmp_path: Path) -> None:
    path = wrote(tmp_path, TEXT)
    write_mapping(path, ReadOptions(columns={"detained": "Xyz"}, country="Belarus"))
    write_mapping(path, ReadOptions(columns={"crowd": "Abc"}))
    reading = read(tmp_path, TEXT, "next-week.csv")
    assert rows(reading, "detained_low", "crowd_low") == [(5, 100), (6, 200)]
    assert ("mapping.yaml", "used") in [(one.what, one.chosen) for one in reading.account.decisions]
    assert read_mapping(tmp_path / "mapping.yaml").country == "Belarus"


def test_a_file_of_other_columns_is_read_without_it_and_told(tmp_path: Path) -> None:
    write_mapping(tmp_path / "a.csv", ReadOptions(columns={"detained": "Xyz"}))
    reading = read(tmp_path, "date,detained\n2024-11-28,5\n")
    assert rows(reading, "detained_low") == [(5,)]
    assert ("mapping.yaml", "not used") in [(one.what, one.chosen) for one in reading.account.decisions]


def test_what_is_said_now_counts_before_what_was_kept(tmp_path: Path) -> None:
    write_mapping(tmp_path / "a.csv", ReadOptions(columns={"detained": "Xyz"}))
    assert rows(read(tmp_path, TEXT, columns={"detained": "Abc"}), "detained_low") == [(100,), (200,)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("columns: [", "broken YAML"),
        ("- a\n", "no mapping"),
        ("column: {detained: Xyz}\n", "did you mean 'columns'"),
        ("columns: {detaind: Xyz}\n", "did you mean 'detained'"),
        ("columns: {detained: [a]}\n", "a name and a text a line"),
        ("answers: {datum: x}\n", "did you mean 'dates'"),
        ("sheet: [a]\n", "one text"),
    ],
)
def test_a_broken_mapping_gets_a_message(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "mapping.yaml").write_text(text)
    with pytest.raises(IntakeError, match=said):
        read(tmp_path, TEXT)
