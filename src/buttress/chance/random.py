"""Random numbers as addresses: the same (seed, run, stream, day, cell) always gives the same number.

Generator: Philox4x32-10, a counter-based generator (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy
as 1, 2, 3", SC'11, doi 10.1145/2063384.2063405). It holds no state, so a run is the same whether 100 or 1,000 are made,
in any order and on any number of workers.

    key     = (seed low 32 bits, seed high 32 bits)
    counter = (run, stream, day, cell), 32 bits each; a negative day wraps

A stream is named after what is drawn (`stream_id`), a cell after whom it concerns (`cell_id`), so that no address
depends on the order of files, fields or imports.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from functools import lru_cache

import numpy as np
from numba import njit

Word = int | np.uint64

_MASK = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_ROUNDS = 10

_FNV_OFFSET = 0x811C9DC5
_FNV_PRIME = 0x01000193
_SEPARATOR = "\x1f"


@lru_cache(maxsize=2**16)  # of each world of a case the same texts
def _fnv1a(text: str) -> int:
    """32-bit FNV-1a hash of the UTF-8 bytes of `text` (Fowler, Noll & Vo)."""
    value = _FNV_OFFSET
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * _FNV_PRIME) & 0xFFFFFFFF
    return value


def stream_id(name: str) -> int:
    """The 32-bit number of a stream, from its name alone. ValueError if the name is empty."""
    # Not Python's int: as a global it is a literal to the compiler, which then compiles `uniform` anew for each stream.
    return np.int64(cell_id(name))  # type: ignore[return-value]  # as good as one


def cell_id(*names: str) -> int:
    """The 32-bit number of a cell, from the names that tell it apart (place, group, ...), in the order given.

    ValueError if there is no name, one is empty, or one holds the separator U+001F.
    """
    if not names or not all(names):
        raise ValueError("a random address needs at least one name, and no empty one")
    for name in names:
        if _SEPARATOR in name:
            raise ValueError(f"the name {name!r} of a random address holds the control character U+001F")
    return _fnv1a(_SEPARATOR.join(names))


def check_distinct(ids: Mapping[Hashable, int]) -> None:
    """ValueError naming the two if two of the named addresses share a number, which would make their draws equal."""
    owner: dict[int, Hashable] = {}
    for name, number in ids.items():
        if number in owner:
            raise ValueError(
                f"the names {owner[number]!r} and {name!r} have the same random address {number}; rename one of them"
            )
        owner[number] = name


@njit(cache=True)
def philox(
    c0: Word, c1: Word, c2: Word, c3: Word, k0: Word, k1: Word
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Philox4x32-10: four 32-bit words (held in uint64) from a counter of four words and a key of two."""
    x0, x1 = np.uint64(c0) & _MASK, np.uint64(c1) & _MASK
    x2, x3 = np.uint64(c2) & _MASK, np.uint64(c3) & _MASK
    key0, key1 = np.uint64(k0) & _MASK, np.uint64(k1) & _MASK
    for _ in range(_ROUNDS):
        product0 = _MULTIPLIER_0 * x0
        product1 = _MULTIPLIER_1 * x2
        x0, x1, x2, x3 = (
            (product1 >> _SHIFT) ^ x1 ^ key0,
            product1 & _MASK,
            (product0 >> _SHIFT) ^ x3 ^ key1,
            product0 & _MASK,
        )
        key0 = (key0 + _WEYL_0) & _MASK
        key1 = (key1 + _WEYL_1) & _MASK
    return x0, x1, x2, x3


@njit(cache=True)
def uniform(seed: int, run: int, stream: int, day: int, cell: int) -> float:
    """A uniform number of the address, strictly between 0 and 1: an odd multiple of 2^-53, so u and 1 - u are alike."""
    wide = np.uint64(seed)
    x0, x1, _, _ = philox(run, stream, day, cell, wide & _MASK, wide >> _SHIFT)
    bits = ((x0 << _SHIFT) | x1) >> np.uint64(12)
    return (np.float64(bits) + 0.5) * 2.0**-52


@njit(cache=True)
def normal(seed: int, run: int, stream: int, day: int, cell: int) -> float:
    """A standard normal number of the address: `normal_quantile` of its `uniform`."""
    return normal_quantile(uniform(seed, run, stream, day, cell))


@njit(cache=True)
def normal_quantile(u: float) -> float:
    """The standard normal quantile of u in (0, 1), to about 1e-15.

    Algorithm AS 241, PPND16 (Wichura 1988, Applied Statistics 37, 477-484, doi 10.2307/2347330).
    """
    q = u - 0.5
    if abs(q) <= 0.425:
        return q * _centre(0.180625 - q * q)
    r = math.sqrt(-math.log(u if q < 0.0 else 1.0 - u))
    x = _shoulder(r - 1.6) if r <= 5.0 else _tail(r - 5.0)
    return -x if q < 0.0 else x


@njit(cache=True)
def _centre(r: float) -> float:
    above = 2.5090809287301226727e3 * r + 3.3430575583588128105e4
    above = above * r + 6.7265770927008700853e4
    above = above * r + 4.5921953931549871457e4
    above = above * r + 1.3731693765509461125e4
    above = above * r + 1.9715909503065514427e3
    above = above * r + 1.3314166789178437745e2
    above = above * r + 3.3871328727963666080e0
    below = 5.2264952788528545610e3 * r + 2.8729085735721942674e4
    below = below * r + 3.9307895800092710610e4
    below = below * r + 2.1213794301586595867e4
    below = below * r + 5.3941960214247511077e3
    below = below * r + 6.8718700749205790830e2
    below = below * r + 4.2313330701600911252e1
    return above / (below * r + 1.0)


@njit(cache=True)
def _shoulder(r: float) -> float:
    above = 7.74545014278341407640e-4 * r + 2.27238449892691845833e-2
    above = above * r + 2.41780725177450611770e-1
    above = above * r + 1.27045825245236838258e0
    above = above * r + 3.64784832476320460504e0
    above = above * r + 5.76949722146069140550e0
    above = above * r + 4.63033784615654529590e0
    above = above * r + 1.42343711074968357734e0
    below = 1.05075007164441684324e-9 * r + 5.47593808499534494600e-4
    below = below * r + 1.51986665636164571966e-2
    below = below * r + 1.48103976427480074590e-1
    below = below * r + 6.89767334985100004550e-1
    below = below * r + 1.67638483018380384940e0
    below = below * r + 2.05319162663775882187e0
    return above / (below * r + 1.0)


@njit(cache=True)
def _tail(r: float) -> float:
    above = 2.01033439929228813265e-7 * r + 2.71155556874348757815e-5
    above = above * r + 1.24266094738807843860e-3
    above = above * r + 2.65321895265761230930e-2
    above = above * r + 2.96560571828504891230e-1
    above = above * r + 1.78482653991729133580e0
    above = above * r + 5.46378491116411436990e0
    above = above * r + 6.65790464350110377720e0
    below = 2.04426310338993978564e-15 * r + 1.42151175831644588870e-7
    below = below * r + 1.84631831751005468180e-5
    below = below * r + 7.86869131145613259100e-4
    below = below * r + 1.48753612908506148525e-2
    below = below * r + 1.36929880922737358310e-1
    below = below * r + 5.99832206555887937690e-1
    return above / (below * r + 1.0)
