"""What a file does not decide is said by the same options in every command that reads one."""

from __future__ import annotations

import json

import pytest

from buttress.cli.reading_options import OPTIONS, FileAnswers
from docs.builder.commands import commands

READERS = ("read", "forecast", "monitor", "new")
LIST = "A;Ort;B;Medium\n" + "".join(f"{day:02d}.03.2024;Linz;{20 + day % 5};Kurier\n" for day in range(1, 29))


@pytest.fixture
def file(tmp_path):
    """A list whose days and people no name tells."""
    path = tmp_path / "liste.csv"
    path.write_text(LIST)
    return path


@pytest.mark.parametrize("name", READERS)
def test_every_reader_has_every_option(name):
    there = {parameter.name for parameter in commands()[name].params}
    assert set(OPTIONS) <= there


def test_an_answer_to_a_question_works_where_the_question_was_asked(buttress, refused, file, tmp_path):
    answers = ("--column", "date=A", "--column", "detained=B", "--column", "reporter=Medium")
    calls = {
        "read": ("read", file, "--json"),
        "forecast": ("forecast", file, "--json", "--weeks", 1),
        "monitor": ("monitor", file, "--out", tmp_path / "page"),
        "new": ("new", tmp_path / "case", "--from", file, "--country", "Austria"),
    }
    for name, words in calls.items():
        if name != "read":
            assert "--column detained=" in refused(buttress(*words))
        done = buttress(*words, *answers)
        assert done.exit_code == 0, (name, done.stderr)
    told = json.loads(buttress(*calls["forecast"], *answers).stdout)
    assert told["read"] == "28 of 28 rows used"


def test_answers_can_be_kept_by_any_reader(buttress, file, tmp_path):
    answers = ("--column", "date=A", "--column", "detained=B")
    assert buttress("monitor", file, "--out", tmp_path / "page", *answers, "--keep").exit_code == 0
    assert buttress("forecast", file, "--json").exit_code == 0


def test_answers_without_a_file_are_refused(buttress, refused, small_case, tmp_path):
    assert "--column is for a file of reports" in refused(buttress("forecast", small_case, "--column", "date=A"))
    assert "--sheet is for a file of reports" in refused(buttress("new", tmp_path / "x", "--sheet", "2024"))


def test_options_given_several_times_are_several_codes():
    said = FileAnswers(dict.fromkeys(OPTIONS) | {"missing": ["99", "999"]})
    assert said.options().answers == {"missing": "99,999"}
    assert said.given() == ["--missing"]
