"""A new case folder: the commented blank one, or a copy of a shipped example. Whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from buttress.case.message import CaseError, error, nearest

BLANK = Path(__file__).parent / "exampleland"
EMPTY = Path(__file__).parent / "emptyland"
PACKAGE = Path(__file__).parents[1]


def new(folder: str | Path, example: str | None = None, *, empty: bool = False) -> Path:
    """Write a case to `folder`, which must be new or empty; returns it. Raises CaseError and then writes nothing.

    The commented blank case, a shipped `example`, or an `empty` one: the keys that a case needs, and no fact.
    """
    source = EMPTY if empty else BLANK if example is None else _example(example)
    return _written(folder, lambda whole: _copy(source, whole))


def new_from(folder: str | Path, files: Mapping[str, str]) -> Path:
    """Write a case of these texts by file name to `folder`, which must be new or empty; returns it. Raises CaseError
    and then writes nothing.
    """
    return _written(folder, lambda whole: _write(files, whole))


def _written(folder: str | Path, make: Callable[[Path], None]) -> Path:
    target = Path(folder).absolute()
    _refuse(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as scratch:
            whole = Path(scratch) / "case"
            make(whole)
            os.replace(whole, target)
    except OSError as reason:
        raise CaseError([error(str(target), None, f"can't be written: {reason.strerror}")]) from None
    return target


def _copy(source: Path, whole: Path) -> None:
    shutil.copytree(source, whole, ignore=shutil.ignore_patterns("__pycache__", ".*"))


def _write(files: Mapping[str, str], whole: Path) -> None:
    whole.mkdir()
    for name, text in files.items():
        (whole / name).write_text(text, encoding="utf-8")


def examples() -> dict[str, Path]:
    """The shipped cases by name."""
    for home in (PACKAGE / "examples", PACKAGE.parents[1] / "cases"):
        if home.is_dir():
            return {path.name: path for path in sorted(home.iterdir()) if (path / "case.yaml").is_file()}
    return {}


def _example(name: str) -> Path:
    shipped = examples()
    if name not in shipped:
        raise CaseError([error(name, None, f"unknown example{nearest(name, shipped)}")])
    return shipped[name]


def _refuse(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise CaseError([error(str(target), None, "something that is not a folder stands there")])
    if target == Path.cwd():
        raise CaseError([error(str(target), None, "this is the working folder; name a new one")])
    if target.is_dir() and any(target.iterdir()):
        raise CaseError([error(str(target), None, "the folder is not empty; name a new one")])
