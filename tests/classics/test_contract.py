"""Each published model has what the list of models promises."""

import inspect
import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from buttress.classics import models
from buttress.classics.figure import Figure
from buttress.classics.replicate import rows, rows_of
from docs.builder import replicas

DOCS = Path(__file__).resolve().parents[2] / "docs" / "classics"
SOURCE = Path(models.__file__).parent
LESSON = ("What is it", "How it works", "How to use it", "Things to notice", "Things to try", "Extending")


@pytest.mark.parametrize("name", models.NAMES)
def test_a_model_has_a_question_and_yields_its_rows_one_by_one(name):
    model = models.model(name)
    assert model.QUESTION.endswith("?")
    assert "\n" not in model.QUESTION
    assert inspect.isgeneratorfunction(model.figures)


@pytest.mark.parametrize("name", models.NAMES)
def test_a_chart_draws_and_names_the_words(name):
    draw = import_module(f"buttress.classics.charts.{name}").draw
    assert list(inspect.signature(draw).parameters) == ["figure", "seed"]


@pytest.mark.parametrize("name", models.NAMES)
def test_a_page_has_its_parts_and_the_lesson_its_order(name):
    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    assert f"<!-- made: rows {name} -->" in text
    assert f"<!-- made: picture {name} -->" in text
    assert models.model(name).QUESTION in text
    places = [text.find(f"### {heading}") for heading in LESSON]
    assert -1 not in places
    assert places == sorted(places)
    assert (DOCS / "figures" / f"{name}.svg").is_file()
    assert len(written(name)["picture"]) > 40, "the picture lacks its words"


def written(name: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((DOCS / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return held


def today(name: str) -> list[dict[str, object]]:
    return [row.to_json() for row in rows_of(name, replicas.SEED)]


@pytest.mark.parametrize("name", ["kuran", "lohmann", "lang_desterck"])
def test_what_a_page_shows_are_the_rows_of_today(name):
    """Of the models that take no time; the others by the slow test."""
    assert written(name)["rows"] == today(name), "make classics"


@pytest.mark.slow
@pytest.mark.parametrize("name", models.NAMES)
def test_what_every_page_shows_are_the_rows_of_today(name):
    assert written(name)["rows"] == today(name), "make classics"


def test_no_module_of_a_model_is_forgotten():
    """A module with a QUESTION is in the list; charts and pages without a model are not left behind."""
    modules = [path for path in SOURCE.rglob("*.py") if re.search(r"^QUESTION", path.read_text(), re.MULTILINE)]
    assert {".".join(path.relative_to(SOURCE).with_suffix("").parts) for path in modules} == set(
        models.MODULES.values()
    )
    assert {path.stem for path in (SOURCE / "charts").glob("*.py")} - {"__init__"} == set(models.NAMES)
    assert {path.stem for path in DOCS.glob("*.md")} - {"README"} == set(models.NAMES)


def test_an_unknown_name_is_told_with_the_nearest():
    with pytest.raises(models.ClassicsError, match="did you mean 'granovetter'"):
        models.model("granoveter")
    with pytest.raises(models.ClassicsError, match="known: granovetter"):
        models.chosen(["nothing like it"])


def test_rows_are_the_same_in_processes(monkeypatch):
    monkeypatch.setattr("buttress.classics.replicate.BRIEF", frozenset())
    alone = rows(["kuran", "lang_desterck"], 1)
    told: list[tuple[int, int]] = []
    assert rows(["kuran", "lang_desterck"], 1, 2, lambda stage, done, total: told.append((done, total))) == alone
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert [row.model for row in alone] == ["kuran"] * 4 + ["lang_desterck"] * 6


def test_models_that_take_no_time_start_no_process(monkeypatch):
    monkeypatch.setattr("buttress.classics.replicate._in_processes", None)  # a call would end in a TypeError
    assert [row.model for row in rows(["kuran", "lohmann"], 1, 2)] == ["kuran"] * 4 + ["lohmann"] * 3


def test_models_come_in_the_order_of_the_list_and_once():
    assert models.chosen(None) == list(models.NAMES)
    assert models.chosen(["granovetter", "granovetter"]) == ["granovetter"]


@pytest.mark.parametrize(("ours", "passes"), [(3.0, True), (3.5, True), (3.6, False), (None, False)])
def test_a_row_passes_within_its_tolerance_alone(ours, passes):
    row = Figure("m", "f", "printed", "s", 3.0, ours, 0.5, "why")
    assert row.passed is passes
    assert set(row.to_json()) == {
        "model", "figure", "kind", "source", "published", "ours", "mc_se", "tolerance", "pass", "unit", "why",
    }  # fmt: skip
