"""One week of the update: a state taken to a later day, by weights or, where these are worn, by moves."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from buttress.arrays import Flags, Floats, Ints
from buttress.case import Case
from buttress.case.row_digests import digest_of, rows_seen
from buttress.experiment.replicates import both_replicates
from buttress.infer.prior import SAMPLER, TRIAL, generator
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from buttress.infer.target import TRIALS, CaseTarget
from buttress.infer.updating.annealed_target import AnnealedTarget
from buttress.infer.updating.annealing import anneal
from buttress.infer.updating.initial_points import InitialPoints
from buttress.infer.updating.particles import Particles
from buttress.infer.updating.state import State, UpdateRecord, column_names
from buttress.infer.updating.weights import log_mean
from buttress.observe.counted import CountedReports

#: Share of draws that has to stay effective: of 512 twice as many as the chains that they come from. With half as many
#: the means were a third further from a long run's than after a replay, which also moves what the weights can't.
REPLAY_BELOW = 0.25
#: Stream of the sampler for a week's draws, beside those of the two fits and of the second look.
WEEKLY = 3


@dataclass(frozen=True)
class AdvancedFit:
    """One fit taken to a later day: its particles, how many were effective before a replay, whether there was one."""

    particles: Particles
    weighed: float
    replayed: bool
    active: Ints
    reports: int
    simulations: int


def advance(state: State, case: Case, settings: Settings) -> State:
    """A state taken to the day of a case that it can go on to (`objection` is None), in one step.

    Two fits go side by side where `settings.workers` allows; it changes no byte.
    """
    if len(state.fits) == 1:
        found = [_advance_replicate(state, case, settings, 0)]
    else:
        found = both_replicates(_advance_replicate, state, case, settings, workers=settings.workers)
    problem = Problem.of(case, settings)
    names, rows = column_names(problem.layout), rows_seen(case)
    done = sum(each.simulations for each in found)
    step = UpdateRecord(
        as_of=case.as_of,
        how="replay" if any(each.replayed for each in found) else "reweighted",
        rows=len(set(rows) - set(state.rows)),
        reports=found[0].reports,
        before=state.effective,
        after=min(each.weighed for each in found),
        kept=min(each.particles.effective for each in found),
        simulations=done,
    )
    return replace(
        state,
        as_of=case.as_of,
        names=names,
        active=tuple(names[j] for j in found[0].active),
        rows=rows,
        fits=tuple(each.particles for each in found),
        simulations=state.simulations + done,
        history=(*state.history, step),
    )


def _advance_replicate(state: State, case: Case, settings: Settings, replicate: int) -> AdvancedFit:
    """Reweight one fit; move it where too few particles are left."""
    problem, before = Problem.of(case, settings), state.fits[replicate]
    names = column_names(problem.layout)
    idle, tried = _idle(problem, case, state)
    new = _new_reports(problem, state, case)
    target = AnnealedTarget(problem.layout, problem.evidence, problem.simulate, idle, new)
    rng = generator(case.facts.seed, state.seed, SAMPLER, replicate, WEEKLY, case.as_of.toordinal(), len(state.history))
    z, fresh = _carried(before, state.names, names, rng)
    start = InitialPoints.of(target, before, z, fresh, rng)
    weighed = start.effective()
    replayed = weighed < REPLAY_BELOW * len(z)
    effort = replace(settings.effort, settling_sweeps=settings.effort.replay_sweeps)
    found = anneal(target, before, start, effort, rng) if replayed else _reweighted(target, before, z, start)
    reports = int(sum(flags.sum() for flags in new))
    return AdvancedFit(found, weighed, replayed, target.active, reports, tried + target.simulations)


def _idle(problem: Problem, case: Case, state: State) -> tuple[Ints, int]:
    """Columns of which no report speaks, and the simulated pasts that this took; what had an influence still has it."""
    whole = CaseTarget(problem.layout, problem.evidence, problem.simulate)
    known, names = set(state.active), column_names(problem.layout)
    unsure = [j for j in problem.layout.simulated_columns if names[j] not in known]
    trial = generator(case.facts.seed, state.seed, TRIAL)
    idle = whole.idle(trial.standard_normal((TRIALS, problem.layout.dim)), np.array(unsure, dtype=np.int64))
    return idle, whole.simulations


def _carried(
    particles: Particles, before: tuple[str, ...], names: tuple[str, ...], rng: np.random.Generator
) -> tuple[Floats, Ints]:
    """Points in the new columns, those not there before from the prior; and which these are."""
    z = rng.standard_normal((len(particles.z), len(names)))
    place = {name: j for j, name in enumerate(before)}
    kept = [j for j, name in enumerate(names) if name in place]
    z[:, kept] = particles.z[:, [place[names[j]] for j in kept]]
    return z, np.array([j for j, name in enumerate(names) if name not in place], dtype=np.int64)


def _reweighted(target: AnnealedTarget, before: Particles, z: Floats, start: InitialPoints) -> Particles:
    """The particles with their weights brought up to date."""
    z[:, target.active] = start.z
    log_weight = start.log_weight + start.late
    evidence = before.log_evidence + log_mean(log_weight)
    like = target.log_likelihood(start.z, start.batch)
    return replace(before, z=z, log_weight=log_weight - log_weight.max(), log_likelihood=like, log_evidence=evidence)


def _new_reports(problem: Problem, state: State, case: Case) -> list[Flags]:
    """For each component, which of its reports the state has not seen."""
    lines = {row.line for row in case.events if digest_of(row) not in state.rows}
    fork = (state.as_of - case.facts.trigger.date).days
    out = []
    for component in problem.evidence.components:
        if isinstance(component, CountedReports):
            flags = [report.line in lines for report in component.reports]
        elif hasattr(component, "falls"):
            flags = [fall.last > fork for fall in component.falls]
        elif hasattr(component, "levels"):
            flags = [level.day >= fork for level in component.levels]
        else:
            flags = [False]  # survival: one number for all days
        out.append(np.array(flags, dtype=bool))
    return out


def rows_used(problem: Problem) -> int:
    """Number of rows that enter the likelihood."""
    return sum(1 for row in problem.evidence.table().to_dict("records") if row["used"])
