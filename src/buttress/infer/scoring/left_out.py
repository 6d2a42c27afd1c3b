"""Priors for an honest pool: each episode's is learned from the other episodes alone, from the start."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from buttress.experiment.crew import Crew
from buttress.infer.mobilisation import evidence
from buttress.infer.mobilisation.forecast import Mobilisation
from buttress.infer.mobilisation.learn import FEWEST, Lesson, learn
from buttress.infer.mobilisation.prior import Prior
from buttress.infer.scoring.rolling import Past

QUANTITIES = ("crowd", "detained")


@dataclass(frozen=True)
class Learned:
    """A prior by quantity, as the forecaster asks for it."""

    priors: Mapping[str, Prior]

    def __call__(self, quantity: str) -> Prior:
        return self.priors[quantity]


def forecasters(
    pasts: Sequence[Past], workers: int = 1, tick: Callable[[], None] = lambda: None
) -> dict[str, Mobilisation]:
    """Each episode's forecaster `buttress`, which has seen no row of it; `tick` is called after each."""
    found = {}
    names = [past.episode for past in pasts]
    for name, learned in zip(names, _each(lessons(pasts), names, workers), strict=True):
        found[name] = Mobilisation(prior=learned)
        tick()
    return found


def lessons(pasts: Sequence[Past]) -> list[Lesson]:
    """Every series with enough weeks to teach anything."""
    return [
        Lesson(past.episode, series.quantity, series.reporter, evidence.of(series))
        for past in pasts
        for series in past.series.values()
        if np.count_nonzero(series.reported) >= FEWEST
    ]


def without(taught: Sequence[Lesson], episode: str) -> Learned:
    """What all episodes but one teach."""
    return Learned({quantity: learn(taught, quantity, leave_out={episode}) for quantity in QUANTITIES})


def _each(taught: Sequence[Lesson], names: Sequence[str], workers: int) -> Iterator[Learned]:
    if workers == 1:
        yield from map(without, repeat(taught), names)
        return
    with Crew(min(workers, len(names))) as crew:
        yield from crew.map(without, repeat(taught), names)
