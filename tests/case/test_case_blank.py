"""`new` writes a whole case or nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from buttress.case import CaseError, check, examples, load, new, schema_json
from buttress.case.defaults import MAY_BE_LEFT_OUT


def tree(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_a_new_case_loads_and_passes(tmp_path: Path) -> None:
    folder = new(tmp_path / "mine" / "case")
    assert not [message for message in check(load(folder)) if message.level != "note"]
    assert tree(tmp_path / "mine") == ["case", *(f"case/{name}" for name in tree(folder))]
    assert "#" in (folder / "case.yaml").read_text()


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    load(new(tmp_path / "case"))


@pytest.mark.parametrize("stands", ["file", "full", "link"])
def test_what_stands_there_stays(tmp_path: Path, stands: str) -> None:
    target = tmp_path / "case"
    if stands == "file":
        target.write_text("mine")
    elif stands == "full":
        target.mkdir()
        (target / "notes").write_text("mine")
    else:
        target.symlink_to(tmp_path / "elsewhere")
    before = tree(tmp_path)
    with pytest.raises(CaseError):
        new(target)
    assert tree(tmp_path) == before


def test_a_failure_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: Path, target: Path, **_: object) -> None:
        target.mkdir()
        (target / "case.yaml").write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", broken)
    with pytest.raises(CaseError, match="No space left"):
        new(tmp_path / "case")
    assert tree(tmp_path) == []


def test_the_working_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CaseError, match="name a new one"):
        new(".")


def test_an_unknown_example_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="unknown example"):
        new(tmp_path / "case", example="belarus-1994")
    assert tree(tmp_path) == []


def test_examples_are_copied_whole(tmp_path: Path) -> None:
    for name, source in examples().items():
        folder = new(tmp_path / name, example=name)
        assert load(folder).hash == load(source).hash


def test_what_the_schema_lets_out_a_case_can_leave_out(tmp_path: Path) -> None:
    """Every such key taken out of the example: the case loads, and the numbers are assumed."""
    folder = new(tmp_path / "case")
    document = YAML(typ="safe").load(folder / "case.yaml")
    document["format"] = 2
    for key in MAY_BE_LEFT_OUT["Facts"]:
        document.pop(key)
    document["calendar"] = [{**one, "groups": "all"} for one in document["calendar"]]
    document["pillars"] = [
        {key: value for key, value in pillar.items() if key not in MAY_BE_LEFT_OUT["Pillar"]}
        for pillar in document["pillars"]
    ]
    (folder / "case.yaml").write_text(json.dumps(document, default=str))
    facts = load(folder).facts
    assert [group.id for group in facts.groups] == ["adults"]
    assert all(pillar.unit_size.assumed for pillar in facts.pillars)


def test_the_editor_schema_knows_every_file() -> None:
    schema = schema_json()
    assert set(schema) >= {"case.yaml", "sources.yaml", "claims.yaml", "scenarios/*.yaml", "cash.csv"}
    facts = schema["case.yaml"]
    assert facts["additionalProperties"] is False
    assert "horizon_days" in facts["required"]
    assert facts["then"]["required"] == list(MAY_BE_LEFT_OUT["Facts"])  # of format 1
    for form, keys in MAY_BE_LEFT_OUT.items():
        there = facts if form == "Facts" else facts["$defs"][form]
        assert there["required"]
        assert not set(keys) & set(there["required"])
        assert set(keys) <= set(there["properties"])
    assert facts["$defs"]["Count"]["oneOf"] == [{"required": ["source"]}, {"required": ["assumed"]}]
    assert "from" in schema["scenarios/*.yaml"]["$defs"]["Change"]["properties"]
    assert "line" not in schema["cash.csv"]["properties"]
