"""Cells of a share and of a rate."""

from __future__ import annotations

from studies.base_rates.share import CaseShare, Rate


def share_cells(share: CaseShare) -> list[str]:
    """Label, count, value and interval."""
    low, high = share.interval
    return [share.label, f"{share.events} of {share.cases}", f"{share.value:.3f}", f"{low:.3f} to {high:.3f}"]


def rate_cells(rate: Rate, exposure: str = "{:.0f}", scale: float = 1.0) -> list[str]:
    """Label, events, exposure, value and interval."""
    low, high = rate.interval
    cells = f"{rate.value * scale:.3g}", f"{low * scale:.3g} to {high * scale:.3g}"
    return [rate.label, str(rate.events), exposure.format(rate.exposure), *cells]
