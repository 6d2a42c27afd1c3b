"""What was found, in sentences for a reader who knows no statistics: the brief's, and a terminal's with more shares."""

from __future__ import annotations

import math
from collections.abc import Iterator

from buttress.experiment.claims import Probability
from buttress.explore.discovery.what_if import WhatIf, WhatIfBox

LEAST = 0.0005
"""A smaller share is told as one in so many."""
RAREST = 1e6
"""Rarer than once in so many is not told apart."""
_WIDE = "four times as wide a range as is plausible"


def sentences(found: WhatIf, shares: bool = False) -> Iterator[str]:
    """What would have to be true, how plausible that is, and what is not told: each for a line of its own.

    With `shares`, of each corner also its coverage and density.
    """
    yield (
        f"{_opening(found)}: {found.crosses}. That is so in {in_draws(found.prior)} before any evidence, and in "
        f"{in_draws(found.all_evidence)} under all of it. A draw is one set of values for all that the model does not "
        "know."
    )
    if found.outcome == "nowhere":
        yield (
            f"It is so nowhere: in none of {found.searched:,} draws from {_WIDE}, so in fewer than 1 in "
            f"{one_in(found.upper_95)} of them."
        )
    if found.outcome == "no corner":
        yield (
            f"It is so in {found.crossing:,} of {found.searched:,} draws from {_WIDE}, but here and there: no three "
            "conditions or fewer single them out."
        )
    for number, box in enumerate(found.boxes, 1):
        yield f"{corner_of(number, box)} {_of_wide_draws(box)}" if shares else corner_of(number, box)
    if found.untold >= LEAST:
        share = percent(found.untold)
        yield f"How police, units and pay respond decides {share} of the answer; no values of that are searched."


def _opening(found: WhatIf) -> str:
    if found.claim is None:
        return "What is asked"
    return f"For it to be {'wrong' if found.reverse else 'right'}"


def corner_of(number: int, box: WhatIfBox) -> str:
    """Two shares of two things: of draws into which the conditions are written, and of draws that have them anyway."""
    return (
        f"{number}. Suppose {', and '.join(box.words)}. Written into every draw that fits the evidence, all else left "
        f"as it is, that makes it so in {percent(box.when_set.p)} of them. Draws that are like that by themselves: "
        f"{percent(box.prior)} before any evidence; {_of_fitted(box.all_evidence)}."
    )


def _of_fitted(p: Probability) -> str:
    """The share of draws that fit the evidence; where none does, what so few independent ones can rule out."""
    low, high = p.limits
    if p.p == 0.0:
        return (
            f"none of those that fit it, which are worth {p.effective:,.0f} independent draws, so fewer than 1 in "
            f"{one_in(high)}"
        )
    return f"{percent(p.p)} ({percent(low)} to {percent(high)}) of those that fit it"


def _of_wide_draws(box: WhatIfBox) -> str:
    return (
        f"Of fresh draws from {_WIDE}, {percent(box.coverage)} of those in which it is so are like that (coverage), "
        f"and in {percent(box.density)} of those that are like that it is so (density)."
    )


def in_draws(p: Probability) -> str:
    """A share of draws with its limits; where none is inside, its upper limit as one in so many."""
    low, high = p.limits
    if p.p == 0.0:
        return f"fewer than 1 in {one_in(high)} draws (none of {p.effective:,.0f} independent ones)"
    return f"{percent(p.p)} of draws ({percent(low)} to {percent(high)})"


def percent(share: float) -> str:
    """A share in percent, with two significant digits under ten; a very small one as one in so many."""
    if share < LEAST:
        return "0 %" if share == 0.0 else f"under 1 in {one_in(share)}"
    return f"{100 * share:.0f} %" if share >= 0.1 else f"{100 * share:.1f} %"


def one_in(share: float) -> str:
    """The N of `1 in N` for a share that is smaller than that, in two significant digits."""
    if share <= 1.0 / RAREST:
        return "a million"
    digits = 10.0 ** (math.floor(math.log10(1.0 / share)) - 1)
    return f"{math.floor(1.0 / share / digits + 1e-9) * digits:,.0f}"
