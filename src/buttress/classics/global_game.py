"""The static global game of regime change: who attacks a regime of unknown strength when success needs others.

Strength theta ~ N(z, 1/alpha) is public; each sees x_i = theta + noise of precision beta. An attack costs c and pays 1
if the regime falls, which it does if the attacking share A >= theta. Monotone equilibrium: attack if x <= x*, fall if
theta <= theta*:

    x* = theta* + Phi^-1(theta*) / sqrt(beta)
    [alpha (theta* - z) - sqrt(beta) Phi^-1(theta*)] / sqrt(alpha + beta) = Phi^-1(c)

Without public information theta* = 1 - c. Unique whatever z if alpha / sqrt(beta) <= sqrt(2 pi).
A public signal moves x* by more than its precision warrants, for it also tells what others will do: by
(1 + sqrt(beta) phi) / (1 - alpha phi / sqrt(beta)) times alpha / beta, phi at Phi^-1(theta*).
After a first attack has failed everyone knows theta > theta*_1, and the same game is played with a sharper beta.
S. Morris & H. S. Shin 1998, AER 88(3), 587-597, and 2003, "Global games: theory and applications"; G.-M. Angeletos,
C. Hellwig & A. Pavan 2007, Econometrica 75(3), 711-756, doi 10.1111/j.1468-0262.2007.00766.x. Protest as public news to
an elite: B. A. Casper & S. A. Tyson 2014, Journal of Politics 76(2), 548-564, doi 10.1017/S0022381613001485.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numba import njit
from scipy.optimize import brentq
from scipy.special import log_ndtr, ndtr, ndtri

from buttress.chance.random import normal, stream_id
from buttress.classics.figure import Figure, Kind

QUESTION = "How weak must a regime be to fall when everyone sees its strength a little differently?"
BOUND = math.sqrt(2.0 * math.pi)
"""alpha / sqrt(beta) up to which the equilibrium is unique for every z: the least slope of Phi^-1, at one half."""

STRENGTH = stream_id("classics global_game strength")
SIGNAL = stream_id("classics global_game signal")


@dataclass(frozen=True)
class Game:
    """Cost c in (0, 1); precisions beta > 0 of private and alpha >= 0 of public information; public mean z."""

    cost: float
    beta: float
    alpha: float = 0.0
    z: float = 0.0

    def __post_init__(self) -> None:
        if not (0.0 < self.cost < 1.0 and self.beta > 0.0 and self.alpha >= 0.0):
            raise ValueError("a global game needs 0 < cost < 1, beta > 0 and alpha >= 0")

    @property
    def unique(self) -> bool:
        """Whether the equilibrium is unique whatever z."""
        return self.alpha / math.sqrt(self.beta) <= BOUND


@dataclass(frozen=True)
class Equilibrium:
    """The regime falls at theta or below; people attack at signals of x or below."""

    theta: float
    x: float


def combined(mean: float, precision: float, signal: float, signal_precision: float) -> tuple[float, float]:
    """Mean and precision of a normal belief after a public signal: z and alpha of the game that follows."""
    total = precision + signal_precision
    return (precision * mean + signal_precision * signal) / total, total


def equilibria(game: Game) -> tuple[Equilibrium, ...]:
    """All monotone equilibria, from the least to the greatest theta*.

    In u = Phi^-1(theta) the indifference falls, but between -w and w, where phi(w) = sqrt(beta) / alpha, it rises: at
    most one root in each of three brackets.
    """
    root_beta, wanted = math.sqrt(game.beta), math.sqrt(game.alpha + game.beta) * float(ndtri(game.cost))

    def gap(u: float) -> float:
        return game.alpha * (float(ndtr(u)) - game.z) - root_beta * u - wanted

    far = 1.0 + (game.alpha * max(abs(game.z), abs(1.0 - game.z)) + abs(wanted)) / root_beta
    steep = game.alpha / (root_beta * BOUND)
    turn = math.sqrt(2.0 * math.log(steep)) if steep > 1.0 else 0.0
    edges = (-far, -turn, turn, far) if 0.0 < turn < far else (-far, far)
    return tuple(_equilibrium(game, u) for u in _roots(gap, edges))


def _roots(gap: Callable[[float], float], edges: tuple[float, ...]) -> Iterator[float]:
    values = [gap(edge) for edge in edges]
    for low, high, below, above in zip(edges, edges[1:], values, values[1:], strict=False):
        if below == 0.0:
            yield low
        elif below * above < 0.0:
            yield float(brentq(gap, low, high, xtol=1e-13))


def _equilibrium(game: Game, u: float) -> Equilibrium:
    """The thresholds at u = Phi^-1(theta*)."""
    theta = float(ndtr(u))
    # Near theta* = 1, Phi^-1 of its rounded value loses digits, and from u = 8.3 on it is infinite.
    score = u if u > 3.0 else float(ndtri(theta))
    return Equilibrium(theta, theta + score / math.sqrt(game.beta))


def common_knowledge(theta: float) -> tuple[float, ...]:
    """Attacking shares that are equilibria when everyone knows theta: none attack, all attack, or both."""
    nobody = (0.0,) if theta > 0.0 else ()
    everybody = (1.0,) if theta <= 1.0 else ()
    return nobody + everybody


def attack(game: Game, equilibrium: Equilibrium, theta: float) -> float:
    """The attacking share at strength theta."""
    return float(ndtr(math.sqrt(game.beta) * (equilibrium.x - theta)))


def chance_of_fall(game: Game, equilibrium: Equilibrium) -> float:
    """P(theta <= theta*) as the public sees it before any signal; needs alpha > 0."""
    return float(ndtr(math.sqrt(game.alpha) * (equilibrium.theta - game.z)))


def overreaction(game: Game) -> float:
    """How x* moves with public news, over alpha / beta: how a person would who need not guess the others."""
    step = 1e-5
    (below,), (above,) = (equilibria(replace(game, z=game.z + side)) for side in (-step, step))
    return (below.x - above.x) / (2.0 * step) * game.beta / game.alpha


def second_attacks(game: Game, survived: float) -> tuple[Equilibrium, ...]:
    """Equilibria with an attack when the regime is known to be stronger than `survived`; no attack is always one.

    `game.beta` is the precision of all that each has seen by now. With theta > t known, the marginal agent expects a
    fall with probability 1 - Phi(s (m - theta*)) / Phi(s (m - t)), s^2 = alpha + beta, m the mean of his belief.
    """

    def gap(u: float) -> float:
        return _hope(game, survived, u) - game.cost

    grid = np.linspace(float(ndtri(survived)) if survived > 0.0 else -8.0, 8.0, 2001)[1:]
    return tuple(_equilibrium(game, u) for u in _roots(gap, tuple(grid)))


def _hope(game: Game, survived: float, u: float) -> float:
    """Chance of a fall in the eyes of the agent at x*, when theta* = Phi(u) > `survived`."""
    theta = float(ndtr(u))
    mean, precision = combined(game.z, game.alpha, theta + u / math.sqrt(game.beta), game.beta)
    scale = math.sqrt(precision)
    return -math.expm1(float(log_ndtr(scale * (mean - theta)) - log_ndtr(scale * (mean - survived))))


@njit(cache=True)
def falls(seed: int, worlds: int, people: int, mean: float, sd: float, beta: float, x_star: float) -> float:
    """Share of worlds with theta ~ N(mean, sd) in which at least a share theta of `people` sees x_star or less."""
    fallen = 0
    noise = 1.0 / math.sqrt(beta)
    for world in range(worlds):
        theta = mean + sd * normal(seed, world, STRENGTH, 0, 0)
        attackers = 0
        for person in range(people):
            attackers += theta + noise * normal(seed, world, SIGNAL, 0, person) <= x_star
        fallen += attackers >= theta * people
    return fallen / worlds


PEOPLE, WORLDS = 500, 20_000
MORRIS_SHIN = "Morris & Shin 1998, 2003; Angeletos, Hellwig & Pavan 2007: indifference condition"
CASPER_TYSON = "Casper & Tyson 2014, abstract: a public signal in the static global game"
GRID = "root found apart on a grid of 200,001 points, six decimals"


def figures(seed: int) -> Iterator[Figure]:
    """Thresholds, the uniqueness bound, many people drawn one by one, and what a failed attack changes."""
    yield from _thresholds()
    yield from _multiplicity()
    yield from _drawn_people(seed)
    yield from _public_news()
    yield from _after_a_failed_attack()


def _thresholds() -> Iterator[Figure]:
    for game, theta, x in (
        (Game(0.3, 4.0), 0.7, 0.962200),
        (Game(0.5, 1.0, 1.0, 0.75), 0.341426, -0.067148),
        (Game(0.4, 4.0, 1.0, 0.6), 0.614232, 0.759416),
        (Game(0.5, 4.0, 2.0, 0.7), 0.371125, 0.206688),
    ):
        (found,) = equilibria(game)
        setting = f"c {game.cost:g}, beta {game.beta:g}, " + (
            f"alpha {game.alpha:g}, z {game.z:g}" if game.alpha else "no public information"
        )
        yield _row(f"theta* at {setting}", theta, found.theta, 1e-6, GRID)
        yield _row(f"x* at {setting}", x, found.x, 1e-6, GRID)
    sharp = equilibria(Game(0.3, 1e6, 1.0, 0.5))[0].theta
    yield _row("theta* as private signals sharpen (beta 1e6; limit 1 - c = .7)", 0.700070, sharp, 1e-6, GRID)


def _multiplicity() -> Iterator[Figure]:
    low, high = 1.0, 4.0
    while high - low > 1e-9:
        middle = 0.5 * (low + high)
        low, high = (low, middle) if len(equilibria(Game(0.5, 1.0, middle, 0.5))) > 1 else (middle, high)
    yield _row("alpha / sqrt(beta) at which a second equilibrium appears", BOUND, low, 1e-6, "sqrt(2 pi), by bisection")
    many = equilibria(Game(0.5, 1.0, 4.0, 0.5))
    yield _row("equilibria at alpha 4, beta 1, z = c = .5", 3, len(many), 0.0, "a count")
    yield _row("least theta* there", 0.030074, many[0].theta, 1e-6, GRID)
    yield _row("greatest theta* there", 0.969926, many[-1].theta, 1e-6, GRID)
    yield _row(
        "equilibria at alpha 4, beta 1, z .6, c .5: the bound is broken, yet one root",
        1, len(equilibria(Game(0.5, 1.0, 4.0, 0.6))), 0.0, "a count",
    )  # fmt: skip
    yield _row("equilibria at theta .5 when everyone knows it", 2, len(common_knowledge(0.5)), 0.0, "all or nobody")


def _drawn_people(seed: int) -> Iterator[Figure]:
    game = Game(0.4, 4.0, 1.0, 0.6)
    (at,) = equilibria(game)
    why = f"4 standard errors; {WORLDS:,} worlds of {PEOPLE} people drawn one by one"
    ours = float(falls(seed, WORLDS, PEOPLE, game.z, 1.0 / math.sqrt(game.alpha), game.beta, at.x))
    yield _drawn("P(fall) at c .4, beta 4, alpha 1, z .6", chance_of_fall(game, at), ours, why)
    mean, precision = combined(game.z, game.alpha, at.x, game.beta)
    ours = float(falls(seed, WORLDS, PEOPLE, mean, 1.0 / math.sqrt(precision), game.beta, at.x))
    yield _drawn("P(fall) in the eyes of the person at x*: the cost c", game.cost, ours, why)


def _public_news() -> Iterator[Figure]:
    game = Game(0.5, 4.0, 1.0, 0.5)
    yield _row(
        "move of x* with public news, over that of a person alone, at c .5, beta 4, alpha 1, z .5",
        2.245871, overreaction(game), 1e-6, "(1 + 2 phi) / (1 - phi / 2) at phi(0), by hand",
    )  # fmt: skip
    precisions = (0.25, 0.5, 1.0, 2.0, 4.0)
    factors = [[overreaction(Game(c, 4.0, a, 0.5)) for a in precisions] for c in (0.3, 0.5, 0.7)]
    least = min(min(one) for one in factors) - 1.0
    yield _claim("an elite reacts to public protest by more than the news warrants", least, CASPER_TYSON)
    moves = [[factor * a / 4.0 for factor, a in zip(one, precisions, strict=True)] for one in factors]
    rise = min(b - a for one in moves for a, b in pairwise(one))
    yield _claim("it reacts the more the freer the media, read as sharper public news", rise, CASPER_TYSON)


def _claim(figure: str, least: float, source: str) -> Figure:
    why = f"every point of a grid has the sign; the smallest margin is {least:.2g}"
    return Figure("global_game", figure, "printed", source, 1.0, float(least > 0.0), 0.0, why, unit="(1 = holds)")


def _after_a_failed_attack() -> Iterator[Figure]:
    game = Game(0.2, 1.0, 1.0, 2.0)
    (first,) = equilibria(game)
    again = second_attacks(game, first.theta)
    source = "Angeletos, Hellwig & Pavan 2007, static benchmark and learning from survival: no news, no new attack"
    yield _row("attacks possible after a failed one when nobody learned more", 0, len(again), 0.0, "a count", source)
    sharper = replace(game, beta=9.0)
    several = 1 + len(second_attacks(sharper, first.theta))
    source = "Angeletos, Hellwig & Pavan 2007, abstract: several equilibria where the static game has one"
    holds = 1.0 if sharper.unique and several > 1 else 0.0
    why = f"{several} in the second round at alpha 1, z 2, c .2, beta 1 and then 9; the static game has one at either"
    yield Figure(
        "global_game", "learning from survival brings back several equilibria", "printed", source,
        1.0, holds, 0.0, why, unit="(1 = holds)",
    )  # fmt: skip


def _drawn(figure: str, published: float, ours: float, why: str) -> Figure:
    error = math.sqrt(ours * (1.0 - ours) / WORLDS)
    return _row(figure, published, ours, 4.0 * error, why, mc_se=error)


def _row(
    figure: str, published: float, ours: float, tolerance: float, why: str, source: str = MORRIS_SHIN,
    kind: Kind = "closed_form", mc_se: float = 0.0,
) -> Figure:  # fmt: skip
    return Figure("global_game", figure, kind, source, published, ours, tolerance, why, mc_se)
