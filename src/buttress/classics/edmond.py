"""Edmond 2013: a regime that hides its weakness from people who know that it does.

People of the global game, without public information, see theta + a + noise of precision alpha: the regime shifts all
signals by a hidden a >= 0 at cost c a, and survives if the attack S < theta; an attack costs each p and pays 1 if it
falls. Regimes from theta* to x* + gamma all look like x* + gamma, where the last bit of attack turned away is worth
what it costs:

    sqrt(alpha) phi(sqrt(alpha) gamma) = c                          marginal attack = marginal cost
    theta* = Phi(-sqrt(alpha) gamma) + c (x* + gamma - theta*)      the regime at theta* is indifferent
    Phi(sqrt(alpha) (theta* - x*)) = p theta* / (1 - p)             the person at x* is indifferent

so theta* depends on k = c / sqrt(alpha) and p alone. n sources of precision alpha: precision n alpha, and cost n c
where each source must be bent, or c where one order bends all.
C. Edmond 2013, "Information manipulation, coordination, and regime change", Review of Economic Studies 80(4),
1422-1458, doi 10.1093/restud/rdt020; the paper's case of linear costs as remembered, solved here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from scipy.integrate import quad
from scipy.optimize import brentq, minimize_scalar
from scipy.special import ndtr, ndtri

from buttress.classics.figure import Figure, Kind

QUESTION = "Do better media help a regime that can bend them?"
LEAST_PEAK = math.sqrt(2.0 * math.pi)
"""1 / phi(0)."""


@dataclass(frozen=True)
class Media:
    """Cost p in (0, 1) of an attack, cost c > 0 of shifting signals by one, precision alpha > 0 of signals."""

    attack: float
    shift: float
    precision: float

    def __post_init__(self) -> None:
        if not (0.0 < self.attack < 1.0 and self.shift > 0.0 and self.precision > 0.0):
            raise ValueError("media need 0 < attack < 1, shift > 0 and precision > 0")

    @property
    def dearness(self) -> float:
        """k = c / sqrt(alpha); nobody hides from 1 / sqrt(2 pi) on."""
        return self.shift / math.sqrt(self.precision)


@dataclass(frozen=True)
class MediaEquilibrium:
    """Regimes fall up to theta, people attack up to x; the weakest that stands looks like `shown`."""

    theta: float
    x: float
    shown: float


def equilibrium(media: Media) -> MediaEquilibrium:
    """The monotone equilibrium: that of the global game, theta* = 1 - p, where the regime at theta* does not hide.

    It hides if that is cheaper than the attack it turns: with z = sqrt(alpha) (x* - theta*), g = sqrt(alpha) gamma, if
    Phi(-g) + k (z + g) < Phi(z) and z > -g.
    """
    root, k, bare = math.sqrt(media.precision), media.dearness, 1.0 - media.attack
    z = float(ndtri(bare))
    g = _reach(k)
    if k * LEAST_PEAK >= 1.0 or z <= -g or ndtr(-g) + k * (z + g) >= bare:
        return MediaEquilibrium(bare, bare + z / root, bare)
    odds = media.attack / bare

    def gap(theta: float) -> float:
        return float(ndtr(-g)) + k * (g - float(ndtri(odds * theta))) - theta

    theta = float(brentq(gap, 1e-300, min(1.0, 1.0 / odds) * (1.0 - 1e-15), xtol=1e-14))
    x = theta - float(ndtri(odds * theta)) / root
    return MediaEquilibrium(theta, x, x + g / root)


def _reach(k: float) -> float:
    """g, how far beyond x* hiding regimes appear, in sds of a signal: phi(g) = k; 0 where nobody hides."""
    return math.sqrt(max(0.0, -2.0 * math.log(k * LEAST_PEAK)))


def hidden_shift(media: Media, theta: float, x: float) -> tuple[float, float]:
    """The best hidden a of a regime of strength theta against people who attack up to x, and attack + cost then."""
    root = math.sqrt(media.precision)

    def loss(a: float) -> float:
        return float(ndtr(root * (x - theta - a))) + media.shift * a

    far = max(0.0, x - theta) + 8.0 / root
    best = minimize_scalar(loss, bounds=(0.0, far), method="bounded", options={"xatol": 1e-11})
    return (0.0, loss(0.0)) if loss(0.0) <= best.fun else (float(best.x), float(best.fun))


def falls_up_to(media: Media, x: float) -> float:
    """The regime that is indifferent between standing at its best shift and falling, when people attack up to x."""
    return float(brentq(lambda theta: hidden_shift(media, theta, x)[1] - theta, 1e-9, 1.0, xtol=1e-10))


def hope(media: Media, x: float, within: float = 1e-9) -> float:
    """Chance of a fall in the eyes of the person at x, when all attack up to x; those who fall shift nothing.

    `within`: the error of the integral over those who stand.
    """
    root, theta = math.sqrt(media.precision), falls_up_to(media, x)
    weak = float(ndtr(root * (theta - x)))

    def seen(strength: float) -> float:
        z = root * (x - strength - hidden_shift(media, strength, x)[0])
        return root * math.exp(-0.5 * z * z) / LEAST_PEAK

    edges = sorted((theta, x, x + _reach(media.dearness) / root, x + 9.0 / root))
    pieces = [(low, high) for low, high in pairwise(edges) if low >= theta and high > low]
    strong = sum(quad(seen, low, high, epsabs=within, limit=200)[0] for low, high in pieces)
    return float(weak / (weak + strong))


def from_first_principles(media: Media) -> MediaEquilibrium:
    """The same without the algebra: regimes search for their best shift, the person at x* integrates over regimes."""
    far = 3.0 / math.sqrt(media.precision)
    x = float(brentq(lambda signal: hope(media, signal) - media.attack, -0.5 - far, 1.5 + far, xtol=1e-9))
    theta = falls_up_to(media, x)
    return MediaEquilibrium(theta, x, theta + hidden_shift(media, theta, x)[0])


def equilibria_found(media: Media, low: float, high: float, steps: int) -> int:
    """How often hope crosses the cost of an attack on a grid of signals."""
    above = [hope(media, low + (high - low) * i / steps, 1e-4) > media.attack for i in range(steps + 1)]
    return sum(one is not other for one, other in pairwise(above))


LINEAR = "Edmond 2013, linear costs as remembered: solved here by the three conditions"
ABSTRACT = "Edmond 2013, abstract; linear costs"
PRECISIONS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 64.0)
SOURCES = (1, 2, 3, 4, 6, 8)


def figures(seed: int) -> Iterator[Figure]:
    """Thresholds found without the algebra, the game without manipulation, and the three signs of the abstract."""
    for p, k, published in ((0.5, 0.2, 0.403735), (0.3, 0.1, 0.323165), (0.7, 0.05, 0.143883)):
        ours = from_first_principles(Media(p, 2.0 * k, 4.0)).theta
        yield _row(
            f"theta* at p {p:g}, c / sqrt(alpha) {k:g}", published, ours, 1e-6, "by search, against a bisection apart"
        )
    bare = from_first_principles(Media(0.4, 1.0, 1.0)).theta
    yield _row("theta* where hiding is too dear, p .4: the global game's 1 - p", 0.6, bare, 1e-6, "the same search")
    many = equilibria_found(Media(0.5, 0.4, 4.0), -1.5, 2.5, 40)
    yield _row("equilibria at p .5, c .4, alpha 4", 1, many, 0.0, "crossings on a grid of signals", "printed", ABSTRACT)
    attacks = (0.3, 0.5, 0.7)
    sharper = [[_theta(p, 0.2, a) for a in PRECISIONS] for p in attacks]
    yield _sign(
        "sharper signals from as many sources: fewer regimes fall", [a - b for t in sharper for a, b in pairwise(t)]
    )
    bent = [[_theta(p, 0.05 * n, 1.0 * n) for n in SOURCES] for p in attacks]
    yield _sign("more sources, each to be bent: more regimes fall", [b - a for t in bent for a, b in pairwise(t)])
    order = [[_theta(p, 0.05, 1.0 * n) for n in SOURCES] for p in attacks]
    yield _sign("unless one order bends them all: fewer regimes fall", [a - b for t in order for a, b in pairwise(t)])


def _theta(attack: float, shift: float, precision: float) -> float:
    return equilibrium(Media(attack, shift, precision)).theta


def _sign(figure: str, steps: list[float]) -> Figure:
    why = f"every step of a grid has the sign; the smallest is {min(steps):.2g} of theta*"
    return _row(figure, 1.0, 1.0 if min(steps) > 0.0 else 0.0, 0.0, why, "printed", ABSTRACT, "(1 = holds)")


def _row(
    figure: str, published: float, ours: float, tolerance: float, why: str, kind: Kind = "closed_form",
    source: str = LINEAR, unit: str = "",
) -> Figure:  # fmt: skip
    return Figure("edmond", figure, kind, source, published, ours, tolerance, why, unit=unit)
