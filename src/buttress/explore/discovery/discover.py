"""From a line and the draws under all evidence to the corners in which the answer crosses it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from buttress.arrays import Flags, Floats, Ints
from buttress.experiment.claims import Probability
from buttress.experiment.claims.screening import first_order_shares
from buttress.experiment.claims.shares import first_of
from buttress.experiment.mean_field import MeanField
from buttress.experiment.weighted_draws import WeightedDraws
from buttress.explore.answer import Answer
from buttress.explore.discovery.box import Box, Condition
from buttress.explore.discovery.corners import Corner, Labelled, corners
from buttress.explore.discovery.crossing import Crossing
from buttress.explore.discovery.sentence import in_words
from buttress.explore.discovery.shared_runs import SharedRuns
from buttress.explore.discovery.tighter import tighter
from buttress.explore.discovery.tree import LEAST_DRAWS, Bounds, inside
from buttress.explore.discovery.what_if import WhatIf, WhatIfBox
from buttress.explore.discovery.wide_draws import (
    FRESH,
    MORE,
    SEARCHED,
    SPREAD,
    plain_prior,
    set_into,
    wide_draws,
)
from buttress.explore.error import ExploreError
from buttress.explore.refused import LINE
from buttress.infer.prior import JointPrior, prior_draws
from buttress.world.parameters import Parameter, parameters_of

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.world import Draws

SEARCH, EXTRA, TEST, PRIOR = 5000, 15000, 5000, 1000
"""Draws of the search, more of them where few cross, draws that boxes are held to, draws of the plain prior."""
FEW = 250
"""Crossing draws below which the search takes more."""
LIKELY, TIGHTER = 0.5, 6
"""Share of the evidence's draws set into a box that cross, up to which it is made tighter, and how often at most."""
FURTHEST = 8.0
"""Place beyond which no draw is told from another."""
TIGHTENED = 128
"""Draws of the evidence by which boxes are made tighter; what is told of a box has all."""
PLAUSIBLE = 512
"""Draws of the plain prior beside which a condition has to say something."""


