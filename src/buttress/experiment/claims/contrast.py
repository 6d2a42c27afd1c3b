"""A claim's contrast in each draw, in the mean field, and whether the claim's region holds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from buttress.arrays import Flags, Floats
from buttress.experiment.log_ratio import is_log_ratio, log_ratio, two_compared
from buttress.experiment.mean_field import Measured

if TYPE_CHECKING:
    from buttress.case import Claim
    from buttress.world import Draws


def wanted_by(claims: Sequence[Claim]) -> dict[str, set[str]]:
    """Measures that the claims need, by scenario."""
    wanted: dict[str, set[str]] = {}
    for claim in claims:
        for name in claim.contrast:
            wanted.setdefault(name, set()).add(claim.measure)
    return wanted


def contrast_of(claim: Claim, draws: Draws, measured: Measured) -> Floats:
    """The contrast of each draw, (D,): a coefficient, a log ratio of counts, or a weighted sum."""
    if claim.parameter is not None:
        return draws.column(claim.parameter)
    if is_log_ratio(claim.contrast, claim.measure):
        one, other = two_compared(claim.contrast)
        return log_ratio(measured[one, claim.measure], measured[other, claim.measure], 1)
    total = np.zeros(len(draws))
    for name, weight in claim.contrast.items():
        total += weight * measured[name, claim.measure]
    return total


def inside(claim: Claim, contrast: Floats) -> Flags:
    """Does the region hold the contrast, (D,)? Its own bounds belong to `between` only; regions of ratios are factors.

    Raises ValueError for a contrast that is no number.
    """
    if not np.isfinite(contrast).all():
        raise ValueError(f"claim {claim.id}: the contrast is no number in some draw")
    ratio = claim.parameter is not None or is_log_ratio(claim.contrast, claim.measure)
    value = np.exp(contrast) if ratio else contrast
    region = claim.region
    if region.between is not None:
        return np.asarray((region.between[0] <= value) & (value <= region.between[1]))
    if region.above is not None:
        return np.asarray(value > region.above)
    assert region.below is not None
    return np.asarray(value < region.below)
