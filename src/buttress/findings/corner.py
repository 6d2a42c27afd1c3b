"""What would have to be true for the leading claim to cross its line."""

from __future__ import annotations

from buttress.brief.content import Corner
from buttress.explore.discovery import sentences
from buttress.findings.results import Results


def corner(results: Results) -> Corner | None:
    """The corners in words; None where no claim was explored."""
    found = results.corners
    if found is None or found.claim is None:
        return None
    says = next(claim.says for claim in results.case.claims if claim.id == found.claim)
    return Corner(says, tuple(sentences(found)), f"buttress whatif {results.folder} --claim {found.claim}")
