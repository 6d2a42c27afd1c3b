"""How far a place's crowd stays behind the week's largest: past distances of the place, and a little of all places'.

A draw takes one of the place's own past distances (log people), each as likely as it is recent, or with the weight of
one week one of any place: a Bayesian bootstrap with a pooled prior (Rubin 1981, Annals of Statistics 9). So a place of
three reports gets a wide crowd and one of thirty its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from buttress.forecasting.place_shares import HALF_LIFE_WEEKS

POOLED = 1.0
"""Weeks that the distances of all places count for beside a place's own: assumed."""


@dataclass(frozen=True)
class PlaceHeights:
    """`behind` (m,): past distances of all places; `chance` (places, m) that each is the place's next."""

    behind: Floats
    chance: Floats

    @classmethod
    def of(cls, people: Floats) -> PlaceHeights:
        """From the largest crowds of past weeks, (weeks, places), NaN where none was reported."""
        week, place = np.nonzero(~np.isnan(people))
        logs = np.log1p(people[week, place])
        largest = np.full(len(people), -np.inf)
        np.maximum.at(largest, week, logs)
        recent = 0.5 ** ((len(people) - 1 - week) / HALF_LIFE_WEEKS)
        own = (place == np.arange(people.shape[1])[:, None]) * recent
        weight = own + POOLED * recent / recent.sum()
        return cls(largest[week] - logs, weight / weight.sum(axis=1, keepdims=True))

    def below(self, largest: Floats, random: np.random.Generator) -> Floats:
        """The crowd of each place where the week's largest is `largest` (n,): (n, places), in people."""
        columns = [random.choice(self.behind, size=len(largest), p=chance) for chance in self.chance]
        return np.expm1(np.maximum(np.log1p(largest)[:, None] - np.column_stack(columns), 0.0))
