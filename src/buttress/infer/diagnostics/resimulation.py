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
from buttress.observe.component import Component
from buttress.observe.evidence import Evidence
from buttress.observe.expected import Expected
from buttress.observe.past import SimulatedPast


@dataclass(frozen=True)
class Resimulation:
    """n draws: model parameters (n, p), shocks (n, m), reporters' unknowns (n, r), their pasts, and the reports there.

    `expected`, what is expected of the reports, and `terms`, their log probabilities (n, k), are by component, in the
    order of `evidence.components`.
    """

    problem: Problem
    parameters: Floats
    shocks: Floats
    reporters: Floats
    past: SimulatedPast
    expected: tuple[Expected, ...]
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
        expected = problem.evidence.expect(past, values)
        terms = problem.evidence.log_terms(expected)
        return cls(problem, parameters, shocks, reporters, past, tuple(expected), tuple(terms))

    @property
    def evidence(self) -> Evidence:
        """The case's evidence."""
        return self.problem.evidence

    @property
    def values(self) -> Mapping[str, Floats]:
        """Parameters and reporters' unknowns by name, (n,) each."""
        return self.problem.layout.by_name(self.parameters, self.reporters)

    def each(self) -> list[tuple[Component, Expected, Floats]]:
        """Component, what it expects, log probabilities."""
        return list(zip(self.evidence.components, self.expected, self.terms, strict=True))
