"""What made the numbers: the version and hash of our own source, of the lock file, and the libraries in use."""

import importlib.metadata
import platform
from functools import cache
from hashlib import sha256
from pathlib import Path

import buttress
from buttress.store.file import file_digest

PACKAGE = Path(buttress.__file__).parent
LOCKS = (PACKAGE / "requirements.lock", PACKAGE.parents[1] / "requirements.lock")  # in a wheel, in a checkout
NUMERIC = ("llvmlite", "numba", "numpy", "pyarrow", "scipy", "smcpy")  # libraries that can move the last bit


@cache
def code_version() -> str:
    """`0.1.0+<12 hex digits>`: the package's version and a hash of its Python files, names included."""
    hasher = sha256()
    for path in sorted(PACKAGE.rglob("*.py"), key=lambda p: p.relative_to(PACKAGE).as_posix()):
        hasher.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0")
        hasher.update(path.read_bytes() + b"\0")
    return f"{buttress.__version__}+{hasher.hexdigest()[:12]}"


def lock_hash() -> str | None:
    """SHA-256 of the file of pinned requirements, None where there is none."""
    return next((file_digest(path) for path in LOCKS if path.is_file()), None)


def libraries() -> dict[str, str]:
    """Versions of Python and of the libraries on which the bytes of a result depend."""
    return dict(_installed())


@cache
def _installed() -> dict[str, str]:
    """The same, looked up once: each look-up reads the folder of all that is installed."""
    versions = {"python": platform.python_version()}
    for name in NUMERIC:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return versions
