"""Worker processes that don't run the caller's script again.

A spawned process imports the program's main module anew, so that functions defined there can be called. Ours stand in
importable modules; running the user's script in each worker would at best repeat its work, and without the usual
`if __name__ == "__main__":` start workers of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


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
