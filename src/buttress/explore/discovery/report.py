"""What was found, in sentences: each for a line of its own."""

from __future__ import annotations

import math

from buttress.experiment.claims import Probability
from buttress.explore.discovery.what_if import WhatIf, WhatIfBox

LEAST = 0.0005
"""A smaller share is told as one in so many."""
RAREST = 1e6
"""Rarer than once in so many is not told apart."""


def sentences(found: WhatIf) -> list[str]:
    """What would have to be true, how plausible that is, and what is not told."""
    out = [
        f"The line: {found.crosses}. It is crossed in {in_draws(found.prior)} before any evidence, and in "
        f"{in_draws(found.all_evidence)} under all of it."
    ]
    if found.outcome == "nowhere":
        out.append(
            f"Nowhere: of {found.searched:,} draws at four times the spreads of all priors not one crosses it, so "
            f"fewer than 1 in {one_in(found.upper_95)} do (95 % limit)."
        )
    if found.outcome == "no corner":
        out.append(
            f"It is crossed in {found.crossing:,} of {found.searched:,} draws at four times the spreads of all priors, "
            "in no box of at most three conditions that holds on fresh draws."
        )
    out += [_of_box(number, box) for number, box in enumerate(found.boxes, 1)]
    if found.untold >= LEAST:
        out.append(
            f"How police, units and pay respond carries {percent(found.untold)} of what decides it by itself; of that "
            "no value is told."
        )
    return out


def _of_box(number: int, box: WhatIfBox) -> str:
    return (
        f"{number}. If {', and '.join(box.words)}: set so, {percent(box.when_set.p)} of the draws under all evidence "
        f"cross it. That much is true in {percent(box.prior)} of draws before any evidence, and in "
        f"{in_draws(box.all_evidence)} under all of it. Of fresh draws at four times the spreads, "
        f"{percent(box.coverage)} of those that cross lie there (coverage), and {percent(box.density)} of those there "
        "cross (density)."
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
