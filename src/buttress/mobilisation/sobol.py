"""A scrambled Sobol set of four dimensions: points that fill the cube more evenly than random ones.

The same bytes as `scipy.stats.qmc.Sobol`, whose import takes half a second of a monitor's page. Direction numbers of
Joe and Kuo (2008, doi:10.1137/070709359), scrambled by a random linear map of the digits and a shift (Matousek 1998).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from buttress.arrays import Floats

BITS = 30
DIMENSIONS = 4
_FIRST = ((1,), (1, 3), (1, 3, 1))
"""The first direction numbers of each dimension after the first, whose numbers are all 1."""
_MIDDLE = (0, 1, 1)
"""Coefficients of their primitive polynomials between the first and the last, as binary digits."""


def scrambled_sobol(points: int, seed: int) -> Floats:
    """The first points (points, 4) of a set, in the unit cube."""
    rng = np.random.default_rng(seed)
    place = 2 ** np.arange(BITS, dtype=np.uint32)
    point = rng.integers(2, size=(DIMENSIONS, BITS), dtype=np.uint32) @ place
    drawn = rng.integers(2, size=(DIMENSIONS, BITS, BITS), dtype=np.uint32)
    mixing = np.tril(drawn, -1) + np.eye(BITS, dtype=np.uint32)
    digits = _directions()[:, :, None] // place[::-1] % 2  # (dimension, direction, digit), the largest first
    steps = (np.einsum("dpk,djk->djp", mixing, digits) % 2) @ place[::-1]
    found = np.empty((points, DIMENSIONS))
    for index in range(points):
        found[index] = point
        point = point ^ steps[:, (~index & (index + 1)).bit_length() - 1]  # by the lowest binary digit 0 of the index
    return found / 2**BITS


def _directions() -> NDArray[np.uint32]:
    """Direction numbers (dimension, BITS) as whole numbers of 2**-BITS."""
    found = [[1 << (BITS - 1 - index) for index in range(BITS)]]
    for first, middle in zip(_FIRST, _MIDDLE, strict=True):
        numbers, degree = list(first), len(first)
        while len(numbers) < BITS:
            new = numbers[-degree] ^ (numbers[-degree] << degree)
            for back in range(1, degree):
                new ^= (middle >> (degree - 1 - back) & 1) * (numbers[-back] << back)
            numbers.append(new)
        found.append([number << (BITS - 1 - index) for index, number in enumerate(numbers)])
    return np.array(found, dtype=np.uint32)
