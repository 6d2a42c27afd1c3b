"""Claims told as scenario minus baseline, whichever way round their contrast is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buttress.experiment.arm import BASELINE
from buttress.experiment.log_ratio import is_log_ratio

if TYPE_CHECKING:
    from buttress.case import Claim
    from buttress.case.claim import Region


def restated(claim: Claim) -> Claim:
    """The same claim with its contrast as scenario minus baseline and its region mirrored; others as they are.

    The mirrored region holds the mirrored contrast where the region holds the contrast. That of a factor between two
    counts of people has the inverse factors.
    """
    weights = {name: weight for name, weight in claim.contrast.items() if weight}
    if len(weights) != 2 or weights.get(BASELINE, 0.0) <= 0.0 or sum(weights.values()) != 0.0:
        return claim
    contrast = {name: -weight for name, weight in weights.items()}
    region = _mirrored(claim.region, is_log_ratio(weights, claim.measure))
    return claim.model_copy(update={"contrast": dict(sorted(contrast.items(), key=_scenario_first)), "region": region})


def _scenario_first(item: tuple[str, float]) -> bool:
    return item[0] == BASELINE


def _mirrored(region: Region, factor: bool) -> Region:
    def other(edge: float) -> float:
        if factor:
            return 1.0 / edge if edge > 0.0 else float("inf")
        return -edge if edge else 0.0

    if region.between is not None:
        low, high = region.between
        return region.model_copy(update={"between": [other(high), other(low)]})
    above = None if region.below is None else other(region.below)
    below = None if region.above is None else other(region.above)
    return region.model_copy(update={"above": above, "below": below})
