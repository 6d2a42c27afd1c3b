"""Shares of draws whose contrast lies in a claim's region; the mean field of the same draws is run once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from buttress.arrays import Floats
from buttress.experiment.claims.contrast import contrast_of, inside, wanted_by
from buttress.experiment.claims.probability import Probability
from buttress.experiment.mean_field import MeanField, Measured
from buttress.experiment.weighted_draws import WeightedDraws

if TYPE_CHECKING:
    from buttress.case import Claim
    from buttress.world import Draws


@dataclass
class Shares:
    """Contrasts and shares of claims under draws; measures are kept as long as their draws are."""

    mean_field: MeanField
    _kept: dict[int, tuple[Draws, Measured]] = field(default_factory=dict, repr=False)

    def keep(self, draws: Draws, measured: Measured) -> None:
        """Take measures of some draws that are there already."""
        self._kept[id(draws)] = draws, dict(measured)

    def go_on(self, begun: Draws, draws: Draws) -> None:
        """Take what was measured of the first draws, `begun`, as the beginning of what will be asked of all of them."""
        known = self._kept.get(id(draws), (draws, {}))[1]
        self._kept[id(draws)] = draws, self._kept[id(begun)][1] | known

    def contrasts(self, claims: Sequence[Claim], draws: Draws) -> list[Floats]:
        """The contrast of each claim in each draw, (D,)."""
        measured = self._measured(claims, draws)
        return [contrast_of(claim, draws, measured) for claim in claims]

    def of(self, claims: Sequence[Claim], weighted: WeightedDraws) -> list[Probability | None]:
        """The share of each claim; None where its contrast is no number in some draw."""
        found: list[Probability | None] = []
        for claim, contrast in zip(claims, self.contrasts(claims, weighted.draws), strict=True):
            whole = bool(np.isfinite(contrast).all())
            found.append(Probability.of(inside(claim, contrast), weighted) if whole else None)
        return found

    def _measured(self, claims: Sequence[Claim], draws: Draws) -> Measured:
        """Measures of the draws that the claims need; those not there, or of the first draws alone, are run now."""
        kept = self._kept.setdefault(id(draws), (draws, {}))[1]
        missing: dict[int, dict[str, set[str]]] = {}
        for name, wanted in wanted_by(claims).items():
            for measure in wanted:
                begun = len(kept.get((name, measure), ()))
                if begun < len(draws):
                    missing.setdefault(begun, {}).setdefault(name, set()).add(measure)
        for begun, measures in sorted(missing.items()):
            run = self.mean_field.measures(measures, draws, begun)
            kept |= {key: np.concatenate([kept[key], values]) if begun else values for key, values in run.items()}
        return kept


def first_of(draws: Draws, count: int) -> Draws:
    """The first draws."""
    return replace(draws, values=draws.values[:count], shocks=draws.shocks[:count], chain=draws.chains[:count])
