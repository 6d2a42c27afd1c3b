"""Worker processes that don't run the caller's script again, and that leave Ctrl-C to their parent.

A spawned process imports the program's main module anew, so that functions defined there can be called. Ours stand in
importable modules; running the user's script in each worker would at best repeat its work, and without the usual
`if __name__ == "__main__":` start workers of its own.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def script_left_alone() -> Iterator[None]:
    """Processes started in this block don't see the main module."""
    main = sys.modules.get("__main__")
    if main is None:
        yield
        return
    hidden = {name: main.__dict__[name] for name in ("__spec__", "__file__") if name in main.__dict__}
    for name in hidden:
        setattr(main, name, None)
    try:
        yield
    finally:
        for name, value in hidden.items():
            setattr(main, name, value)


@contextmanager
def interrupts_kept_away() -> Iterator[None]:
    """Processes started in this block inherit that Ctrl-C is blocked: it can't reach them before their first line."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # the first process would start it, which lifts the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
