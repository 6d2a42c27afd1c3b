"""Watts 2002: global cascades on random networks, from one vertex, in a window of connectivity.

Each vertex switches on when at least a fraction phi of its neighbours are on, and never off again. A cascade is called
global from a tenth of the graph on; the paper prints no share. The rule is in `graph`, the algebra in
`window`.
D. J. Watts 2002, "A simple model of global cascades on random networks", PNAS 99(9), 5766-5771,
doi 10.1073/pnas.082090499.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from buttress.classics.figure import Figure, Kind
from buttress.classics.watts import window as algebra
from buttress.classics.watts.graph import sizes

QUESTION = "Why does a shock that usually does nothing now and then set off the whole network?"

PHI = (18, 100)
"""The paper's main threshold, .18, as a fraction."""
GLOBAL = 0.1
LARGE, SMALL = 10_000, 1_000
"""Vertices: the cascade window is run on large graphs, the distribution of sizes on small ones."""
GRAPHS, STARTS = 200, 10
"""Large graphs of each mean degree, and random starts on each."""
EDGE_SIZES = np.array([2, 4, 8, 16, 32, 64])
ABSTRACT = "abstract"
QUOTED = "seen in a replication that quotes it"
RERUN = "the rule, as run by a replication"


def figures(seed: int) -> Iterator[Figure]:
    """The window's edges and inside, the size of a global cascade, both regimes, heterogeneity, hubs."""
    yield from _edges()
    yield from _inside(seed)
    yield from _regimes(seed)
    yield from _heterogeneity()
    yield from _hubs(seed)


def _edges() -> Iterator[Figure]:
    window = algebra.window(algebra.single(*PHI)) or (None, None)
    for name, exact, ours in zip(("lower", "upper"), algebra.edges(5), window, strict=True):
        yield _row(f"threshold .18: {name} edge of the window, mean degree", "closed_form", "equation 5", exact, ours,
                   1e-6, "z Q(K - 1, z) = 1 against the sum over degrees")  # fmt: skip
    spread = algebra.window(algebra.normal(0.18, 0.1)) or (None, None)
    for name, published, ours in zip(("lower", "upper"), (1.148, 39.411), spread, strict=True):
        yield _row(f"normal thresholds, mean .18, sd .1: {name} edge", "rule", RERUN, published, ours, 5e-4,
                   "half of the replication's last digit")  # fmt: skip


def _inside(seed: int) -> Iterator[Figure]:
    for z in (0.8, 7.0):
        share, error = _share(sizes(seed, LARGE, z, *PHI, GRAPHS, STARTS) >= GLOBAL * LARGE)
        yield _row(f"frequency of global cascades outside the window, mean degree {z:g}", "printed",
                   f"figures 1 and 2a, {QUOTED}", 0.0, share, 0.01, "none is read as under one in 100",
                   error)  # fmt: skip
    for z, published in ((1.5, 0.59), (3.0, 0.91), (5.0, 0.76)):
        shares = sizes(seed, LARGE, z, *PHI, GRAPHS, STARTS) / LARGE
        share, error = _share(shares >= GLOBAL)
        what = f"frequency of global cascades inside the window, mean degree {z:g}"
        yield _row(what, "closed_form", "generating functions of section 3",
                   algebra.trigger_chance(z, algebra.single(*PHI)), share, 0.03,
                   "a finite graph, and three Monte-Carlo errors", error)  # fmt: skip
        yield _row(what, "rule", RERUN, published, share, 0.06,
                   "two standard errors of a replication of 200 trials; its number is not known", error)  # fmt: skip
        large = shares[shares >= GLOBAL]
        yield _row(f"size of a global cascade, mean degree {z:g}: the giant component", "closed_form", "S = 1 - e^-zS",
                   algebra.giant_share(z), float(large.mean()), 0.01, "the component of a finite graph varies",
                   float(large.std() / math.sqrt(len(large))))  # fmt: skip


