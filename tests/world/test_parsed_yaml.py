"""Files of the room, kept parsed: equal to what the parser gives, and never those of another text."""

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import buttress.world
from buttress import parsed_yaml
from buttress.parsed_yaml import parsed

ROOM = Path(buttress.world.__file__).parent
HISTORY = ROOM / "history.yaml"


@pytest.fixture
def parses(monkeypatch):
    """How often the parser was asked."""
    made = []

    def counted(**words):
        made.append(words)
        return YAML(**words)

    monkeypatch.setattr(parsed_yaml, "YAML", counted)
    return made


def test_a_file_is_what_the_parser_gives(tmp_path):
    text = HISTORY.read_text(encoding="utf-8")
    (tmp_path / "history.yaml").write_text(text, encoding="utf-8")
    first, again = (parsed(tmp_path / "history.yaml") for _ in range(2))
    assert repr(first) == repr(again) == repr(YAML(typ="safe", pure=True).load(text)), "types and order too"


def test_a_file_is_parsed_once_and_anew_when_it_changes(tmp_path, parses):
    path = tmp_path / "file.yaml"
    for text, count in (("a: 1", 1), ("a: 1", 1), ("a: 2", 2), ("a: 1", 3)):
        path.write_text(text, encoding="utf-8")
        assert parsed(path) == {"a": int(text[-1])}
        assert len(parses) == count
    assert [kept.name for kept in (tmp_path / "__pycache__").iterdir()] == ["file.json"]


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", json.dumps({"made_of": "other", "content": {}})])
def test_a_damaged_one_is_made_again(tmp_path, damage):
    path = tmp_path / "file.yaml"
    path.write_text("a: 1", encoding="utf-8")
    parsed(path)
    (tmp_path / "__pycache__" / "file.json").write_text(damage, encoding="utf-8")
    assert parsed(path) == {"a": 1}


def test_what_can_not_be_kept_is_parsed_all_the_same(tmp_path, parses):
    path = tmp_path / "file.yaml"
    path.write_text("a: 2020-08-09", encoding="utf-8")
    first, again = parsed(path), parsed(path)
    assert first == again
    assert len(parses) == 2
    path.write_text("a: 1", encoding="utf-8")
    (tmp_path / "__pycache__").write_text("a file where the folder would be")
    assert parsed(path) == {"a": 1}


@pytest.mark.parametrize(
    "text", ["{1000: thousand}", "[{b: {0: [zero]}, 1: {2: x, y: z}}]", "{null: a, true: b, 1.5: c}"]
)
def test_a_key_that_is_no_text_stays_what_it_is(tmp_path, parses, text):
    """JSON would make a text of it."""
    path = tmp_path / "words.yaml"
    path.write_text(text)
    first, again = parsed(path), parsed(path)
    assert repr(first) == repr(again) == repr(YAML(typ="safe", pure=True).load(text)), "types and order too"
    assert len(parses) == 1


def test_every_file_that_the_package_parses_is_kept(tmp_path, parses):
    """Those of a case are read by line, elsewhere."""
    files = [path for path in ROOM.parent.rglob("*.yaml") if not {"exampleland", "emptyland"} & set(path.parts)]
    assert len(files) > 10
    for path in files:
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        parses.clear()
        assert repr(parsed(copy)) == repr(parsed(copy))
        assert len(parses) == 1, path.name
