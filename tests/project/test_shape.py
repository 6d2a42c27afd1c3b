"""Files and functions that are read in one sitting, and names that mean one thing."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "buttress"
FILES = sorted(PACKAGE.rglob("*.py"))
STUDIES = sorted((ROOT / "studies").rglob("*.py"))
CONTRACT = {"Given", "State", "Record"}
"""Every kernel has these records beside it: one meaning in many files."""


class Definition(NamedTuple):
    """What is asked of a class or a function: a syntax tree of every file would fill the memory."""

    name: str
    line: int
    last: int
    positional: int | None
    """Arguments by position; None: it is a class."""


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@cache
def definitions(path: Path) -> tuple[Definition, ...]:
    return tuple(found(ast.parse(path.read_text(encoding="utf-8"))))


def found(tree: ast.AST) -> Iterator[Definition]:
    """Those below a node. They stand in statements alone, so that expressions need no look."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            taken = len(node.args.posonlyargs) + len(node.args.args)
            yield Definition(node.name, node.lineno, node.end_lineno or 0, taken)
        elif isinstance(node, ast.ClassDef):
            yield Definition(node.name, node.lineno, node.end_lineno or 0, None)
        if not isinstance(node, ast.expr):
            yield from found(node)


def functions(path: Path) -> Iterator[Definition]:
    return (each for each in definitions(path) if each.positional is not None)


def named(path: Path, function: Definition) -> str:
    return f"{path.relative_to(ROOT)}:{function.line} {function.name}"


def test_files_are_short() -> None:
    assert median(map(lines, FILES)) < 120
    assert [str(path.relative_to(ROOT)) for path in (*FILES, *STUDIES) if lines(path) > 350] == []


def test_functions_are_short() -> None:
    long = [
        named(path, function)
        for path in (*FILES, *STUDIES)
        for function in functions(path)
        if path.parent.name != "cli" and function.last - function.line >= 60
    ]
    assert long == []


def test_functions_take_few_arguments_by_position() -> None:
    wide = [
        named(path, function)
        for path in (*FILES, *STUDIES)
        for function in functions(path)
        if path.parent.name != "cli" and (function.positional or 0) > 8
    ]
    assert wide == []


def test_a_class_name_stands_in_one_file() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for path in (*FILES, *STUDIES):
        for each in definitions(path):
            if each.positional is None and each.name not in CONTRACT:
                places[each.name].add(str(path.relative_to(ROOT)))
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_infer_is_one_room() -> None:
    assert sum(lines(path) for path in (PACKAGE / "infer").rglob("*.py")) < 3500
