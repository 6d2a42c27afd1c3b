"""What would have to be true for the leading claim to cross its line, and what to find out about it."""

from __future__ import annotations

from collections.abc import Iterator

from buttress.brief.content import CornerText
from buttress.explore.discovery import sentences
from buttress.explore.refused import claim_named
from buttress.explore.value.worth import Finding, Worth
from buttress.findings.results import Results

SHOWN = 3
"""Findings named, at most."""


def corner(results: Results) -> CornerText | None:
    """Both in words; None where no claim was explored."""
    found = results.corners
    if found is None or found.claim is None:
        return None
    says = claim_named(results.case, found.claim).says
    return CornerText(
        says=says if says.endswith((".", "!", "?")) else f"{says}.",
        sentences=tuple(sentences(found)),
        find_out=() if results.worth is None else tuple(find_out(results.worth)),
        trace=f"buttress whatif {results.folder} --claim {found.claim}",
    )


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
