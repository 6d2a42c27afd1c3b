"""Selectorate theory: how little a leader must pay, and who survives.

A winning coalition of W out of a selectorate of S keeps the leader in office; revenue R, discount d. A challenger
offers R / W today; a member who goes over is in the new leader's coalition later with chance W / S only. The incumbent
holds his members, private goods alone, by paying each

    z = (R / W) (1 - d) / (1 - d W / S)

and keeps the rest: his slack 1 - W z / R is the share of revenue that he could lose and still hold them. With public
goods g beside private z, g + W z = spending and utility u(g) + u(z) with concave u, g / z rises with W, the price of z.
B. Bueno de Mesquita, A. Smith, R. Siverson & J. Morrow 2003, The Logic of Political Survival, MIT Press,
doi 10.7551/mitpress/4292.001.0001. The standard algebra, worked out here; the orders as encyclopaedias sum them up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from numba import njit
from scipy.optimize import brentq, minimize_scalar

from buttress.chance.random import stream_id, uniform
from buttress.classics.figure import Figure, Kind

QUESTION = "How many must a leader keep content, and how cheaply?"

SURVIVES = stream_id("classics selectorate survives")
CHOSEN = stream_id("classics selectorate chosen")


@dataclass(frozen=True)
class Polity:
    """Revenue R a period, coalition W, selectorate S, with 0 < W <= S, and discount d in [0, 1)."""

    revenue: float
    coalition: float
    selectorate: float
    discount: float

    def __post_init__(self) -> None:
        if not (0.0 < self.coalition <= self.selectorate and 0.0 <= self.discount < 1.0 and self.revenue > 0.0):
            raise ValueError("a polity needs revenue > 0, 0 < coalition <= selectorate and 0 <= discount < 1")

    @property
    def loyalty_norm(self) -> float:
        """W / S, the chance of a place in the next coalition; the smaller, the more loyal."""
        return self.coalition / self.selectorate


def stays_worth(polity: Polity, pay: float) -> float:
    """What a member has who stays, paid `pay` for good."""
    return pay / (1.0 - polity.discount)


def goes_worth(polity: Polity, pay: float) -> float:
    """What a member has who goes over: R / W today, then with chance W / S the `pay` of the next coalition."""
    later = polity.discount * polity.loyalty_norm * pay / (1.0 - polity.discount)
    return polity.revenue / polity.coalition + later


def least_pay(polity: Polity) -> float:
    """The pay at which a member is indifferent, by root finding."""
    most = polity.revenue / polity.coalition
    return float(brentq(lambda pay: stays_worth(polity, pay) - goes_worth(polity, pay), 0.0, most * 1.001, xtol=1e-12))


def formula(polity: Polity) -> float:
    """The same in closed form."""
    share = (1.0 - polity.discount) / (1.0 - polity.discount * polity.loyalty_norm)
    return polity.revenue / polity.coalition * share


def slack(polity: Polity) -> float:
    """Share of revenue that the leader may lose and still pay his coalition what holds it."""
    return 1.0 - polity.coalition * least_pay(polity) / polity.revenue


def public_share(coalition: float, spending: float, utility: Callable[[float], float]) -> float:
    """Share of spending that goes to public goods when each member has u(g) + u(z) and g + W z = spending."""

    def loss(share: float) -> float:
        return -utility(share * spending) - utility((1.0 - share) * spending / coalition)

    return float(minimize_scalar(loss, bounds=(1e-9, 1.0 - 1e-9), method="bounded", options={"xatol": 1e-10}).x)


@njit(cache=True)
def defectors(seed: int, lives: int, discount: float, chance: float, today: float, pay: float) -> tuple[float, float]:
    """Mean and standard error of what those who go over get, over lives that go on with probability `discount`."""
    total, squares = 0.0, 0.0
    for life in range(lives):
        periods = int(math.log(uniform(seed, life, SURVIVES, 0, 0)) / math.log(discount))
        got = today
        if uniform(seed, life, CHOSEN, 0, 0) < chance:
            got += periods * pay
        total += got
        squares += got * got
    mean = total / lives
    return mean, math.sqrt((squares / lives - mean * mean) / lives)


ALGEBRA = "Bueno de Mesquita, Smith, Siverson & Morrow 2003, private goods: the indifference worked out here"
SUMMED_UP = (
    "Bueno de Mesquita, Smith, Siverson & Morrow 2003, as encyclopaedia articles on selectorate theory sum it up"
)
LIVES = 200_000
AUTOCRACY = Polity(100.0, 10.0, 100.0, 0.9)
SIZES = (5.0, 10.0, 20.0, 40.0, 80.0)


def figures(seed: int) -> Iterator[Figure]:
    """Least pay and total by hand, the limits, defectors drawn one by one, and the orders that the theory states."""
    for polity, pay, total in (
        (AUTOCRACY, 1.098901, 10.989011),
        (replace(AUTOCRACY, selectorate=1000.0), 1.009082, 10.090817),
        (replace(AUTOCRACY, coalition=50.0), 0.363636, 18.181818),
        (replace(AUTOCRACY, discount=0.5), 5.263158, 52.631579),
    ):
        setting = f"R 100, W {polity.coalition:g}, S {polity.selectorate:g}, d {polity.discount:g}"
        ours = least_pay(polity)
        yield _row(f"least pay of a member at {setting}", pay, ours, 1e-6, "worked out by hand to six decimals")
        yield _row("what the coalition costs there", total, polity.coalition * ours, 1e-6, "the same")
    everyone = replace(AUTOCRACY, coalition=100.0)
    yield _row(
        "coalition = selectorate: share of revenue that must be spent", 1.0, 1.0 - slack(everyone), 1e-9, "limit"
    )
    hasty = replace(AUTOCRACY, discount=0.0)
    yield _row("members who live for today: share that must be spent", 1.0, 1.0 - slack(hasty), 1e-9, "limit")
    pay = least_pay(AUTOCRACY)
    mean, error = defectors(seed, LIVES, 0.9, AUTOCRACY.loyalty_norm, 10.0, pay)
    why = f"4 standard errors of {LIVES:,} who go over"
    yield _row("what those get who go over: as much as those who stay", 10.989011, float(mean), 4.0 * float(error), why,
               mc_se=float(error))  # fmt: skip
    yield from _orders()


def _orders() -> Iterator[Figure]:
    """Claims of the theory, tried over a grid; 1 where every step of the grid has the sign claimed."""
    by_coalition = [slack(replace(AUTOCRACY, coalition=size)) for size in SIZES]
    yield _order("a smaller coalition leaves the leader safer", [a - b for a, b in pairwise(by_coalition)])
    by_selectorate = [slack(replace(AUTOCRACY, selectorate=size)) for size in (10.0, 20.0, 50.0, 100.0, 1000.0)]
    yield _order("a larger selectorate leaves the leader safer", [b - a for a, b in pairwise(by_selectorate)])
    mixes = [[_mix(public_share(size, 100.0, u), size) for size in SIZES] for u in (math.sqrt, math.log1p, _needy)]
    yield _order(
        "a larger coalition gets more public for each private good", [b - a for m in mixes for a, b in pairwise(m)]
    )


def _mix(share: float, coalition: float) -> float:
    """g / z."""
    return share * coalition / (1.0 - share)


def _needy(x: float) -> float:
    """A utility with an elasticity of substitution of one half, under which the share of g in spending falls."""
    return -1.0 / x


def _order(figure: str, steps: list[float]) -> Figure:
    why = f"every step of a grid has the sign; the smallest is {min(steps):.2g}"
    holds = 1.0 if min(steps) > 0.0 else 0.0
    return _row(figure, 1.0, holds, 0.0, why, kind="printed", source=SUMMED_UP, unit="(1 = holds)")


def _row(
    figure: str,
    published: float,
    ours: float,
    tolerance: float,
    why: str,
    *,
    kind: Kind = "closed_form",
    source: str = ALGEBRA,
    mc_se: float = 0.0,
    unit: str = "",
) -> Figure:
    return Figure("selectorate", figure, kind, source, published, ours, tolerance, why, mc_se, unit)
