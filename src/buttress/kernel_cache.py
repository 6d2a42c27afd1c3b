"""Where compiled kernels stand on the disk: under a name that changes with every source they are compiled from.

numba names a kernel's file after its line and compares the text of its own file. That is not enough twice. A kernel
holds the code of the kernels that it calls from other files, and would keep the old code when one of them changes. And
the types of a record name its class: after an upgrade that renames one, the old index can't be read, which ends in an
AttributeError. Here the name holds a hash of the kernel's file and of all files of the package that it imports, so
that old files are not opened; they are removed when the kernel is met.

While numba compiles, Python's garbage collector rests: what the compiler makes is in use until the kernel is done, and
going through it again and again costs a tenth of the time.

`install` is called by the rooms whose kernels others call, before any kernel is defined.
"""

from __future__ import annotations

import gc
import hashlib
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from numba.core import event
from numba.core.caching import CompileResultCacheImpl

ROOT = Path(__file__).resolve().parent
IMPORT = re.compile(r"^(?:from ([\w.]+) import (\([^)]*\)|.*)|import ([\w.]+))", re.MULTILINE)


class NamedAfterSources:
    """Finds numba's own place for a kernel of this package, and adds the hash of its sources to its name."""

    @classmethod
    def from_function(cls, py_func: Callable[..., Any], py_file: str) -> Any:
        """The locator of a kernel, or None for a function of another package."""
        path = Path(py_file).resolve()
        if ROOT not in path.parents:
            return None
        found = (locator.from_function(py_func, py_file) for locator in _NUMBAS)
        place = next((locator for locator in found if locator is not None), None)
        if place is not None:
            name = f"{place.get_disambiguator()}-{_hash_of_module(py_func.__globals__, path)}"
            place.get_disambiguator = lambda: name
            _remove_old(Path(place.get_cache_path()), f"{path.stem}.{py_func.__qualname__}", name)
        return place


_hashed: tuple[dict[str, Any], str] = ({}, "")
"""The module whose kernels are being defined, and the hash of its sources."""


def _hash_of_module(module: dict[str, Any], path: Path) -> str:
    """The hash of a module's sources, read once for all of its kernels; anew when it is imported anew."""
    global _hashed
    if _hashed[0] is not module:
        _hashed = (module, sources_hash(path))
    return _hashed[1]


_NUMBAS: list[Any] = list(CompileResultCacheImpl._locator_classes)
"""Its own places, in its own order."""


class CollectorAtRest(event.Listener):
    """Stops the garbage collector with the first compilation under way and starts it after the last, if it ran."""

    def __init__(self) -> None:
        self.ran: list[bool] = []

    def on_start(self, event: event.Event) -> None:
        """Note whether it runs, and stop it; numba lets one thread compile at a time."""
        self.ran.append(gc.isenabled())
        gc.disable()

    def on_end(self, event: event.Event) -> None:
        """Start it if it ran when this compilation began; those that others began in between found it stopped."""
        if self.ran.pop():
            gc.enable()


_AT_REST = CollectorAtRest()


def install() -> None:
    """Have numba ask here first, with the collector at rest. Functions of other packages are cached as before."""
    first: list[Any] = [NamedAfterSources]
    CompileResultCacheImpl._locator_classes = first + _NUMBAS
    with suppress(ValueError):  # a second room's call finds it registered once
        event.unregister("numba:compile", _AT_REST)
    event.register("numba:compile", _AT_REST)


def sources_hash(path: Path) -> str:
    """A hash of a file and of all files of the package that it imports, directly or not."""
    files = sorted(_reached(path, set()))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:12]


def _reached(path: Path, seen: set[Path]) -> set[Path]:
    if path not in seen:
        seen.add(path)
        for file in _imported(path, ROOT):
            _reached(file, seen)
    return seen


@cache
def _imported(path: Path, root: Path) -> tuple[Path, ...]:
    """Files of the package that a file imports at its top, in both forms of the statement."""
    found = []
    for module, names, alone in IMPORT.findall(path.read_text(encoding="utf-8")):
        whole = module or alone
        if whole.split(".")[0] == root.name:
            modules = [whole, *(f"{whole}.{name}" for name in re.findall(r"\w+", names))]
            found += [file for name in modules if (file := _file(name, root)) is not None]
    return tuple(found)


def _file(module: str, root: Path) -> Path | None:
    path = root.parent.joinpath(*module.split("."))
    choices = (path.with_suffix(".py"), path / "__init__.py")
    return next((choice for choice in choices if choice.is_file() and choice.parent != root.parent), None)


def _remove_old(folder: Path, kernel: str, name: str) -> None:
    """Remove what this Python compiled of earlier sources; another process may have done so."""
    ending = f"py{sys.version_info[0]}{sys.version_info[1]}"
    if (folder / f"{kernel}-{name}.{ending}{sys.abiflags}.nbi").exists():  # removed when this one was first met
        return
    for path in folder.glob(f"{kernel}-*.{ending}*.nb[ic]"):
        if not path.name.startswith(f"{kernel}-{name}."):
            with suppress(OSError):
                path.unlink()
