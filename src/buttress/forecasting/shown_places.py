"""Which places of a file are forecast by name: those of 100,000 people or more. Smaller ones stand together.

A forecast of a small place would be one of persons. A place of unknown size counts as small. Fewer than three small
places would tell of each: then they stand in the total alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LEAST_PEOPLE = 100_000
LEAST_MEMBERS = 3
OTHER = "other places"


@dataclass(frozen=True)
class ShownPlaces:
    """`label` of each place: its own name, or `OTHER`; `others` those that stand together, or not at all."""

    label: Mapping[str, str]
    others: tuple[str, ...]

    @classmethod
    def of(cls, places: Iterable[str], sizes: Mapping[str, int | None]) -> ShownPlaces:
        """By the number of people who live in each place; unknown if it isn't in `sizes`."""
        found = sorted(set(places))
        small = [place for place in found if (sizes.get(place) or 0) < LEAST_PEOPLE]
        return cls({place: OTHER if place in small else place for place in found}, tuple(small))


def is_shown(label: str, members: int) -> bool:
    """Whether numbers of a label may be printed that so many places add to."""
    return label != OTHER or members >= LEAST_MEMBERS
