"""Chenoweth, Hocking & Marks 2022: campaigns that recruit fast, hold on, or make for the regime's pillars.

Citizens, activists, police and pillars on a torus. A citizen resists if hardship (1 - L) PP - P cost > f: PP grows with
protesters in vision; P, the chance of arrest, with police against resisters. Whoever resists in company protests for a
step and then rests. Police jail and kill. Police and pillars defect for good when protesters exceed their own share,
normal round .05, of those they see. A campaign wins when over a tenth of the pillars have defected, and loses when at
most one who resists is left.

E. Chenoweth, A. Hocking & Z. Marks 2022, "A dynamic model of nonviolent resistance strategy", PLoS ONE 17(7), e0269976,
doi 10.1371/journal.pone.0269976. We saw its abstract; rules and parameters are those of a public re-implementation,
which names the paper's table of parameters as its source. Two of the three strategies are our reading of the abstract.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from buttress.classics.figure import Figure, Kind
from buttress.classics.pillars.torus import CampaignRules, arrest_cost, hardship_of
from buttress.classics.pillars.turn import LOST, WON, campaign

QUESTION = "Does a campaign win sooner by numbers, by staying power, or by making for those who hold up the regime?"

STRATEGIES: Mapping[str, CampaignRules] = {
    "as fitted": CampaignRules(),
    "fast recruitment": CampaignRules(immediate=1.0),
    "commitment": CampaignRules(fickle=0.0),
    "nearest pillar": CampaignRules(approach=1),
    "least loyal pillar": CampaignRules(approach=2),
}
"""Fast recruitment: all may protest in the step in which they join. Commitment: none who resists ever doubts again."""


@dataclass(frozen=True)
class Played:
    """Outcomes by campaign: won, lost, step of the end, share of pillars that had defected then, peak in protest."""

    won: NDArray[np.bool_]
    lost: NDArray[np.bool_]
    end: NDArray[np.int64]
    gone: NDArray[np.float64]
    peak: NDArray[np.float64]


def play(rules: CampaignRules, seed: int, campaigns: int) -> Played:
    """Campaigns 0, 1, ... of a seed; two sets of rules meet the same people on the same sites in each."""
    out = [campaign(seed, run, rules) for run in range(campaigns)]
    ends = np.array([o[0] for o in out])
    return Played(
        ends == WON, ends == LOST, np.array([o[1] for o in out]),
        np.array([o[2] for o in out]) / rules.pillars, np.array([o[3] for o in out]),
    )  # fmt: skip


CAMPAIGNS = 150
SMALL = 0.01
"""Peak share of people in the street below which a campaign is called small; no size is printed in the abstract."""
ABSTRACT = "Chenoweth, Hocking & Marks 2022, abstract; rules from a public re-implementation"
RULES = "Chenoweth, Hocking & Marks 2022: the rules of a public re-implementation"
FIRST, SECOND, THIRD, AIMED = "fast recruitment", "commitment", "nearest pillar", "least loyal pillar"
ORDERS = (
    (THIRD, FIRST, "gone", True, "the third strategy beats the first in defections"),
    (THIRD, SECOND, "gone", True, "the third strategy beats the second in defections"),
    (THIRD, FIRST, "won", True, "making for pillars wins oftener than numbers alone"),
    (AIMED, FIRST, "won", True, "making for the least loyal wins oftener than numbers alone"),
    (AIMED, THIRD, "won", True, "especially the least loyal pillars"),
    (THIRD, FIRST, "gone", False, "the third strategy beats the first in defections"),
    (THIRD, SECOND, "gone", False, "the third strategy beats the second in defections"),
)
"""Better, worse, measure, whether among small campaigns alone, and the claim of the abstract."""


def figures(seed: int) -> Iterator[Figure]:
    """Two formulas by hand, and the orders that the abstract prints."""
    yield _row(
        "hardship at income 1", "rule", RULES, 0.704381, hardship_of(1.0), 1e-6, "logistic(exp(.625) - 1) by hand"
    )
    yield _row(
        "cost of jail at income 1", "rule", RULES, 0.426161, arrest_cost(1.0, 10), 1e-6, "2^(1/4) tanh(.375) by hand"
    )
    played = all_played(seed)
    for better, worse, measure, small, claim in ORDERS:
        which = f"campaigns below {SMALL:.0%} in the street" if small else "all campaigns"
        claimed = f"{which}: {claim} ({better} against {worse})"
        yield _order(
            measured(played[better], measure, small), measured(played[worse], measure, small), measure, claimed
        )


@cache
def all_played(seed: int) -> Mapping[str, Played]:
    """The campaigns of every strategy; rows and picture share them."""
    return {name: play(rules, seed, CAMPAIGNS) for name, rules in STRATEGIES.items()}


def measured(played: Played, measure: str, small: bool) -> NDArray[np.float64]:
    """A measure of each campaign, or of the small ones alone."""
    values = np.asarray(getattr(played, measure), float)
    return values[played.peak < SMALL] if small else values


def _order(better: NDArray[np.float64], worse: NDArray[np.float64], measure: str, claim: str) -> Figure:
    """Confidence that the mean of `better` lies above that of `worse`; the order holds if it is at least 95 %."""
    gap = float(better.mean() - worse.mean())
    error = math.sqrt(better.var(ddof=1) / len(better) + worse.var(ddof=1) / len(worse))
    sure = 0.5 * math.erfc(-gap / (error * math.sqrt(2.0)))
    what = "share won" if measure == "won" else "share of pillars gone"
    why = (
        f"{what} {better.mean():.3f} against {worse.mean():.3f}, error of the difference {error:.3f}, "
        f"{len(better)} and {len(worse)} campaigns; 5 % is the chance of a wrong order"
    )
    return _row(claim, "printed", ABSTRACT, 1.0, sure, 0.05, why, unit="(1 = holds)")


def _row(
    figure: str, kind: Kind, source: str, published: float, ours: float, tolerance: float, why: str, unit: str = "",
) -> Figure:  # fmt: skip
    return Figure("pillars", figure, kind, source, published, float(ours), tolerance, why, unit=unit)
