"""A fit, by weeks: the reports of each week enter once those of the weeks before have been taken in.

All reports tempered at once lead the particles, on the way, to where wide local shocks explain them as well as national
ones, and few find back. So the first week's reports are tempered from the prior; then, as an update does it, a week's
new unknowns are drawn where its reports point and its reports annealed in (data tempering: Chopin 2002, Biometrika 89).
A past is simulated only to the start of the day that has been reached. At the end stand sweeps over all reports, from
which the draws are taken. Where the weeks are cut decides how long the path is, never where it ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from buttress.arrays import Flags, Ints
from buttress.infer.effort import Effort
from buttress.infer.prior import SAMPLER, TRIAL, generator
from buttress.infer.problem import Problem, ReplicateFit
from buttress.infer.settings import Settings
from buttress.infer.target import CaseTarget
from buttress.infer.tempering import Sample, temper
from buttress.infer.updating.annealed_target import AnnealedTarget
from buttress.infer.updating.annealing import anneal
from buttress.infer.updating.initial_points import InitialPoints
from buttress.infer.updating.particles import Particles
from buttress.infer.updating.state import column_names
from buttress.observe.evidence import Evidence

WEEK = 7
#: Points that go from week to week, a particle: of more, more are effective once a week's reports weigh them.
CARRIED = 2


@dataclass(frozen=True)
class Stage:
    """What is known at the start of `day`; flags tell reports `new` to it, `active` columns these may speak of."""

    day: int
    evidence: Evidence
    new: Sequence[Flags]
    active: Ints

    def target(self, problem: Problem) -> AnnealedTarget:
        """The posterior at the start of the day."""
        idle = np.setdiff1d(np.arange(problem.layout.dim), self.active)
        return AnnealedTarget(problem.layout, self.evidence, partial(problem.simulate, stop=self.day), idle, self.new)


def sample(problem: Problem, case_seed: int, seed: int, replicate: int, settings: Settings) -> ReplicateFit:
    """One fit, from the sampler's stream `replicate`."""
    trial = generator(case_seed, seed, TRIAL)
    whole = CaseTarget.without_idle(problem.layout, problem.evidence, problem.simulate, trial)
    rng, effort = generator(case_seed, seed, SAMPLER, replicate), settings.effort
    weekly = replace(effort, chains=effort.particles, final_sweeps=effort.weekly_sweeps, settling_sweeps=0)
    found: Particles | None = None
    active, simulations = whole.active, whole.simulations
    for stage in stages(problem, whole.active):
        last, target = stage.day == problem.world.fork, stage.target(problem)
        how, n = (effort, settings.draws) if last else (weekly, CARRIED * effort.particles)
        found = _taken_in(target, found, active, how, n, rng)
        active, simulations = stage.active, simulations + target.simulations
    assert found is not None  # the last stage is always there
    levels = tuple(np.linspace(0.0, 1.0, found.temperatures))
    z = found.z[:, active]
    drawn = Sample(z, found.log_likelihood, found.chain, found.log_evidence, levels, found.acceptance)
    return ReplicateFit(found.z, active, drawn, simulations)


def stages(problem: Problem, active: Ints) -> Iterator[Stage]:
    """The weeks that bring reports, counted back from the fork, which is always the last; `active` of all reports."""
    world, before = problem.world, 0
    ends = problem.evidence.ends(world)
    for day in [*range(world.fork, 0, -WEEK)][::-1] or [world.fork]:
        if day < world.fork and not any(((before < end) & (end <= day)).any() for end in ends):
            continue
        known = problem.evidence.take([end <= day for end in ends])
        yield Stage(day, known, [end[end <= day] > before for end in ends], _spoken_of(problem, known, active, day))
        before = day


def _taken_in(
    target: AnnealedTarget, before: Particles | None, active: Ints, effort: Effort, n: int, rng: np.random.Generator
) -> Particles:
    """n points of a stage's posterior, from those of the stage before, which had the columns `active`, or the prior."""
    if before is not None:
        start = InitialPoints.of(target, before, before.z.copy(), np.setdiff1d(target.active, active), rng)
        return anneal(target, before, start, effort, rng, n)
    first = temper(target, effort, rng, n)
    z = rng.standard_normal((n, target.layout.dim))
    z[:, target.active] = first.z
    return Particles.of_fit(ReplicateFit(z, target.active, first, 0))


def _spoken_of(problem: Problem, known: Evidence, active: Ints, day: int) -> Ints:
    """The active columns but shocks of occasions to come and the own unknowns of reporters not heard yet."""
    heard = {f"reporter:{each.name}" for each in known.parameters}
    there = heard.union(f"shock:{name}" for name in problem.world.shocks_before(day))
    names = column_names(problem.layout)
    coming = [j for j, name in enumerate(names) if name.startswith(("reporter:", "shock:")) and name not in there]
    return np.setdiff1d(active, coming)
