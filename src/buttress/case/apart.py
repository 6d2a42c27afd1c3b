"""When two bounds can't both be near the truth: no number that both allow, and a factor between them."""

from __future__ import annotations

FACTOR = 2.0
"""Numbers of the same people further apart than this disagree."""


def beyond(least: float | None, most: float | None, factor: float = FACTOR) -> bool:
    """Whether the least that one report allows is above `factor` times the most that another does; None is no bound."""
    return least is not None and most is not None and least > factor * most
