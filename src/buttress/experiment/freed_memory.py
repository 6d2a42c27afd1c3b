"""Memory that large tables leave behind, given back to the system."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress


def give_back() -> None:
    """Have the C library return what was freed: glibc keeps it for later, a sixth of a gigabyte after a brief's runs.

    Where there is no glibc nothing happens.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL("libc.so.6").malloc_trim(0)
