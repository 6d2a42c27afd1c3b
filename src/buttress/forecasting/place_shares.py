"""How a week's people are shared out among places: shares that differ from week to week round those of each place.

Shares of a week are Dirichlet round a place's usual share, so that what is detained follows a Dirichlet-multinomial
(Mosimann 1962, Biometrika 49). Its concentration is weighed on a grid by how likely past weeks are; usual shares have a
flat prior, so that a place with three reports is drawn towards the others. Old weeks count less.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, logsumexp

from buttress.arrays import Floats, Ints

CONCENTRATIONS = np.geomspace(0.3, 300.0, 13)
"""Grid of the concentration; all are as likely before a week is seen."""
FLAT = 0.5
"""Weeks' worth of equal shares, a place, that a usual share starts from (Jeffreys)."""
HALF_LIFE_WEEKS = 13.0
"""A week so long ago counts half as much as the last: assumed."""


@dataclass(frozen=True)
class PlaceShares:
    """`weight` (13,) of each concentration, and the Dirichlet parameters of usual shares under it, (13, places)."""

    weight: Floats
    usual: Floats

    @classmethod
    def of(cls, people: Floats) -> PlaceShares:
        """From the people of past weeks (weeks, places); rows of NaN, or of nobody, say nothing."""
        age = np.arange(len(people))[::-1]
        fine = np.nan_to_num(people).sum(axis=1) > 0
        counts, recent = people[fine], 0.5 ** (age[fine] / HALF_LIFE_WEEKS)
        totals = counts.sum(axis=1)
        usual = np.full((len(CONCENTRATIONS), people.shape[1]), FLAT)
        log_p = np.zeros(len(CONCENTRATIONS))
        for i, spread in enumerate(CONCENTRATIONS):
            # What a week's people tell of usual shares: as many as they are if shares never vary, one at the other end.
            told = recent * (spread + 1.0) / (spread + totals)
            usual[i] += (told[:, None] * counts).sum(axis=0)
            middle = spread * usual[i] / usual[i].sum()
            log_p[i] = (recent * _log_chance(counts, totals, middle)).sum()
        return cls(np.exp(log_p - logsumexp(log_p)), usual)

    def split(self, totals: Ints, random: np.random.Generator) -> Ints:
        """Each total (n,) shared out among the places, (n, places); rows add up to the totals."""
        drawn = random.choice(len(self.weight), size=len(totals), p=self.weight)
        usual = _dirichlet(self.usual[drawn], random)
        shares = _dirichlet(CONCENTRATIONS[drawn, None] * usual, random)
        return np.asarray(random.multinomial(totals, shares), dtype=np.int64)


def _log_chance(counts: Floats, totals: Floats, middle: Floats) -> Floats:
    """Log probability of each week's counts (weeks, places) given its total, less what no concentration changes."""
    whole = middle.sum()
    alone = (gammaln(counts + middle) - gammaln(middle)).sum(axis=1)
    return np.asarray(gammaln(whole) - gammaln(totals + whole) + alone)


def _dirichlet(parameters: Floats, random: np.random.Generator) -> Floats:
    """A draw for each row of parameters (n, places)."""
    drawn = np.maximum(random.standard_gamma(parameters), 1e-290)
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))
