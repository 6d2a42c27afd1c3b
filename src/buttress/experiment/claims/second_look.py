"""A second look at a claim that would be decided: its number again with halved and doubled prior spreads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from buttress.experiment.claims.claim_estimate import ClaimEstimate, of_contrast, of_parameter
from buttress.experiment.claims.names import parameters_of, scenarios_of
from buttress.experiment.comparison import Comparison

if TYPE_CHECKING:
    from buttress.case import Claim
    from buttress.world import Draws

Refit = Callable[[float, tuple[str, ...]], "Draws"]
"""refit(scale, names) -> draws with the prior spreads of `names` multiplied by `scale`."""
Rerun = Callable[["Draws", tuple[str, ...]], Comparison]
"""rerun(draws, scenarios) -> the comparison with other draws."""
SecondLook = Callable[["Claim", float], ClaimEstimate]
"""look(claim, scale) -> its estimate with the prior spreads of what it rests on multiplied by `scale`."""

SCALES = ((2.0, "doubled"), (0.5, "halved"))  # the wider first: it is the one that takes verdicts back


def second_look(claims: Sequence[Claim], refit: Refit | None, rerun: Rerun | None) -> SecondLook | None:
    """How to estimate with scaled spreads; claims that rest on the same parameters share a fit and its runs.

    None where `refit` or `rerun` is missing.
    """
    if refit is None or rerun is None:
        return None

    @cache
    def draws_at(scale: float, names: tuple[str, ...]) -> Draws:
        return refit(scale, names)

    @cache
    def comparison_at(scale: float, names: tuple[str, ...]) -> Comparison:
        alike = [claim for claim in claims if parameters_of(claim) == names]
        return rerun(draws_at(scale, names), scenarios_of(alike))

    def look(claim: Claim, scale: float) -> ClaimEstimate:
        if claim.parameter is not None:
            return of_parameter(claim, draws_at(scale, parameters_of(claim)))
        return of_contrast(claim, comparison_at(scale, parameters_of(claim)))

    return look
