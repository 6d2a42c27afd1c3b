"""Parameter draws of a case for its claims: from priors and posteriors, as they are or opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from buttress.arrays import Floats
from buttress.case import Case
from buttress.experiment.claims import UNOPENED, Opening
from buttress.experiment.claims.shares import first_of
from buttress.experiment.weighted_draws import WeightedDraws
from buttress.explore.measure_table import places_of
from buttress.infer.other_priors import Refits, under_other_priors, weighed, with_bias
from buttress.infer.posterior import Posterior
from buttress.infer.prior import JointPrior, prior_draws
from buttress.infer.settings import Settings
from buttress.world import Draws

TABLE, DRAWS = 2000, 512
"""Draws of the table from which it is found what claims rest on, and of all others."""


@dataclass
class CaseDraws:
    """The draws that the judge asks for (`DrawSource`); each is made once. `workers` changes no byte."""

    case: Case
    posterior: Posterior
    workers: int = 1
    _priors: dict[tuple[Opening, bool], WeightedDraws] = field(default_factory=dict, repr=False)
    _posteriors: dict[tuple[Opening, bool], WeightedDraws] = field(default_factory=dict, repr=False)
    _refits: Refits = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        reporters = self.posterior.reporter_values[:DRAWS]
        self.posterior = replace(self.posterior, draws=first_of(self.posterior.draws, DRAWS), reporter_values=reporters)
        self._posteriors[UNOPENED, True] = WeightedDraws.equal(self.posterior.draws)

    @property
    def history(self) -> bool:
        """Do other contests speak of any parameter of the case?"""
        return JointPrior.of(self.case, history=True) != JointPrior.of(self.case, history=False)

    def prior(self, opening: Opening, history: bool) -> WeightedDraws:
        """Independent draws that have seen no report."""
        if (opening, history) not in self._priors:
            self._priors[opening, history] = self._drawn(opening, history)
        return self._priors[opening, history]

    def posteriors(self, asked: Sequence[tuple[Opening, bool]]) -> list[WeightedDraws]:
        """Draws under the reports, for each opening with or without history."""
        for history in (False, True):
            missing = [key for key in dict.fromkeys(asked) if key[1] is history and key not in self._posteriors]
            worn = [key for key in missing if not self._weighed(*key)]
            settings = [Settings(spread=_spread(opening), history=history) for opening, _ in worn]
            found = under_other_priors(self.case, self.posterior, settings, self.workers, self._refits)
            self._posteriors |= zip(worn, found, strict=True)
        return [self._posteriors[key] for key in asked]

    def with_bias(self, opening: Opening, bias_factor: float) -> WeightedDraws:
        """Draws under the reports and history, with the bias of history's selection times a factor."""
        return with_bias(self.case, self._posteriors[opening, True], _spread(opening), bias_factor)

    def _weighed(self, opening: Opening, history: bool) -> bool:
        """Could draws with history, or without, be had by weighing the others? The mean field then serves both."""
        given = self._posteriors.get((opening, not history))
        found = None if given is None else weighed(self.case, given, _spread(opening), history)
        if found is not None:
            self._posteriors[opening, history] = found
        return found is not None

    def places(self, draws: Draws) -> Floats:
        """Places (D, p) of unopened prior draws without history."""
        return places_of(draws, JointPrior.of(self.case, history=False))

    def _drawn(self, opening: Opening, history: bool) -> WeightedDraws:
        spread, count = _spread(opening), TABLE if opening == UNOPENED else DRAWS
        found = weighed(self.case, self.prior(opening, False), spread, history) if history else None
        if found is not None:
            return found
        prior = JointPrior.of(self.case, history=history, spread=spread)
        return WeightedDraws.equal(prior_draws(self.case, count, prior=prior))


def _spread(opening: Opening) -> dict[str, float]:
    names, factor = opening
    return dict.fromkeys(names, float(factor))
