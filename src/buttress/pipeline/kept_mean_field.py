"""The mean field of a case, with its measures kept in the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buttress.experiment.mean_field import MeanField, Measured, Wanted
from buttress.pipeline.cache import keep_measured, read_measured

if TYPE_CHECKING:
    from buttress.world import Draws


class KeptMeanField(MeanField):
    """Runs draws that were not run before, and takes the others from the cache."""

    def measures(self, wanted: Wanted, draws: Draws) -> Measured:
        """Every wanted measure of every draw, from the cache or run now."""
        return kept_measures(self, wanted, draws) if wanted else {}


def kept_measures(mean_field: MeanField, wanted: Wanted, draws: Draws) -> Measured:
    """The same of any mean field, for draws that come again while its others don't."""
    kept = read_measured(mean_field.case, draws, wanted)
    if kept is None:
        kept = MeanField.measures(mean_field, wanted, draws)
        keep_measured(mean_field.case, draws, wanted, kept)
    return kept
