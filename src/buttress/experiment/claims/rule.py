"""A claim's rule: on which side of its region an interval lies, what the answer rests on, and both in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from buttress.experiment.claims.claim_estimate import ClaimEstimate
from buttress.experiment.claims.verdict import VerdictBasis, VerdictWord
from buttress.experiment.paired_effect import is_log_ratio

if TYPE_CHECKING:
    from buttress.case import Claim

LEARNED = 0.8  # posterior over prior spread, below which the reports have moved a parameter


def side(claim: Claim, estimate: ClaimEstimate) -> VerdictWord:
    """On which side of the claim's region the interval lies. The region's own bounds belong to `between` only."""
    if not estimate.bounded:
        return "undetermined"
    region = claim.region
    if region.between is not None:
        low, high = region.between
        inside, outside = low <= estimate.low and estimate.high <= high, estimate.high < low or high < estimate.low
    elif region.above is not None:
        inside, outside = estimate.low > region.above, estimate.high <= region.above
    else:
        assert region.below is not None
        inside, outside = estimate.high < region.below, estimate.low >= region.below
    return "supported" if inside else "contradicted" if outside else "undetermined"


def basis(claim: Claim, spread: Mapping[str, float]) -> VerdictBasis:
    """What the estimate rests on: `structure` where a rule of the model contains the claim, `evidence` where the
    posterior spread of every parameter that it rests on is under 0.8 of the prior's, else `prior`.

    `spread` is the posterior spread over the prior's by parameter. One that is not in it was not moved.
    """
    if claim.structure:
        return "structure"
    moved = [spread.get(name, 1.0) < LEARNED for name in claim.rests_on]
    return "evidence" if moved and all(moved) else "prior"


def rule(claim: Claim) -> str:
    """The claim's rule in one sentence."""
    region = claim.region
    if region.between is not None:
        where = f"between {region.between[0]:g} and {region.between[1]:g}"
    else:
        where = f"above {region.above:g}" if region.above is not None else f"below {region.below:g}"
    return f"Supported if the 95 % interval of {quantity(claim)} lies {where}, contradicted if it lies wholly outside."


def quantity(claim: Claim) -> str:
    """What is estimated, in words: `tenure_90 (baseline - without_loan)`, `exp(loyalty_pay)`."""
    if claim.parameter is not None:
        return f"the hazard ratio exp({claim.parameter})"
    terms = " ".join(_term(name, weight, first=i == 0) for i, (name, weight) in enumerate(claim.contrast.items()))
    if is_log_ratio(claim.contrast, claim.measure):
        one, other = sorted((name for name in claim.contrast if claim.contrast[name]), key=lambda n: -claim.contrast[n])
        return f"the factor in {claim.measure} ({one} / {other})"
    return f"{claim.measure} ({terms})"


def _term(name: str, weight: float, first: bool) -> str:
    size = "" if abs(weight) == 1 else f"{abs(weight):g} "
    sign = ("-" if weight < 0 else "") if first else ("- " if weight < 0 else "+ ")
    return f"{sign}{size}{name}"
