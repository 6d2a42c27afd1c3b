"""What was found, in sentences: each for a line of its own."""

from __future__ import annotations

from buttress.experiment.claims import Probability
from buttress.explore.discovery.what_if import WhatIf, WhatIfBox

LEAST = 0.0005
"""Shares below are told as under 0.1 %."""


def sentences(found: WhatIf) -> list[str]:
    """What would have to be true, how plausible that is, and what is not told."""
    out = [
        f"{found.crosses}: {percent(found.prior.p)} before any evidence, {likely(found.all_evidence)} under all of it."
    ]
    if found.outcome == "nowhere":
        out.append(
            f"Nowhere: of {found.searched:,} draws at four times the spreads of all priors not one crosses, so at most "
            f"{100 * found.upper_95:.2g} % do (95 % limit)."
        )
    if found.outcome == "no corner":
        out.append(
            f"It crosses in {found.crossing:,} of {found.searched:,} draws at four times the spreads of all priors, in "
            "no box of at most three conditions that holds on fresh draws."
        )
    out += [_of_box(number, box) for number, box in enumerate(found.boxes, 1)]
    if found.untold >= LEAST:
        out.append(
            f"How police, units and pay respond carries {percent(found.untold)} of what decides it by itself; of that "
            "no value is told."
        )
    return out


def _of_box(number: int, box: WhatIfBox) -> str:
    words = ", and ".join(box.words)
    return (
        f"{number}. If {words}: then it crosses in {percent(box.when_set.p)} of the draws under all evidence that are "
        f"set so. That much is true in {percent(box.prior)} before any evidence, {likely(box.all_evidence)} under all "
        f"of it. Of fresh draws at four times the spreads, {percent(box.coverage)} of those that cross lie there "
        f"(coverage), and {percent(box.density)} of those there cross (density)."
    )


def likely(p: Probability) -> str:
    """A probability with its limits; where no draw is inside, its upper limit."""
    low, high = p.limits
    if p.p == 0.0:
        return f"at most {100 * high:.2g} % (no draw of {p.effective:.0f} independent ones)"
    return f"{percent(p.p)} ({percent(low)} to {percent(high)})"


def percent(share: float) -> str:
    """A share in percent, with two significant digits under ten."""
    if 0.0 < share < LEAST:
        return "under 0.1 %"
    return f"{100 * share:.0f} %" if share >= 0.1 or share == 0.0 else f"{100 * share:.1f} %"
