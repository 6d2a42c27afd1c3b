"""The rooms of the package, in the order of the import contract, and a page of reference for each."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

from docs.builder.markdown import table

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "buttress"


def rooms() -> list[str]:
    """The packages that the import contract lists, from the top down."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    names = [name for layer in layers for name in re.findall(r"\w+", layer)]
    return [name for name in names if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()]


def pages() -> dict[str, str]:
    """A page a room by file name: what its docstrings say, module by module."""
    return {f"{room}.md": f"# {room}\n\n{_module(f'buttress.{room}')}" for room in rooms() if room != "__main__"}


def index(_: str = "") -> str:
    """The rooms, each with its page and the first sentence of its docstring."""
    rows = [(f"[{name.removesuffix('.md')}]({name})", _first_line(name.removesuffix(".md"))) for name in pages()]
    return table(("room", "what it says of itself"), rows)


def _module(name: str) -> str:
    return f"::: {name}\n    options:\n      show_submodules: true\n"


def _first_line(room: str) -> str:
    path = PACKAGE / room / "__init__.py"
    path = path if path.is_file() else PACKAGE / f"{room}.py"
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.partition("\n\n")[0].split())
