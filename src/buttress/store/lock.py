"""One writer a directory."""

import os
from pathlib import Path

from buttress.store.error import StoreError

try:
    import fcntl
except ImportError:  # pragma: no cover - no advisory locks outside POSIX: there two writers are the user's care
    fcntl = None  # type: ignore[assignment]

NAME = ".lock"


class Lock:
    """An advisory lock on a directory. The kernel drops it with the process, so a kill leaves nothing to clear up."""

    def __init__(self, directory: Path) -> None:
        """Take the lock. Raises StoreError where another process holds it or the directory can't be written."""
        try:
            self._handle = os.open(directory / NAME, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise StoreError(f"{directory} can't be written: {error.strerror}") from None
        if fcntl is None:  # pragma: no cover
            return
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._handle)
            raise StoreError(f"another process writes to {directory}: wait for it, or choose another --out") from None

    def release(self) -> None:
        """Give the lock back. The file stays: removing it would let two writers in."""
        os.close(self._handle)