def _regimes(seed: int) -> Iterator[Figure]:
    exponent, error = _exponent(sizes(seed, SMALL, 1.05, *PHI, 20_000)[:, 0])
    yield _row("lower edge, mean degree 1.05: exponent of the sizes' power law", "printed", f"figure 3, {QUOTED}", 1.5,
               exponent, 0.1, "sizes 2 to 64 of a finite graph of 1,000", error)  # fmt: skip
    shares = sizes(seed, SMALL, 6.14, *PHI, 5_000) / SMALL
    middling, error = _share((shares >= GLOBAL) & (shares < 0.95))
    yield _row("upper edge, mean degree 6.14: share of cascades of 10 to 95 % of the graph", "printed",
               f"figure 3, {QUOTED}", 0.0, middling, 0.005, "bimodal: hardly any between the two humps",
               error)  # fmt: skip
    share, error = _share(shares >= GLOBAL)
    yield _row("upper edge, mean degree 6.14: share of trials with a global cascade", "printed", f"figure 3, {QUOTED}",
               0.001, share, 0.003, "one in 1,000 trials, up to four would not surprise; known not to reproduce",
               error)  # fmt: skip


def _heterogeneity() -> Iterator[Figure]:
    windows = [algebra.window(t) for t in (algebra.single(*PHI), algebra.normal(0.18, 0.05), algebra.normal(0.18, 0.1))]
    widths = [high - low for low, high in filter(None, windows)]
    yield _row("spread thresholds (sd 0, .05, .1): steps that widen the window", "printed", ABSTRACT, 2,
               float((np.diff(widths) > 0.0).sum()), 0.0, "more spread, more vulnerable: a direction")  # fmt: skip
    poisson, scale_free = (_largest_threshold(p) for p in (algebra.poisson(1.8), algebra.power_law(1.8)))
    yield _row("power-law degrees (exponent 2.5), mean 1.8: cascades end at a lower threshold than Poisson's (1 = yes)",
               "printed", ABSTRACT, 1, float(scale_free < poisson), 0.0,
               "more spread degrees, less vulnerable: a direction")  # fmt: skip


def _hubs(seed: int) -> Iterator[Figure]:
    ratio = {}
    for z, published in ((1.3, 0.95), (5.5, 0.88)):
        hub, hub_error = _share(sizes(seed, 2_000, z, *PHI, 2_000, 1, True) >= GLOBAL * 2_000)
        anyone, anyone_error = _share(sizes(seed, 2_000, z, *PHI, 2_000) >= GLOBAL * 2_000)
        ratio[z] = hub / anyone, hub / anyone * math.hypot(hub_error / hub, anyone_error / anyone)
        yield _row(f"the best-connected vertex as seed, mean degree {z:g}: frequency of global cascades", "rule", RERUN,
                   published, hub, 0.06, "two standard errors of a replication of 200 trials", hub_error)  # fmt: skip
    yield _row("lower regime, mean degree 1.3: the best-connected vertex triggers twice as often (1 = yes)",
               "printed", ABSTRACT, 1, float(ratio[1.3][0] >= 2.0), 0.0, "far more is read as twice")  # fmt: skip
    yield _row("upper regime, mean degree 5.5: the best-connected vertex against an average one, ratio of chances",
               "printed", ABSTRACT, 1, ratio[5.5][0], 0.1,
               "not more likely is read as within a tenth; known not to reproduce", ratio[5.5][1])  # fmt: skip


def _exponent(shares: np.ndarray) -> tuple[float, float]:
    """Exponent of the sizes' density: one less the slope of log P(size >= s); error from ten batches."""

    def of(batch: np.ndarray) -> float:
        tail = [np.mean(batch >= s) for s in EDGE_SIZES]
        return float(1.0 - np.polyfit(np.log(EDGE_SIZES), np.log(tail), 1)[0])

    batches = [of(batch) for batch in np.split(shares, 10)]
    return of(shares), float(np.std(batches, ddof=1) / math.sqrt(10.0))


def _largest_threshold(p: np.ndarray) -> int:
    """The largest threshold, in percent, at which cascades grow."""
    return max((phi for phi in range(1, 100) if algebra.growth(p, algebra.single(phi, 100)) > 1.0), default=0)


def _share(flags: np.ndarray) -> tuple[float, float]:
    """Share of trials (graphs, starts), and its error from the spread between graphs, at least one trial."""
    by_graph = flags.mean(axis=1)
    return float(by_graph.mean()), max(float(by_graph.std(ddof=1) / math.sqrt(len(by_graph))), 1.0 / flags.size)


def _row(
    figure: str, kind: Kind, where: str, published: float, ours: float | None, tolerance: float, why: str,
    mc_se: float = 0.0,
) -> Figure:  # fmt: skip
    return Figure("watts", figure, kind, f"Watts 2002, {where}", published, ours, tolerance, why, mc_se)
