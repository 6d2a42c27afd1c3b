"""Kuran 1989, 1991: people who hide what they think; a small change of one person, a revolution or nothing.

Each of ten people opposes in public once the share S that opposes in public has reached his revolutionary threshold,
in percent of the population. The threshold is where the price of opposing openly falls below that of living a lie.
S starts at 0; the joiner is not counted in advance.
T. Kuran 1989, "Sparks and prairie fires", Public Choice 61(1), 41-74, doi 10.1007/BF00116762; 1991, "Now out of never",
World Politics 44(1), 7-48, doi 10.2307/2010422.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from buttress.classics.figure import Figure
from buttress.classics.granovetter import rioters

QUESTION = "How can a revolution that looks inevitable afterwards have surprised everyone the day before?"

SEQUENCES = {
    "A": (0, 20, 20, 30, 40, 50, 60, 70, 80, 100),
    "A'": (0, 10, 20, 30, 40, 50, 60, 70, 80, 100),
    "B": (0, 20, 30, 30, 40, 50, 60, 70, 80, 100),
    "B'": (0, 10, 30, 30, 40, 50, 60, 70, 80, 100),
}
"""Threshold sequences; the dash marks the same change in both, the second person's threshold down from 20 to 10."""
BY_HAND = {"A": 1, "A'": 9, "B": 1, "B'": 2}
"""Who opposes in the end, followed by hand: A' climbs a step a person to 90 percent, B' stops at the gap after 20."""


def opposition(thresholds: tuple[int, ...]) -> int:
    """How many oppose in public in the end."""
    return int(rioters(np.array(thresholds)))


def after_each_change(thresholds: tuple[int, ...], by: int) -> NDArray[np.int64]:
    """Public opposition if one person's threshold falls by so much, for each person in turn."""
    changed = np.array(thresholds) - by * np.eye(len(thresholds), dtype=np.int64)
    return np.array([rioters(np.maximum(row, 0)) for row in changed])


def figures(seed: int) -> Iterator[Figure]:
    """The four sequences; nothing is drawn, so the seed is without effect."""
    for name, thresholds in SEQUENCES.items():
        yield Figure(
            "kuran", f"sequence {name}: who opposes in public in the end", "rule",
            "Kuran 1991, the rule followed by hand; the sequence as it is remembered, not seen in the paper",
            BY_HAND[name], opposition(thresholds), 0.0, "whole numbers", unit="of 10",
        )  # fmt: skip