@dataclass
class Discovery:
    """A search for the corners of crossings; `evidence` are draws under reports and history.

    `answers` that will be asked about one after the other share the runs of the search.
    """

    case: Case
    evidence: Draws
    mean_field: MeanField
    answers: tuple[Answer, ...] = ()
    _wide: dict[int, Draws] = field(default_factory=dict, repr=False)

    def what_if(self, crossing: Crossing) -> WhatIf:
        """The corners in which the answer crosses, on the side that the evidence holds for the less likely.

        Raises ExploreError for a claim on a parameter of which no value is told.
        """
        likely = self.crosses(replace(crossing, reverse=False), self.evidence).mean() >= 0.5
        crossing = replace(crossing, reverse=bool(likely))
        if crossing.answer.claim is not None and crossing.answer.claim.parameter is not None:
            return self._of_parameter(crossing, crossing.answer.claim.parameter)
        searched = self._labelled(crossing, SEARCH, SEARCHED)
        if searched.crosses.sum() < FEW:
            searched = _joined(searched, self._labelled(crossing, EXTRA, MORE))
        fresh = self._labelled(crossing, TEST, FRESH)
        told = self._told
        tighten = partial(self._tightened, crossing)
        found = corners(_only(searched, told), _only(fresh, told), self._plausible[:, told], tighten)
        boxes = [self._box(crossing, corner) for corner in found]
        return self._of_searched(crossing, boxes, _joined(searched, fresh))

    def crosses(self, crossing: Crossing, draws: Draws) -> Flags:
        """Does the answer cross in each draw, (D,)? A draw without a number does not."""
        values = self._runs.values(crossing.answer, draws)
        finite = np.isfinite(values)
        return np.asarray(crossing.crosses(np.where(finite, values, 0.0)) & finite)

    @cached_property
    def prior(self) -> JointPrior:
        """The plain prior."""
        return plain_prior(self.case)

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """The case's parameters by name."""
        return {each.name: each for each in parameters_of(self.case.facts)}

    @cached_property
    def _told(self) -> Ints:
        """Columns of the parameters of which a value may be told."""
        told = [j for j, name in enumerate(self.prior.names) if self.parameters[name].words]
        return np.array(told, dtype=np.int64)

    @cached_property
    def _runs(self) -> SharedRuns:
        runs = SharedRuns(self.mean_field, self.answers)
        runs.share(self.evidence)
        return runs

    @cached_property
    def _before(self) -> Draws:
        return self._runs.share(prior_draws(self.case, PRIOR, prior=self.prior))

    @property
    def _plausible(self) -> Floats:
        return np.concatenate([self._before.values[:PLAUSIBLE], self.evidence.values])

    def _labelled(self, crossing: Crossing, count: int, seed: int) -> Labelled:
        draws = self._drawn(count, seed)
        return Labelled(draws.values, self.crosses(crossing, draws))

    def _drawn(self, count: int, seed: int) -> Draws:
        if seed not in self._wide:
            self._wide[seed] = self._runs.share(wide_draws(self.case, count, seed))
        return self._wide[seed]

    def _tightened(self, crossing: Crossing, bounds: Bounds, values: Floats) -> Bounds:
        """The first of ever tighter bounds in which the evidence's draws, set into them, cross more often than not.

        Where none is, the one of them in which most do.
        """
        tried: list[tuple[float, Bounds]] = []
        while len(tried) < TIGHTER:
            share = self._when_set(crossing, self._box_of(bounds), first_of(self.evidence, TIGHTENED)).p
            tried.append((share, bounds))
            smaller = tighter(bounds, values)
            if share >= LIKELY or smaller == bounds or inside(smaller, values).sum() < LEAST_DRAWS:
                break
            bounds = smaller
        return max(tried, key=lambda each: each[0])[1]

    def _when_set(self, crossing: Crossing, box: Box, draws: Draws) -> Probability:
        placed = set_into(box, draws, self.prior, self.case.facts.seed)
        return self._share(self.crosses(crossing, placed), placed)

    def _box_of(self, bounds: Bounds) -> Box:
        names = [self.prior.names[j] for j in self._told]
        return Box(tuple(Condition(names[j], *ends) for j, ends in bounds.items()))

    def _box(self, crossing: Crossing, corner: Corner) -> WhatIfBox:
        box = self._box_of(corner.bounds)
        return WhatIfBox(
            box=box,
            words=self._words(box),
            coverage=corner.coverage,
            density=corner.density,
            prior=box.prior_share(self.prior),
            all_evidence=self._share(box.inside(self.evidence), self.evidence),
            when_set=self._when_set(crossing, box, self.evidence),
        )

    def _words(self, box: Box) -> tuple[str, ...]:
        return tuple(in_words(each, self.parameters[each.parameter]) for each in box.conditions)

    @staticmethod
    def _share(held: Flags, draws: Draws) -> Probability:
        return Probability.of(held, WeightedDraws.equal(draws))

    def _of_searched(
        self, crossing: Crossing, found: list[WhatIfBox], drawn: Labelled, words: str | None = None
    ) -> WhatIf:
        answer = crossing.answer
        untold = [j for j in range(len(self.prior)) if j not in set(self._told.tolist())]
        wide = self.prior.scale_spread(self.prior.names, SPREAD)
        places = np.column_stack([wide.distributions[j].z(drawn.values[:, j]) for j in untold])
        places = np.clip(places, -FURTHEST, FURTHEST)  # a share that rounds to 1 has no place of its own
        shares = first_order_shares(drawn.crosses.astype(float), places, [self.prior.names[j] for j in untold])
        return WhatIf(
            claim=None if answer.claim is None else answer.claim.id,
            measure=answer.measure,
            scenario=None if answer.claim is not None else answer.scenario,
            crosses=words or crossing.words,
            boxes=tuple(found),
            searched=len(drawn.crosses),
            crossing=int(drawn.crosses.sum()),
            prior=self._share(self.crosses(crossing, self._before), self._before),
            all_evidence=self._share(self.crosses(crossing, self.evidence), self.evidence),
            untold=float(sum(max(0.0, share) for share in shares.values())),
            reverse=crossing.reverse,
        )

    def _of_parameter(self, crossing: Crossing, name: str) -> WhatIf:
        """A claim on a parameter crosses in its own region: nothing has to be searched."""
        if not self.parameters[name].words:
            raise ExploreError(f"{name} says how police, units or pay respond: {LINE}")
        certain = Probability(1.0, float(len(self.evidence)))
        found = []
        for ends in crossing.intervals():
            box = Box((Condition(name, *ends),))
            inside = self._share(box.inside(self.evidence), self.evidence)
            found.append(WhatIfBox(box, self._words(box), 1.0, 1.0, box.prior_share(self.prior), inside, certain))
        wide = self._drawn(SEARCH, SEARCHED)
        drawn = Labelled(wide.values, self.crosses(crossing, wide))
        held = [box.box.inside(wide) for box in found]
        total = float(drawn.crosses.sum())
        found = [replace(b, coverage=float(h.sum()) / total) for b, h in zip(found, held, strict=True)]
        return self._of_searched(crossing, found, drawn, ", or ".join(each.words[0] for each in found))


def _joined(one: Labelled, other: Labelled) -> Labelled:
    return Labelled(np.concatenate([one.values, other.values]), np.concatenate([one.crosses, other.crosses]))


def _only(drawn: Labelled, columns: Ints) -> Labelled:
    return Labelled(drawn.values[:, columns], drawn.crosses)
