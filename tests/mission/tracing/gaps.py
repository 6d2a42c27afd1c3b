"""Rows of the trace that lack something: a module, a test, or one that is named but not there."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tracing.row import Row

ROOT = Path(__file__).resolve().parents[3]


def gaps(rows: Iterable[Row]) -> list[str]:
    """One sentence for each thing that is missing."""
    missing = []
    for row in rows:
        missing += [f"{row.row}: no module"] if not row.modules else []
        missing += [f"{row.row}: no test"] if not row.tests else []
        missing += [f"{row.row}: no claim for a hypothesis"] if "H" in row.kind and not row.claims else []
        missing += [f"{row.row}: no module {name}" for name in row.modules if not _is_module(name)]
        missing += [f"{row.row}: no test {test}" for test in row.tests if not _is_test(test)]
    return missing


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def _is_test(test: str) -> bool:
    file, _, function = test.partition("::")
    return function.partition("[")[0] in _functions(ROOT / file)


@cache
def _functions(file: Path) -> frozenset[str]:
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
