"""Lang & De Sterck 2014: a revolution seen only once it is large, policed only while it is small.

    dr/dt = c1 v(r) (1 - r) - c2 p(r) r

r: share of protesters; v = 1 if r > alpha, else 0 (visibility: censorship hides a small crowd); p = 1 if r < 1 - beta,
else 0 (police capacity: a large crowd is beyond it). Where both act, r heads for c* = c1 / (c1 + c2).
J. Lang & H. De Sterck 2014, "The Arab Spring: a simple compartmental model for the dynamics of a revolution",
Mathematical Social Sciences 69, 12-21, doi 10.1016/j.mathsocsci.2014.01.004, arXiv 1210.1841.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product

from buttress.classics.figure import Figure, Kind

QUESTION = "When does a police state that has always been stable become one that a small crowd can topple?"

LONG = 40.0
"""Time after which a crowd has settled, in units of the slower law's time."""
REGIONS: dict[tuple[str, ...], str] = {
    ("0",): "stable police state",
    ("middle",): "meta-stable police state",
    ("1",): "unstable police state",
    ("stays",): "failed state",
}
"""What becomes of a crowd between the two thresholds, and the region's published name."""


def protesters(r: float, alpha: float, beta: float, c1: float, c2: float, time: float = LONG) -> float:
    """r after `time`, exactly: between the two thresholds each law is linear, so its solution is an exponential."""
    while True:
        grows, polices = c1 * (r > alpha), c2 * (r < 1.0 - beta)
        rate = grows + polices
        if rate == 0.0:
            return r
        target = grows / rate
        # The next threshold on the way, if it is reached in time: crossing it changes the law.
        ahead = [edge for edge in (alpha, 1.0 - beta) if min(r, target) < edge < max(r, target)]
        edge = min(ahead, key=lambda at: abs(at - r), default=target)
        needed = math.log((r - target) / (edge - target)) / rate if ahead else math.inf
        if needed >= time:
            return target + (r - target) * math.exp(-rate * time)
        time -= needed
        r = math.nextafter(edge, target)  # the far side of the threshold


def becomes(r: float, alpha: float, beta: float, c1: float, c2: float) -> str:
    """Where a crowd of r ends: 0, 1, middle (inside, elsewhere than it began) or stays."""
    end = protesters(r, alpha, beta, c1, c2, LONG / min(c1, c2))
    if end < 1e-6:
        return "0"
    if end > 1.0 - 1e-6:
        return "1"
    return "stays" if end == r else "middle"


def region(alpha: float, beta: float, c1: float, c2: float) -> str:
    """The region's published name, from what becomes of crowds between the two thresholds, by the dynamics alone."""
    low, high = sorted((alpha, 1.0 - beta))
    # Odd places, so that none falls on c* itself, where a crowd stays too.
    ends = {becomes(low + share * (high - low), alpha, beta, c1, c2) for share in (0.1531, 0.5077, 0.8519)}
    return REGIONS[tuple(sorted(ends))]


def visibility_that_tips(beta: float, c1: float, c2: float) -> float:
    """The alpha below which a crowd just seen does not fall back to nothing, by bisection on the dynamics."""
    low, high = 1e-6, 1.0 - beta - 1e-6
    while high - low > 1e-9:
        middle = 0.5 * (low + high)
        fell = becomes(math.nextafter(middle, 1.0), middle, beta, c1, c2) == "0"
        low, high = (low, middle) if fell else (middle, high)
    return 0.5 * (low + high)


def figures(seed: int) -> Iterator[Figure]:
    """The four regions and what happens in each; nothing is drawn."""
    grid = [0.07 + 0.1 * k for k in range(9)]
    regions = {region(alpha, beta, 1.0, c2) for alpha, beta, c2 in product(grid, grid, (0.4, 1.0, 2.5))}
    yield _row("regions with different fates of a crowd between the thresholds", "printed", "abstract", 4,
               len(regions), 0.0, "a whole number, over a grid of 243 parameters")  # fmt: skip
    for start, alpha, beta, end, name in (
        (0.7, 0.6, 0.2, 0.0, "stable police state"),
        (0.3, 0.2, 0.2, 0.5, "meta-stable police state"),
        (0.3, 0.2, 0.6, 1.0, "unstable police state"),
        (0.45, 0.6, 0.6, 0.45, "failed state"),
    ):
        yield _row(f"{name}, c1 = c2: a crowd of {start:g} becomes", "closed_form", "step forms of v and p", end,
                   protesters(start, alpha, beta, 1.0, 1.0), 1e-6, "exponentials, summed piece by piece")  # fmt: skip
    yield _row("c1 2, c2 3, beta .3: visibility below which a crowd just seen lives on", "closed_form",
               "alpha = c1 / (c1 + c2)", 0.4, visibility_that_tips(0.3, 2.0, 3.0), 1e-6, "bisection")  # fmt: skip


def _row(figure: str, kind: Kind, where: str, published: float, ours: float, tolerance: float, why: str) -> Figure:
    return Figure("lang_desterck", figure, kind, f"Lang & De Sterck 2014, {where}", published, ours, tolerance, why)
