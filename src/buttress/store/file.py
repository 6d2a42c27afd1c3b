"""Files that appear whole or not at all, and their checksums."""

import hashlib
import os
import tempfile
from pathlib import Path

PARTIAL = ".partial"  # the ending of a file not yet whole; left behind by a kill, never read


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that a reader, or a kill, sees the old file or the new one, never a half.

    Raises OSError that names the file, as when the disk is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=PARTIAL)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException as reason:
        Path(name).unlink(missing_ok=True)
        if isinstance(reason, OSError):  # a failed write knows its handle, not its file
            raise type(reason)(reason.errno, reason.strerror, str(path)) from None
        raise


def sweep(directory: Path) -> None:
    """Remove the unfinished files of a writer that was killed; call it only while holding the directory's lock."""
    for path in directory.rglob(f".*{PARTIAL}"):
        path.unlink(missing_ok=True)


def digest(content: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal, the form of `sha256sum`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
