"""How small functions of a rule are compiled: into the kernel that calls them.

Each function that numba compiles apart costs a fifth of a second of a first run; one that a single kernel calls is
part of it. Python may call it all the same.
"""

from __future__ import annotations

from numba import njit

inlined = njit(cache=True, inline="always")
