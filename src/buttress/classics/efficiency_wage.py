"""The efficiency wage of the enforcers: the least pay at which soldiers obey an elite that they could overthrow.

Linear utility, discount b. A soldier who obeys earns w for good: V(obey) = w + b V(obey). A coup costs the pay of the
period; it succeeds with chance g and opens military rule, in which a soldier has m a period, else democracy, in which
he is a producer with a:

    V(coup) = b [g m + (1 - g) a] / (1 - b),    deterring wage w* = b [g m + (1 - g) a]

An elite that leaves a share of pay unpaid, or is expected to, must offer w* / (1 - share).
D. Acemoglu, D. Ticchi & A. Vindigni 2010, "A theory of military dictatorships", AEJ Macroeconomics 2(1), 1-42,
doi 10.1257/mac.2.1.1: the value of trying and the indifference as seen on single pages of the paper; with permanent
military rule and democracy, and without its taxes, inequality and transition to democracy.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numba import njit

from buttress.chance.random import stream_id, uniform
from buttress.classics.figure import Figure

QUESTION = "What must a ruler pay the men with guns so that they obey?"

SURVIVES = stream_id("classics efficiency_wage survives")
SUCCEEDS = stream_id("classics efficiency_wage succeeds")


@dataclass(frozen=True)
class Contract:
    """Discount in [0, 1), chance of a coup in [0, 1], pay a period under military rule and as a producer."""

    discount: float
    chance: float
    rule: float
    producer: float

    def __post_init__(self) -> None:
        if not (0.0 <= self.discount < 1.0 and 0.0 <= self.chance <= 1.0):
            raise ValueError("a contract needs 0 <= discount < 1 and 0 <= chance <= 1")


def value_of_coup(contract: Contract) -> float:
    """What a soldier expects of a coup, in pay of one period."""
    prize = contract.chance * contract.rule + (1.0 - contract.chance) * contract.producer
    return contract.discount * prize / (1.0 - contract.discount)


def deterring_wage(contract: Contract) -> float:
    """The wage a period that makes obeying worth a coup."""
    return value_of_coup(contract) * (1.0 - contract.discount)


def arrears_borne(contract: Contract, wage: float) -> float:
    """Share of the wage that may go unpaid for good before a coup pays; 0 if it pays already."""
    return max(0.0, 1.0 - deterring_wage(contract) / wage)


def obeys(contract: Contract, wage: float) -> bool:
    """Whether a soldier obeys, by value iteration over service, military rule and democracy; ties obey.

    He may try again in every period in which he has obeyed; the values of the other two regimes never change.
    """
    other = np.array([contract.rule, contract.producer]) / (1.0 - contract.discount)
    coup = contract.discount * (contract.chance * other[0] + (1.0 - contract.chance) * other[1])
    service = 0.0
    while True:
        obey = wage + contract.discount * service
        after = max(obey, coup)
        if abs(after - service) <= 1e-13 * max(1.0, abs(after)):
            return bool(obey >= coup - 1e-11 * max(1.0, abs(coup)))
        service = after


def least_wage(contract: Contract) -> float:
    """The least wage at which `obeys`, by bisection: the deterring wage without its formula."""
    low, high = 0.0, max(contract.rule, contract.producer) + 1.0
    while high - low > 1e-9:
        middle = 0.5 * (low + high)
        low, high = (low, middle) if obeys(contract, middle) else (middle, high)
    return high


@njit(cache=True)
def careers(seed: int, lives: int, discount: float, chance: float, rule: float, producer: float) -> tuple[float, float]:
    """Mean and standard error of a coup's fruits over lives that go on with probability `discount` a period."""
    total, squares = 0.0, 0.0
    for life in range(lives):
        periods = int(math.log(uniform(seed, life, SURVIVES, 0, 0)) / math.log(discount))
        won = uniform(seed, life, SUCCEEDS, 0, 0) < chance
        fruits = periods * (rule if won else producer)
        total += fruits
        squares += fruits * fruits
    mean = total / lives
    return mean, math.sqrt((squares / lives - mean * mean) / lives)


STRUCTURE = "Acemoglu, Ticchi & Vindigni 2010: value of a coup and indifference (seen on single pages), worked out here"
LIVES = 200_000
BASE = Contract(0.9, 0.5, 3.0, 1.0)


def figures(seed: int) -> Iterator[Figure]:
    """The deterring wage by solving the soldier's problem, its slopes and limits, and careers drawn one by one."""
    for contract, published in ((BASE, 1.8), (replace(BASE, chance=0.2), 1.26), (replace(BASE, discount=0.6), 1.2)):
        setting = f"b {contract.discount:g}, g {contract.chance:g}, m {contract.rule:g}, a {contract.producer:g}"
        yield _row(
            f"deterring wage at {setting}", published, least_wage(contract), 1e-6, "value iteration and bisection"
        )
    step = 0.01
    rise = (least_wage(replace(BASE, chance=0.5 + step)) - least_wage(BASE)) / step
    yield _row("its rise with the chance of a coup: b (m - a)", 1.8, rise, 1e-5, "difference of two bisected wages")
    rise = (least_wage(replace(BASE, rule=3.0 + step)) - least_wage(BASE)) / step
    yield _row("its rise with the rents of military rule: b g", 0.45, rise, 1e-5, "difference of two bisected wages")
    hasty = least_wage(replace(BASE, discount=0.0))
    yield _row("soldiers who live for today: deterring wage", 0.0, hasty, 1e-6, "a coup's fruits come tomorrow")
    yield _row("a wage of 2.4 that would deter at 1.8: share of pay that may go unpaid", 0.25, arrears_borne(BASE, 2.4),
               1e-12, "1 - 1.8 / 2.4")  # fmt: skip
    mean, error = careers(seed, LIVES, BASE.discount, BASE.chance, BASE.rule, BASE.producer)
    why = f"4 standard errors of {LIVES:,} careers"
    yield _row("what a coup is worth, in pay of one period", 18.0, float(mean), 4.0 * float(error), why, float(error))


def _row(figure: str, published: float, ours: float, tolerance: float, why: str, mc_se: float = 0.0) -> Figure:
    return Figure("efficiency_wage", figure, "closed_form", STRUCTURE, published, ours, tolerance, why, mc_se)
