"""Worker processes that don't run the caller's script again.

A spawned process imports the program's main module anew, so that functions defined there can be called. Ours stand in
importable modules; running the user's script in each worker would at best repeat its work, and without the usual
`if __name__ == "__main__":` start workers of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor


@contextmanager
def script_left_alone() -> Iterator[None]:
    """Processes started in this block don't see the main module."""
    main = sys.modules.get("__main__")
    if main is None:
        yield
        return
    held = {name: main.__dict__[name] for name in ("__spec__", "__file__") if name in main.__dict__}
    for name in held:
        setattr(main, name, None)
    try:
        yield
    finally:
        for name, value in held.items():
            setattr(main, name, value)


@contextmanager
def ended_with(pool: ProcessPoolExecutor) -> Iterator[None]:
    """On an error or Ctrl-C in this block, end the pool's workers at once: waiting for a fit may take minutes."""
    try:
        yield
    except BaseException:
        for process in list((pool._processes or {}).values()):  # the executor offers no way of its own before 3.14
            process.terminate()
        raise
