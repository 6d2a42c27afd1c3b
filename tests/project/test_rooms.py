"""The map of rooms, the import contract and the folders name the same things."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "buttress"


def rooms_of_the_map() -> list[str]:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    block = text.split("```", 2)[1]
    return re.findall(r"^([a-z]+) {2,}", block, flags=re.MULTILINE)


def rooms_of_the_contract() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [name for layer in layers for name in re.findall(r"\w+", layer)]


def test_each_room_of_the_map_is_a_package_and_in_the_contract():
    for room in rooms_of_the_map():
        assert (PACKAGE / room).is_dir() or (PACKAGE / f"{room}.py").is_file(), f"{room} is on the map only"
        assert room in rooms_of_the_contract()


def test_each_package_is_on_the_map():
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages <= set(rooms_of_the_map())


def test_the_map_lists_the_rooms_in_the_order_of_the_contract():
    order = rooms_of_the_contract()
    places = [order.index(room) for room in rooms_of_the_map() if room not in ("chance", "world", "case", "store")]
    assert places == sorted(places)
