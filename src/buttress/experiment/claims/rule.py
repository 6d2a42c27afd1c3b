"""A claim's rule in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buttress.experiment.log_ratio import is_log_ratio, two_compared

if TYPE_CHECKING:
    from buttress.case import Claim


def rule(claim: Claim) -> str:
    """The claim's rule in one sentence."""
    region = claim.region
    if region.between is not None:
        where = f"lies between {region.between[0]:g} and {region.between[1]:g}"
    else:
        where = f"is above {region.above:g}" if region.above is not None else f"is below {region.below:g}"
    return (
        f"Supported if the probability that {quantity(claim)} {where} is over 95 % and the evidence moved its odds "
        "tenfold, contradicted if under 5 % and as much the other way, each also with spreads doubled."
    )


def quantity(claim: Claim) -> str:
    """What is estimated, in words: `tenure_90 (baseline - without_loan)`, `exp(loyalty_pay)`."""
    if claim.parameter is not None:
        return f"the hazard ratio exp({claim.parameter})"
    if is_log_ratio(claim.contrast, claim.measure):
        one, other = two_compared(claim.contrast)
        return f"the factor in {claim.measure} ({one} / {other})"
    terms = " ".join(_term(name, weight, first=i == 0) for i, (name, weight) in enumerate(claim.contrast.items()))
    return f"{claim.measure} ({terms})"


def _term(name: str, weight: float, first: bool) -> str:
    size = "" if abs(weight) == 1 else f"{abs(weight):g} "
    sign = ("-" if weight < 0 else "") if first else ("- " if weight < 0 else "+ ")
    return f"{sign}{size}{name}"
