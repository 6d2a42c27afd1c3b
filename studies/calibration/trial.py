"""One trial: a truth that survives to the fork, what its reporters would have said, and the fit to that.

The case gives its days, its rows and their form: each report of a trial says as much as the case's own, a number in a
cell of the same width or the side of a bound. That the incumbent is still there is part of the evidence, so a truth is
drawn again until it survives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.case import Case, load
from buttress.infer.prior import TRIAL, TRUTH, generator
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from buttress.infer.target import CaseTarget
from buttress.infer.weekly_fit import sample
from buttress.observe.evidence import Evidence
from buttress.observe.past import SimulatedPast

#: Draws of a fit that a truth is ranked among: fewer than the fit has, taken in its random order.
RANKED = 99
#: Truths tried before giving up on one that survives.
ATTEMPTS = 10_000
#: What is ranked beside the unknowns: the likelihood of all reports, and two numbers of the last main occasion.
DERIVED = ("log likelihood", "last crowd", "last detained")


class Trials:
    """Trials of a case with given settings. `names` says what is ranked, in the order of the ranks."""

    def __init__(self, case: Case, settings: Settings | None = None) -> None:
        self.case = case
        self.settings = Settings() if settings is None else settings
        self.problem = Problem.of(case, self.settings)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Parameters that shape something before the fork, reporters' unknowns, shocks, and what derives from them."""
        layout = self.problem.layout
        parameters = tuple(layout.prior.names[j] for j in self._columns)
        shocks = tuple(f"shock {name}" for name in layout.shocks)
        return parameters + tuple(p.name for p in layout.reporters) + shocks + DERIVED

    def ranks(self, number: int) -> Ints:
        """Of trial `number`: how many of `RANKED` draws of the posterior lie below the truth, by name."""
        rng = generator(self.case.facts.seed, number, TRUTH)
        truth = self.truth(rng)
        evidence = self.reported(truth, rng)
        problem = replace(self.problem, evidence=evidence)
        found = sample(problem, self.case.facts.seed, number, 0, self.settings)
        draws = self._quantities(found.z[:RANKED], evidence)
        return np.asarray((draws < self._quantities(truth, evidence)).sum(axis=0), dtype=np.int64)

    def posterior(self, number: int) -> Floats:
        """Quantities (n, q) of all draws of a fit, by the sampler's seed `number`, to the case's own reports."""
        found = sample(self.problem, self.case.facts.seed, number, 0, self.settings)
        return self._quantities(found.z, self.problem.evidence)

    def truth(self, rng: np.random.Generator) -> Floats:
        """All unknowns (1, d), from the prior given survival to the fork; ValueError if none of many survives."""
        for _ in range(ATTEMPTS):
            truth = rng.standard_normal((1, self.problem.layout.dim))
            if rng.random() < np.exp(-self._past(truth).hazard[0]):
                return truth
        raise ValueError(f"none of {ATTEMPTS} truths of the prior survives to the fork")

    def reported(self, truth: Floats, rng: np.random.Generator) -> Evidence:
        """What the case's reporters would have said of a truth (1, d)."""
        evidence = self.problem.evidence
        return evidence.replica(evidence.expect(self._past(truth), self._values(truth)), rng)

    def fingerprint(self) -> float:
        """A number that changes with case, model, priors and likelihood: the likelihood of a fixed truth's reports."""
        rng = generator(self.case.facts.seed, 0, TRUTH)
        truth = self.truth(rng)
        evidence = self.reported(truth, rng)
        return float(evidence.log_likelihood(self._past(truth), self._values(truth))[0])

    @cached_property
    def _columns(self) -> Sequence[int]:
        """Parameters' columns that a fit to the case's own reports samples."""
        problem = self.problem
        rng = generator(self.case.facts.seed, 0, TRIAL)
        target = CaseTarget.without_idle(problem.layout, problem.evidence, problem.simulate, rng)
        return [int(j) for j in target.active if j < len(problem.layout.prior)]

    def _quantities(self, z: Floats, evidence: Evidence) -> Floats:
        """What is ranked, (n, q)."""
        layout = self.problem.layout
        past = self._past(z)
        last = self._last_main()
        derived = (
            evidence.log_likelihood(past, self._values(z)),
            past.turnout[:, last].sum(axis=1),
            past.detained[:, last].sum(axis=1),
        )
        parts = (z[:, self._columns], layout.reporter_z(z), layout.shock_values(z), np.column_stack(derived))
        return np.concatenate(parts, axis=1)

    def _last_main(self) -> int:
        world = self.problem.world
        main = world.structure["main_kind"]
        early = [i for i, occasion in enumerate(world.occasions) if occasion.day < world.fork]
        return max(i for i in early if world.occasions[i].kind == main)

    def _past(self, z: Floats) -> SimulatedPast:
        layout = self.problem.layout
        return self.problem.simulate(layout.parameters(z), layout.shock_values(z))

    def _values(self, z: Floats) -> dict[str, Floats]:
        layout = self.problem.layout
        return layout.by_name(layout.parameters(z), layout.reporter_values(z))


def ranks_of(folder: Path, number: int) -> Ints:
    """Ranks of one trial of a case's folder at the shipped size: what a worker process is asked for."""
    return _held(folder).ranks(number)


@cache
def _held(folder: Path) -> Trials:
    return Trials(load(folder))
