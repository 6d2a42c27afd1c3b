"""Sizes of places: what GeoNames has, or less where the file or its user says so; the account names who decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from buttress.intake.error import IntakeError
from buttress.intake.mapping import write_mapping
from buttress.intake.read_options import ReadOptions
from buttress.intake.reader import read_reports
from buttress.intake.reading import FileReading
from buttress.intake.size_list import people_of, read_size_list, stated_sizes

HEAD = "date,city,detained,population"
ROWS = """2024-03-01,Tbilisi,10,1200000
2024-03-02,Batumi,4,"90,000"
2024-03-03,Kutaisi,3,
2024-03-04,Hilltown,2,400000
"""


def read(folder: Path, text: str = f"{HEAD}\n{ROWS}", **said: object) -> FileReading:
    path = folder / "list.csv"
    path.write_text(text)
    return read_reports(path, ReadOptions(country="Georgia", **said))  # type: ignore[arg-type]


def told(reading: FileReading) -> dict[str, tuple[str, ...]]:
    return {one.chosen: one.examples for one in reading.account.decisions if one.what == "people living in places"}


def test_a_column_of_sizes_lowers_and_never_raises(tmp_path: Path) -> None:
    reading = read(tmp_path)
    people = {place: size.people for place, size in reading.sizes().items()}
    assert people["Batumi"] == 90_000  # GeoNames has more
    assert people["Tbilisi"] == 1_049_498
    assert people["Hilltown"] is None
    assert told(reading) == {
        "GeoNames": ("Kutaisi 135,201", "Tbilisi 1,049,498"),
        "column population": ("Batumi 90,000",),
        "unknown": ("Hilltown",),
        "not used": ("Hilltown 400,000, column population", "Tbilisi 1,200,000, column population"),
    }


def test_what_the_user_says_lowers_too(tmp_path: Path) -> None:
    reading = read(tmp_path, sizes={"kutaisi": 80_000}, size_list={"Batumi": 95_000, "Elsewhere": 5})
    sizes = reading.sizes()
    assert (sizes["Kutaisi"].people, sizes["Kutaisi"].source) == (80_000, "what you say")
    assert sizes["Batumi"].people == 90_000  # the smaller of the column's and the user's


def test_a_place_that_the_file_lacks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="no place 'Kutasi'; did you mean 'Kutaisi'"):
        read(tmp_path, sizes={"Kutasi": 80_000})


def test_sizes_are_kept_for_next_week(tmp_path: Path) -> None:
    write_mapping(tmp_path / "list.csv", ReadOptions(sizes={"Kutaisi": 80_000, "Gone": 3}))
    assert read(tmp_path).sizes()["Kutaisi"].people == 80_000


def test_a_list_of_places_and_people(tmp_path: Path) -> None:
    path = tmp_path / "sizes.csv"
    path.write_text('place,people\nLviv,"720,000"\nLviv,717 273\nOdesa,1015826\n')
    assert read_size_list(path) == {"Lviv": 717_273, "Odesa": 1_015_826}
    path.write_text("Lviv,720000\nOdesa,many\n")
    with pytest.raises(IntakeError, match=r"sizes\.csv:2: error: a place and the number of its people"):
        read_size_list(path)


@pytest.mark.parametrize("text", ["720000", "720,000", "720 000", "720.000", "720'000"])
def test_ways_to_write_people(text: str) -> None:
    assert people_of(text) == 720_000


def test_other_forms_are_refused() -> None:
    for text in ("Lviv", "Lviv=", "Lviv=7e5", "Lviv=72,00"):
        with pytest.raises(IntakeError, match="--size"):
            stated_sizes([text])
