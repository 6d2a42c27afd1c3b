"""Draws run through the past again: what each would have had the reporters say, and how likely the reports are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from buttress.arrays import Floats
from buttress.case import Case
from buttress.infer.posterior import Posterior
from buttress.infer.prior import REPLAY, generator
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from buttress.observe.evidence import Component, Evidence
from buttress.observe.past import Past
from buttress.observe.seen import Seen


@dataclass(frozen=True)
class Resimulation:
    """n draws: model parameters (n, p), shocks (n, m), reporters' unknowns (n, r), their pasts and what is seen there.

    `seen` and `terms` (log probabilities of reports, (n, k)) are by component, in the order of `evidence.components`.
    """

    problem: Problem
    parameters: Floats
    shocks: Floats
    reporters: Floats
    past: Past
    seen: tuple[Seen, ...]
    terms: tuple[Floats, ...]

    @classmethod
    def of(cls, case: Case, posterior: Posterior) -> Resimulation:
        """The draws of a posterior of the case."""
        draws = posterior.draws
        return cls.run(Problem.of(case, Settings()), draws.values, draws.shocks, posterior.reporter_values)

    @classmethod
    def of_prior(cls, case: Case, n: int, seed: int = 0) -> Resimulation:
        """n draws that have seen no report."""
        problem = Problem.of(case, Settings())
        z = generator(case.facts.seed, seed, REPLAY).standard_normal((n, problem.layout.dim))
        layout = problem.layout
        return cls.run(problem, layout.parameters(z), layout.shock_values(z), layout.reporter_values(z))

    @classmethod
    def run(cls, problem: Problem, parameters: Floats, shocks: Floats, reporters: Floats) -> Resimulation:
        """Simulate the pasts of given draws."""
        past = problem.simulate(parameters, shocks)
        values = problem.layout.by_name(parameters, reporters)
        seen = problem.evidence.see(past, values)
        terms = problem.evidence.log_terms(seen)
        return cls(problem, parameters, shocks, reporters, past, tuple(seen), tuple(terms))

    @property
    def evidence(self) -> Evidence:
        """The case's evidence."""
        return self.problem.evidence

    @property
    def values(self) -> Mapping[str, Floats]:
        """Parameters and reporters' unknowns by name, (n,) each."""
        return self.problem.layout.by_name(self.parameters, self.reporters)

    def each(self) -> list[tuple[Component, Seen, Floats]]:
        """Component, what it sees, log probabilities."""
        return list(zip(self.evidence.components, self.seen, self.terms, strict=True))
