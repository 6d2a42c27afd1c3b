"""Brummitt, Barnett & D'Souza 2015: countries near a tipping point, one pulling at the next.

    dx_i/dt = -x_i^3 + x_i + a_i + d x_(i-1)

Each country i of a chain has a calm state (x near -1) and one of protest (x near 1). Alone, the calm state ends in a
fold at a = 2 / (3 sqrt 3). A neighbour in protest moves the next one's fold. The paper's abstract was seen; the normal
form is the textbook's, the coupling along a chain is written as simply as it can be.
C. D. Brummitt, G. Barnett & R. M. D'Souza 2015, "Coupled catastrophes: sudden shifts cascade and hop among
interdependent systems", Journal of the Royal Society Interface 12, 20150712, doi 10.1098/rsif.2015.0712.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numba import njit

from buttress.arrays import Floats
from buttress.classics.figure import Figure, Kind

QUESTION = "Can unrest in one country tip another two borders away and leave the one between them calm?"

FOLD = 2.0 / (3.0 * math.sqrt(3.0))
COUPLING = 0.1
STEP = 0.02
LONG = 2_000.0


@njit(cache=True)
def _slope(x: Floats, a: Floats, d: float, out: Floats) -> None:
    for i in range(len(x)):
        out[i] = -(x[i] ** 3) + x[i] + a[i]
        if i > 0:
            out[i] += d * x[i - 1]


@njit(cache=True)
def run(x: Floats, a: Floats, d: float, time: float) -> Floats:
    """State after `time` from x: the classic fourth-order Runge-Kutta step."""
    x = x.copy()
    at = np.empty(len(x))
    k = np.empty((4, len(x)))
    for _ in range(round(time / STEP)):
        _slope(x, a, d, k[0])
        for part, ahead in ((1, 0.5 * STEP), (2, 0.5 * STEP), (3, STEP)):
            for i in range(len(x)):
                at[i] = x[i] + ahead * k[part - 1, i]
            _slope(at, a, d, k[part])
        for i in range(len(x)):
            x[i] += STEP / 6.0 * (k[0, i] + 2.0 * k[1, i] + 2.0 * k[2, i] + k[3, i])
    return x


def rest(a: Sequence[float], d: float = COUPLING) -> Floats:
    """The calm state of a chain, from everyone at -1."""
    return run(np.full(len(a), -1.0), np.array(a, float), d, LONG)


def after_push(a: Sequence[float], d: float = COUPLING) -> Floats:
    """The chain's state after the first country is pushed just past its fold."""
    pushed = np.array(a, float)
    pushed[0] = FOLD + 0.01
    return run(rest(a, d), pushed, d, LONG)


def fold_found(drive: float) -> float:
    """The a at which a country's calm ends, by bisection, if a neighbour adds `drive`."""
    low, high = -1.0, 1.0
    while high - low > 1e-7:
        a = 0.5 * (low + high)
        tipped = run(np.array([-1.0]), np.array([a + drive]), 0.0, LONG)[0] > 0.0
        low, high = (low, a) if tipped else (a, high)
    return 0.5 * (low + high)


CASCADE = (0.0, FOLD - 0.05, FOLD - 0.05)
"""Everyone a little below the fold: each tips the next."""
HOP = (0.0, -0.3, FOLD + 0.1157 - 0.004)
"""The second far below its fold, the third just below its own (it rests with a neighbour of about -1.157)."""


def tipped(a: Sequence[float]) -> list[bool]:
    """Which countries of the chain are in protest after the first was pushed, none of them having been before."""
    if (rest(a) > 0.0).any():
        raise ValueError("a country was in protest before the push")
    return [bool(x > 0.0) for x in after_push(a)]


def figures(seed: int) -> Iterator[Figure]:
    """The fold, the fold moved by a neighbour, a cascade and a hop; nothing is drawn."""
    why = "bisection; passing a fold takes 1 / sqrt(distance), so 2,000 time units tell it to a few millionths"
    yield _row("fold of a country alone, a", "closed_form", "2 / (3 sqrt 3)", FOLD, fold_found(0.0), 1e-5, why)
    upper = float(max(np.roots([-1.0, 0.0, 1.0, FOLD + 0.01]).real))
    yield _row("the same with a neighbour in protest, coupling .1", "closed_form", "the fold less d x",
               FOLD - COUPLING * upper, fold_found(COUPLING * after_push(CASCADE)[0]), 1e-5, why)  # fmt: skip
    yield _row("a sudden change can cascade: countries of three that tip when the first does", "printed", "abstract", 3,
               sum(tipped(CASCADE)), 0.0, "a whole number; each starts .05 below its fold")  # fmt: skip
    first, between, third = tipped(HOP)
    yield _row("a sudden change can hop: the first and the third tip, the one between does not (1 = yes)", "printed",
               "abstract", 1, float(first and third and not between), 0.0, "an existence: one such chain")  # fmt: skip


def _row(figure: str, kind: Kind, where: str, published: float, ours: float, tolerance: float, why: str) -> Figure:
    source = f"Brummitt et al. 2015, {where}"
    return Figure("brummitt", figure, kind, source, published, float(ours), tolerance, why)
