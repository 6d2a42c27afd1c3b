"""What would have to be true for the leading claim to cross its line, and what to find out about it."""

from __future__ import annotations

from collections.abc import Iterator

from buttress.brief.content import CornerText
from buttress.experiment.claims import Probability
from buttress.explore.discovery import WhatIf, WhatIfBox
from buttress.explore.discovery.report import LEAST, in_draws, one_in, percent
from buttress.explore.value.worth import Finding, Worth
from buttress.findings.results import Results

SHOWN = 3
"""Findings named, at most."""


def corner(results: Results) -> CornerText | None:
    """Both in words; None where no claim was explored."""
    found = results.corners
    if found is None or found.claim is None:
        return None
    says = next(claim.says for claim in results.case.claims if claim.id == found.claim)
    return CornerText(
        says=says if says.endswith((".", "!", "?")) else f"{says}.",
        sentences=tuple(corner_sentences(found)),
        find_out=() if results.worth is None else tuple(find_out(results.worth)),
        trace=f"buttress whatif {results.folder} --claim {found.claim}",
    )


def corner_sentences(found: WhatIf) -> Iterator[str]:
    """The corners in words for a reader who knows no statistics; coverage and density are left to the command."""
    yield (
        f"For it to be {'wrong' if found.reverse else 'right'}: {found.crosses}. That is so in {in_draws(found.prior)} "
        f"before any evidence, and in {in_draws(found.all_evidence)} under all of it. A draw is one set of values for "
        "all that the model does not know."
    )
    if found.outcome == "nowhere":
        yield (
            f"It is so nowhere: in none of {found.searched:,} draws from four times as wide a range as is plausible, "
            f"so in fewer than 1 in {one_in(found.upper_95)} of them."
        )
    if found.outcome == "no corner":
        yield (
            f"It is so in {found.crossing:,} of {found.searched:,} draws from four times as wide a range as is "
            "plausible, but here and there: no three conditions or fewer single them out."
        )
    yield from (corner_of(number, box) for number, box in enumerate(found.boxes, 1))
    if found.untold >= LEAST:
        share = percent(found.untold)
        yield f"How police, units and pay respond decides {share} of the answer; no values of that are searched."


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


def find_out(worth: Worth) -> Iterator[str]:
    """Evidence that a case could get, the most narrowing first; then the group of unknowns that would narrow most."""
    clear = [finding for finding in worth.findings if finding.gain.likely]
    collected = [finding for finding in clear if finding.kind == "collect"][:SHOWN]
    yield from map(_narrows, collected)
    if not collected:
        yield "Nothing: no evidence that could still be collected would narrow the answer noticeably."
    known = [finding for finding in clear if finding.kind == "know group"][:1]
    for finding in known:
        yield f"Most would be gained by knowing exactly {_narrows(finding)}"


def _narrows(finding: Finding) -> str:
    gain = finding.gain
    return (
        f"{finding.what}: the 95 % interval would shrink by {100 * gain.shrinks_by:.0f} % "
        f"(standard error {100 * gain.mc_se:.0f})."
    )
