"""The mean field of a case, with its measures kept in the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buttress.experiment.mean_field import MeanField, Measured, Wanted
from buttress.pipeline.cache import keep_measured, read_measured

if TYPE_CHECKING:
    from buttress.world import Draws


class KeptMeanField(MeanField):
    """Runs draws that were not run before, and takes the others from the cache."""

    def measures(self, wanted: Wanted, draws: Draws, first: int = 0) -> Measured:
        """Every wanted measure of the draws from `first` on; of all of them from the cache or run now."""
        return super().measures(wanted, draws, first) if first else kept_measures(self, wanted, draws)


def kept_measures(mean_field: MeanField, wanted: Wanted, draws: Draws) -> Measured:
    """The same of any mean field, for draws that come again while its others don't. Each scenario is kept apart."""
    case, found = mean_field.case, Measured()
    missing = dict(wanted)
    for name, measures in wanted.items():
        kept = read_measured(case, draws, name, measures)
        if kept is not None:
            found |= {(name, measure): values for measure, values in kept.items()}
            del missing[name]
    run = MeanField.measures(mean_field, missing, draws)
    for name, measures in missing.items():
        keep_measured(case, draws, name, {measure: run[name, measure] for measure in measures})
    return found | run
