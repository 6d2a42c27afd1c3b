"""Files and functions that are read in one sitting, and names that mean one thing."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "buttress"
FILES = sorted(PACKAGE.rglob("*.py"))
STUDIES = sorted((ROOT / "studies").rglob("*.py"))
CONTRACT = {"Given", "State", "Record"}
"""Every kernel has these records beside it: one meaning in many files."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@cache
def definitions(path: Path) -> tuple[Function | ast.ClassDef, ...]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return tuple(node for node in nodes if isinstance(node, Function | ast.ClassDef))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in definitions(path) if isinstance(node, Function))


def named(path: Path, function: Function) -> str:
    return f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"


def test_files_are_short() -> None:
    assert median(map(lines, FILES)) < 120
    assert [str(path.relative_to(ROOT)) for path in (*FILES, *STUDIES) if lines(path) > 350] == []


def test_functions_are_short() -> None:
    long = [
        named(path, function)
        for path in (*FILES, *STUDIES)
        for function in functions(path)
        if path.parent.name != "cli" and (function.end_lineno or 0) - function.lineno >= 60
    ]
    assert long == []


def test_functions_take_few_arguments_by_position() -> None:
    wide = [
        named(path, function)
        for path in (*FILES, *STUDIES)
        for function in functions(path)
        if path.parent.name != "cli" and len(function.args.posonlyargs) + len(function.args.args) > 8
    ]
    assert wide == []


def test_a_class_name_stands_in_one_file() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for path in (*FILES, *STUDIES):
        for node in definitions(path):
            if isinstance(node, ast.ClassDef) and node.name not in CONTRACT:
                places[node.name].add(str(path.relative_to(ROOT)))
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_infer_is_one_room() -> None:
    assert sum(lines(path) for path in (PACKAGE / "infer").rglob("*.py")) < 3500
