"""Epstein 2002, Model II: two groups; to be active is to kill one of the other; cops stand between them.

    kills if G - R P > T,   G = H (1 - L),   P = 1 - exp(-k C / A),   H, R ~ U(0, 1)

L is here each group's belief in the other's right to exist. People clone onto a free neighbouring site with a chance
of .05 a cycle, the child in the parent's group and with its hardship, and die at an age drawn from U(0, 200). A cop
arrests one random killer of either group in vision. J. M. Epstein 2002, "Modeling civil violence: an agent-based
computational approach", PNAS 99 suppl. 3, 7243-7250, doi 10.1073/pnas.092080199.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from buttress.classics.epstein.rows import REPLICATION, WHY_MOST
from buttress.classics.epstein.rows import row as _row
from buttress.classics.epstein.run import History, Inputs, Interpretation, play
from buttress.classics.figure import Figure

QUESTION = "Does a force between two groups stop one from wiping out the other, or only delay it?"

RUN_6 = Inputs(vision=1.7, legitimacy=0.9, longest_term=15, cop_density=0.0, two_groups=True)
RUN_7 = replace(RUN_6, legitimacy=0.8)
RUN_8 = replace(RUN_7, cop_density=0.04)
"""The paper's Table 2, Model II."""
AT_ITS_WORD = Interpretation()
LARGEST_FORCE = 0.1
"""Cop density; the largest that the paper sweeps."""
DENSITIES = tuple(round(0.01 * i, 2) for i in range(11))
"""Every fifth of the paper's fifty-one."""
CAP = 2000
"""Cycles; the paper waited 15,000. A run not over by then counts as this long."""


def figures(seed: int) -> Iterator[Figure]:
    """Rows by run of the paper's Table 2, then the sweep over cop density."""
    yield from _coexistence(seed)
    yield from _cleansing(seed)
    yield from _nasty_regime(seed)
    yield from _safe_havens(seed)
    yield from _waiting_times(seed)


def ended(path: History) -> bool:
    """Whether one of the groups has died out."""
    return bool(path.alive[-1].min() == 0)


def extinction_times(density: float, seed: int, runs: int, cap: int = CAP) -> NDArray[np.int64]:
    """Cycles until a group is gone, `cap` where none is, in runs 0, 1, ... with cops of this density from the start."""
    inputs = replace(RUN_7, cop_density=density)
    return np.array([len(play(inputs, AT_ITS_WORD, cap, seed, run).active) for run in range(runs)])


def peacekeepers(density: float, cycles: int, arrival: int = 50) -> NDArray[np.int64]:
    """Cops by cycle: none, and from `arrival` on so many a site."""
    return np.where(np.arange(cycles) < arrival, 0, round(density * RUN_7.side**2))


_figure = partial(_row, "epstein_ethnic")


def _coexistence(seed: int, runs: int = 3) -> Iterator[Figure]:
    """Run 6: G <= 1 - L = T, so nobody is ever active."""
    paths = [play(RUN_6, AT_ITS_WORD, 500, seed, run) for run in range(runs)]
    why = "G = H (1 - L) <= 1 - L = T, so nobody is active"
    yield _figure("Run 6: killed in 500 cycles", "closed_form", why, 0, [path.killed.sum() for path in paths], 0, why)
    together = [not ended(path) for path in paths]
    yield _figure("Run 6: runs with both groups alive", "printed", "Fig. 12", 1, together, 0.5, WHY_MOST, unit="share")


def _cleansing(seed: int) -> Iterator[Figure]:
    """Run 7: no cops, and one group wipes out the other."""
    paths = [play(RUN_7, AT_ITS_WORD, CAP, seed, run) for run in range(60)]
    always = "30 of 30 printed: any share above .9 would give that with a chance above .05"
    over = [ended(path) for path in paths]
    yield _figure("Run 7: runs that end in genocide", "printed", "Fig. 13", 1, over, 0.1, always, unit="share")
    even = "printed as random: two standard errors of a fair coin in 30 runs"
    first = [path.alive[-1, 0] > 0 for path in paths]
    yield _figure(
        "Run 7: runs that the first group survives", "printed", "Fig. 13", 0.5, first, 0.18, even, unit="share"
    )
    errors = "two standard errors of the difference: 20 seeds with sd 50 there, 60 runs here"
    lasts = [len(path.active) for path in paths]
    yield _figure("Run 7: mean time to genocide", "rule", REPLICATION, 94, lasts, 26, errors, unit="cycles")


def _nasty_regime(seed: int) -> Iterator[Figure]:
    """Run 8: cops from the start."""
    paths = [play(RUN_8, AT_ITS_WORD, CAP, seed, run) for run in range(20)]
    stable = [not ended(path) for path in paths]
    name = f"Run 8: runs with both groups alive after {CAP} cycles"
    yield _figure(name, "printed", "text on a stable, nasty regime", 1, stable, 0.5, WHY_MOST, unit="share")
    errors = "two standard errors of the difference: 20 seeds each, of times from 75 to 882 there"
    lasts = [len(path.active) for path in paths]
    yield _figure("Run 8: mean time to genocide", "rule", REPLICATION, 180, lasts, 90, errors, unit="cycles")


def _safe_havens(seed: int) -> Iterator[Figure]:
    """Peacekeepers arrive on random free sites in cycle 50; the paper doesn't print how many."""
    cops = peacekeepers(LARGEST_FORCE, CAP)
    havens = [not ended(play(RUN_7, AT_ITS_WORD, CAP, seed, run, cops=cops)) for run in range(20)]
    name = f"Run 7 with peacekeepers from cycle 50: runs with both groups alive after {CAP} cycles"
    why = f"{WHY_MOST}; the density is not printed, and ours, {LARGEST_FORCE}, is the largest that the paper sweeps"
    yield _figure(name, "printed", "Fig. 14", 1, havens, 0.5, why, unit="share")


def _waiting_times(seed: int) -> Iterator[Figure]:
    """Figs. 15 to 17: mean and sd of the time to genocide rise with cop density."""
    from scipy.stats import spearmanr

    times = np.array([extinction_times(density, seed, 20) for density in DENSITIES])
    blocks = np.split(times, 4, axis=1)
    why = "printed as rising: the ranks must agree more than they disagree"
    for name, where, measure in (("mean", "Fig. 16", np.mean), ("sd", "Fig. 17", np.std)):
        whole = float(spearmanr(DENSITIES, measure(times, axis=1)).statistic)
        parts = np.array([spearmanr(DENSITIES, measure(block, axis=1)).statistic for block in blocks])
        row = _figure(
            f"time to genocide by cop density 0 to .1: rank correlation of its {name}", "printed", where, 1, [whole],
            0.5, why,
        )  # fmt: skip
        yield replace(row, mc_se=float(parts.std(ddof=1)) / len(parts) ** 0.5)
