"""Time of a count draw against NumPy's, in one run: `python benchmarks/draws.py`.

Both fill the same array with Binomial(n, p) for n and p spread evenly in log over the ranges a case meets. Ours takes
the uniform of an address (Philox4x32-10) and inverts it; NumPy's Generator draws from its own stream (PCG64).
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
from numba import njit
from numpy.typing import NDArray

from buttress.chance.draws import binomial
from buttress.chance.random import normal, uniform

CELLS = 200_000
REPEATS = 15


@njit(cache=True)
def fill_binomial(n: NDArray[np.int64], p: NDArray[np.float64], day: int, out: NDArray[np.int64]) -> None:
    for i in range(n.size):
        out[i] = binomial(n[i], p[i], uniform(20200914, 0, 1, day, i))


@njit(cache=True)
def fill_uniform(day: int, out: NDArray[np.float64]) -> None:
    for i in range(out.size):
        out[i] = uniform(20200914, 0, 1, day, i)


@njit(cache=True)
def fill_normal(day: int, out: NDArray[np.float64]) -> None:
    for i in range(out.size):
        out[i] = normal(20200914, 0, 1, day, i)


def nanoseconds(call: Callable[[int], object], size: int) -> float:
    """Median time a draw of `call(repeat)`, after one call to warm up."""
    call(0)
    times = []
    for repeat in range(1, REPEATS + 1):
        start = time.perf_counter()
        call(repeat)
        times.append((time.perf_counter() - start) / size * 1e9)
    return statistics.median(times)


def log_spread(rng: np.random.Generator, low: float, high: float) -> NDArray[np.float64]:
    return np.exp(rng.uniform(np.log(low), np.log(high), CELLS))


def main() -> None:
    rng = np.random.default_rng(1)
    counts, floats = np.empty(CELLS, np.int64), np.empty(CELLS)
    print(f"{'draw':44}{'ours ns':>9}{'numpy ns':>10}{'ours/numpy':>12}")
    rows: list[tuple[str, Callable[[int], object], Callable[[int], object]]] = [
        ("uniform", lambda day: fill_uniform(day, floats), lambda _: rng.random(out=floats)),
        ("normal", lambda day: fill_normal(day, floats), lambda _: rng.standard_normal(out=floats)),
    ]
    for label, n_range, p_range in [
        ("binomial n 10..1e5, p 1e-4..0.1", (10, 1e5), (1e-4, 0.1)),
        ("binomial n 10..1e3, p 1e-3..0.5", (10, 1e3), (1e-3, 0.5)),
        ("binomial n 1e4..1e6, p 1e-4..1e-3", (1e4, 1e6), (1e-4, 1e-3)),
        ("binomial n 1e5..1e7, p 1e-2..0.3", (1e5, 1e7), (1e-2, 0.3)),
    ]:
        n = log_spread(rng, *n_range).astype(np.int64)
        p = log_spread(rng, *p_range)
        rows.append(
            (
                label,
                lambda day, n=n, p=p: fill_binomial(n, p, day, counts),  # type: ignore[misc]
                lambda _, n=n, p=p: rng.binomial(n, p),  # type: ignore[misc]
            )
        )
    for label, ours, numpys in rows:
        a, b = nanoseconds(ours, CELLS), nanoseconds(numpys, CELLS)
        print(f"{label:44}{a:9.1f}{b:10.1f}{a / b:12.2f}")


if __name__ == "__main__":
    main()
