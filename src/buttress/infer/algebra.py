"""The little linear algebra that a fit needs, in one thread and one order.

A BLAS splits its work by the number of threads, and its last digits with it; a fit must give the same bytes whatever
that number is. (It is also faster here: the matrices are small, and waiting threads cost more than they do.)
"""

from __future__ import annotations

import numpy as np
from numba import njit

from buttress.arrays import Floats


def cross(x: Floats, y: Floats) -> Floats:
    """x'y for x (n, d) and y (n, k)."""
    out = np.zeros((x.shape[1], y.shape[1]))
    _add_cross(np.ascontiguousarray(x), np.ascontiguousarray(y), out)
    return out


def squares(x: Floats) -> Floats:
    """x'x for x (n, d), its lower half row by row, (d (d + 1) / 2,)."""
    out = np.zeros(x.shape[1] * (x.shape[1] + 1) // 2)
    _add_squares(np.ascontiguousarray(x), out)
    return out


def lower(rows: Floats, d: int) -> Floats:
    """A matrix (d, d) from its lower half row by row, nought above it."""
    out = np.zeros((d, d))
    out[np.tri(d, dtype=bool)] = rows
    return out


def cholesky(a: Floats) -> Floats:
    """Lower factor of symmetric positive definite a (d, d), of which the lower half is read; raises ValueError if a is
    not positive definite.
    """
    factor = np.array(a, dtype=float)
    if not factorise(factor):
        raise ValueError("the matrix is not positive definite")
    return factor


def solve_factored(factor: Floats, b: Floats) -> Floats:
    """a^-1 b for b (d, k) and the factor of a."""
    out = np.array(b, dtype=float)
    substitute(factor, out)
    return out


def solve(a: Floats, b: Floats) -> Floats:
    """a^-1 b for symmetric positive definite a (d, d) and b (d, k), by Cholesky; raises ValueError if a is not."""
    return solve_factored(cholesky(a), b)


@njit(cache=True)
def _add_cross(x, y, out):  # type: ignore[no-untyped-def]
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            at = x[i, j]
            for k in range(y.shape[1]):
                out[j, k] += at * y[i, k]


@njit(cache=True)
def _add_squares(x, out):  # type: ignore[no-untyped-def]
    for i in range(x.shape[0]):
        start = 0
        for j in range(x.shape[1]):
            at = x[i, j]
            for k in range(j + 1):
                out[start + k] += at * x[i, k]
            start += j + 1


@njit(cache=True)
def factorise(a):  # type: ignore[no-untyped-def]
    """Lower factor in place, column by column; False where a pivot is not positive."""
    d = a.shape[0]
    for j in range(d):
        if not a[j, j] > 0.0:
            return False
        pivot = np.sqrt(a[j, j])
        for i in range(j, d):
            a[i, j] /= pivot
        for i in range(j + 1, d):
            at = a[i, j]
            for k in range(j + 1, i + 1):
                a[i, k] -= at * a[k, j]
    return True


@njit(cache=True)
def substitute(factor, b):  # type: ignore[no-untyped-def]
    """Solve L L' x = b in place."""
    d, k = b.shape
    for i in range(d):
        for j in range(i):
            at = factor[i, j]
            for c in range(k):
                b[i, c] -= at * b[j, c]
        for c in range(k):
            b[i, c] /= factor[i, i]
    for i in range(d - 1, -1, -1):
        for j in range(i + 1, d):
            at = factor[j, i]
            for c in range(k):
                b[i, c] -= at * b[j, c]
        for c in range(k):
            b[i, c] /= factor[i, i]


@njit(cache=True)
def inverse_diagonal(factor):  # type: ignore[no-untyped-def]
    """The diagonal (d,) of a^-1 from the lower factor of a: `substitute` in 1, without what is nought or unread."""
    d = len(factor)
    b = np.eye(d)
    for i in range(d):
        for j in range(i):
            at = factor[i, j]
            for c in range(j + 1):
                b[i, c] -= at * b[j, c]
        for c in range(i + 1):
            b[i, c] /= factor[i, i]
    for i in range(d - 1, -1, -1):
        for j in range(i + 1, d):
            at = factor[j, i]
            for c in range(i + 1):
                b[i, c] -= at * b[j, c]
        for c in range(i + 1):
            b[i, c] /= factor[i, i]
    return np.diag(b).copy()
