"""Where the judge takes parameter draws from: priors and posteriors, with and without history, opened or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from buttress.arrays import Floats
from buttress.experiment.weighted_draws import WeightedDraws
from buttress.world import Draws

Opening = tuple[tuple[str, ...], int]
"""Names of parameters, sorted, and the factor on the spreads of their priors."""
UNOPENED: Opening = ((), 1)


def opening_of(names: Sequence[str], factor: int) -> Opening:
    """The opening of some parameters by a factor; by 1 it is the same for all."""
    return UNOPENED if factor == 1 else (tuple(sorted(names)), factor)


class DrawSource(Protocol):
    """`history`: do other contests speak of any parameter of the case?"""

    @property
    def history(self) -> bool: ...

    def prior(self, opening: Opening, history: bool) -> WeightedDraws:
        """Independent draws that have seen no report. Unopened and without history: the table of the screening."""
        ...

    def posteriors(self, asked: Sequence[tuple[Opening, bool]]) -> list[WeightedDraws]:
        """Draws under the reports, for each opening with or without history."""
        ...

    def with_bias(self, opening: Opening, bias_factor: float) -> WeightedDraws:
        """Draws of `posteriors` with history, once asked for, with the bias of its selection times a factor."""
        ...

    def places(self, draws: Draws) -> Floats:
        """Places (D, p) of unopened prior draws without history, where each prior is standard normal."""
        ...
