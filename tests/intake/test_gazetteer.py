"""Sizes of towns, within the country named alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from buttress.intake import gazetteer, known_words, place_words
from buttress.intake.gazetteer import most_in_one_country_each, town_size, towns_of_one_country, world_towns
from buttress.intake.place_words import country_code, says_region, says_rest, says_whole
from buttress.intake.plain_text import bare_names, plain


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("Tbilisi", "Georgia"),
        ("Тбилиси", "Грузия"),
        ("თბილისი", "GE"),
        ("TBILISI (centre)", "GEO"),
        ("Tbilisi, Rustaveli avenue", "Georgia"),
        ("الخرطوم", "Sudan"),
        ("Kiev", "Україна"),
        ("Sao Paulo", "Brasil"),
    ],
)
def test_a_large_town_by_any_of_its_names(place: str, country: str) -> None:
    size = town_size(place, country)
    assert size is not None
    assert size > 900_000


def test_without_a_country_every_size_is_unknown() -> None:
    assert town_size("Tbilisi", None) is None
    assert town_size("Tbilisi", "") is None
    assert town_size("Tbilisi", "Nowhereland") is None
    assert town_size("Tbilisi", "Belarus") is None


def test_the_smallest_of_namesakes_counts_unless_the_region_is_named() -> None:
    small, named = town_size("Springfield", "USA"), town_size("Springfield, MO", "USA")
    assert small is not None
    assert named is not None
    assert small < 100_000 < named
    assert town_size("Springfield", "USA", "MO") == named


def test_names_read_in_one_piece_are_as_one_by_one() -> None:
    names = [name for town in world_towns()[::60] for name in (town.name, *town.others)]
    assert len({letter for name in names for letter in name}) > 1500
    assert bare_names(names) == [re.sub(r"[\W_]+", "", plain(name)) for name in names]
    assert bare_names(["São  Tomé_e (x)", "מִינְסְק", "²٣ Ⅻ", ""]) == ["saotomeex", "מינסק", "3xii", ""]


def test_the_most_of_several_names_in_one_country() -> None:
    groups = [["Quito", "Guayaquil, centro", "Gomel"], ["ГОМЕЛЬ"], ["nowhere at all"], []]
    assert most_in_one_country_each(groups) == [2, 1, 0, 0]
    assert towns_of_one_country(["Sao Paulo", "sao paulo", "Brasília (DF)", "Minsk"]) == 2


@pytest.mark.parametrize(
    ("name", "code"),
    [("Беларусь", "BY"), ("Белоруссия", "BY"), ("USA", "US"), ("us", "US"), ("GEO", "GE"), ("Turkey", "TR"),
     ("Côte d’Ivoire", "CI"), ("the Gambia", "GM"), ("السودان", "SD"), ("Paris", None), ("", None)],
)  # fmt: skip
def test_countries_by_name_and_code(name: str, code: str | None) -> None:
    assert country_code(name) == code


def test_words_of_places() -> None:
    whole = ["nationwide", "Sofia, nationwide", "National; 82 cities", "becomes national", "Country (all)", "усяго"]
    assert all(map(says_whole, whole))
    assert not any(map(says_whole, ["Peru, IN", "Minsk", "Belarus", "allentown", "National City"]))
    assert says_rest("other cities")
    assert says_rest("Остальные города")
    assert says_region("Minsk region")
    assert says_region("Гомельская обл.")
    assert not says_region("Region")


def copied(tmp_path: Path) -> Path:
    """A copy of the room's files in which nothing is kept."""
    there = tmp_path / "intake"
    if not there.exists():
        shutil.copytree(Path(place_words.__file__).parent, there, ignore=shutil.ignore_patterns("__pycache__"))
    return there


def counted(monkeypatch: pytest.MonkeyPatch, room: ModuleType, name: str, value: object) -> list[int]:
    """Replace a function by one that gives a value; its calls."""
    calls: list[int] = []
    monkeypatch.setattr(room, name, lambda: calls.append(1) or value)
    return calls


def test_names_of_countries_are_kept_until_what_they_are_made_of_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = place_words._made_country_names()
    calls = counted(monkeypatch, place_words, "_made_country_names", made)
    folder = copied(tmp_path)
    monkeypatch.setattr(place_words, "__file__", str(folder / "place_words.py"))
    for count in (1, 1):
        assert place_words.country_names.__wrapped__() == made
        assert len(calls) == count
    with (folder / "place_words.yaml").open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    assert place_words.country_names.__wrapped__() == made
    assert len(calls) == 2
    monkeypatch.setattr(place_words, "version", lambda package: "another")
    place_words.country_names.__wrapped__()
    assert len(calls) == 3


def test_what_is_made_of_towns_is_kept_until_what_it_is_made_of_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {
        room: counted(monkeypatch, room, name, few)
        for room, name, few in (
            (gazetteer, "world_towns", tuple(town for town in world_towns() if town.country in ("EC", "PE"))),
            (known_words, "world_towns", tuple(town for town in world_towns() if town.country == "EC")),
        )
    }
    for room in made:
        monkeypatch.setattr(room, "__file__", str(copied(tmp_path) / Path(room.__file__).name))

    def found() -> tuple[object, ...]:
        keys, words = gazetteer._keys_of_countries.__wrapped__(), known_words._words.__wrapped__()
        assert set(keys) == {"EC", "PE"}
        assert {"quito", "cuenca"} <= keys["EC"] - keys["PE"]
        assert "кито" in words
        assert "арекипа" not in words
        return gazetteer.towns_in.__wrapped__("EC"), keys, words

    whole = found()
    assert whole[0] == tuple(town for town in world_towns() if town.country == "EC")
    assert [len(calls) for calls in made.values()] == [2, 1]
    assert found() == whole
    assert [len(calls) for calls in made.values()] == [2, 1]
    monkeypatch.setattr(gazetteer, "version", lambda package: "another")
    assert found() == whole
    assert [len(calls) for calls in made.values()] == [4, 2]
    with (tmp_path / "intake" / "gazetteer.py").open("a") as code:
        code.write("# towns are read in another way\n")
    assert found() == whole
    assert [len(calls) for calls in made.values()] == [6, 3]
