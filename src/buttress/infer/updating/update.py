"""The weekly update: a posterior takes in the rows that were published since, at the cost of those rows.

A week from day a to day b. The particles of a are carried over: the same unknowns, and new ones for the week's shocks
and for reporters not heard before, drawn where the week's reports point (`guide`). Each particle's past is simulated
anew with its new week, and its weight multiplied by the likelihood of all rows known at b over that of all known at a.
As long as the effective sample size stays above a share, that is all. Below it comes a *replay*: moves over the whole
past that leave the posterior invariant (`bridge`), after which the particles are of equal weight again.

The weights are exact: late rows about earlier days, a ledger that closed, a survived week need no case of their own.
What can't be undone is a row that was used and is no longer there, an edited case.yaml, or another program: then the
case is fitted anew, and the step says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from buttress.infer.posterior import Fit, Posterior, Problem, Settings, assemble, replicate_fits
from buttress.infer.prior import SAMPLER, TRIAL, generator
from buttress.infer.target import TRIALS, CaseTarget
from buttress.infer.tempering import Sample
from buttress.infer.updating.annealed_target import AnnealedTarget
from buttress.infer.updating.annealing import anneal
from buttress.infer.updating.initial_points import InitialPoints
from buttress.infer.updating.state import (
    Particles,
    State,
    UpdateRecord,
    column_names,
    digest_of,
    facts_hash,
    missing,
    rows_seen,
)
from buttress.infer.updating.weights import log_mean, resampled
from buttress.observe.counted import Counted
from buttress.store.version import code_version, libraries

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WEEK = timedelta(days=7)
#: Share of draws that has to stay effective: of 512 twice as many as the chains that they come from. With half as many
#: the means were a third further from a long run's than after a replay, which also moves what the weights can't.
REPLAY_BELOW = 0.25
#: Why a folder's first state is a fit.
FIRST = "the first of this folder"
#: Streams of the sampler beside those of the two fits and of the second look: a week's draws, a posterior's.
WEEKLY, SHOWN = 3, 5


class UpdateError(ValueError):
    """An update that can't be made as asked; the text says what to do instead."""


def begin(case: Any, settings: Settings | None = None, seed: int = 0, why: str = FIRST) -> State:
    """A full fit, as the state from which weeks go on. Its posterior is that of `posterior.fit`, to the byte."""
    settings = Settings() if settings is None else settings
    fits = replicate_fits(case, settings, seed)
    problem = Problem.of(case, settings)
    names = column_names(problem.layout)
    pair = tuple(_particles(fit) for fit in fits)
    rows = rows_seen(case)
    simulations = sum(fit.simulations for fit in fits)
    full = float(len(pair[0].z))
    used = _count(problem)
    step = UpdateRecord(case.as_of, "fit", len(rows), used, full, full, full, simulations, why)
    return State(
        case=case.facts.id,
        as_of=case.as_of,
        seed=seed,
        settings=settings.key(),
        facts=facts_hash(case),
        names=names,
        active=tuple(names[j] for j in fits[0].active),
        rows=rows,
        twins=(pair[0], pair[1]),
        simulations=simulations,
        history=(step,),
    )


def objection(state: State, case: Any, settings: Settings, seed: int = 0) -> str | None:
    """Why a state can't go on to a case, or None. Raises UpdateError for a state of another case, or of a later day."""
    if state.case != case.facts.id:
        raise UpdateError(f"the state is that of {state.case}, not of {case.facts.id}: choose another --out")
    if state.as_of > case.as_of:
        raise UpdateError(
            f"the state has seen what was published until {state.as_of}, which {case.as_of} must not know: "
            f"stand on that day or later (--as-of {state.as_of}), or choose another --out for the earlier day"
        )
    if (state.code, dict(state.libraries)) != (code_version(), libraries()):
        return "another version of the program, or of its libraries"
    if dict(state.settings) != settings.key() or state.seed != seed:
        return "other settings"
    if state.facts != facts_hash(case):
        return "case.yaml was edited"
    gone = missing(state.rows, rows_seen(case.with_as_of(state.as_of)))
    if gone:
        more = f", and {len(gone) - 1} more" if len(gone) > 1 else ""
        return f"edited or deleted: {gone[0]}{more}"
    return None


def catch_up(
    state: State | None,
    case: Any,
    settings: Settings | None = None,
    seed: int = 0,
    keep: Callable[[State], None] = lambda state: None,
) -> State:
    """The state as of the case's day: week by week from the state's, or by a full fit. Each week is kept as it is done.

    Killed and called again with what was kept, it ends at the same bytes. Raises UpdateError.
    """
    settings = Settings() if settings is None else settings
    why = FIRST if state is None else objection(state, case, settings, seed)
    if state is None or why is not None:
        state = begin(case, settings, seed, why or FIRST)
        keep(state)
        return state
    days = list(_weeks(state.as_of, case.as_of))
    if not days and set(rows_seen(case)) - set(state.rows):
        days = [case.as_of]  # late rows about days that the state has seen
    for day in days:
        state = advance(state, case.with_as_of(day), settings)
        keep(state)
    return state


@dataclass(frozen=True)
class Advanced:
    """One fit taken to a later day: its particles, how many were effective before a replay, whether there was one."""

    particles: Particles
    weighed: float
    replayed: bool
    active: Ints
    reports: int
    simulations: int


def advance(state: State, case: Any, settings: Settings) -> State:
    """A state taken to the day of a case that it can go on to (`objection` is None), in one step.

    The two fits go side by side where `settings.workers` allows; it changes no byte.
    """
    found = _both(state, case, settings)
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
        twins=(found[0].particles, found[1].particles),
        simulations=state.simulations + done,
        history=(*state.history, step),
    )


def _both(state: State, case: Any, settings: Settings) -> list[Advanced]:
    if settings.workers < 2:
        return [_one(state, case, settings, twin) for twin in (0, 1)]
    from buttress.experiment.worker import WorkerLostError
    from buttress.experiment.worker_pool import WorkerPool

    with WorkerPool(1) as pool:
        other = pool.submit(_one, state, case, settings, 1)
        first = _one(state, case, settings, 0)
        try:
            return [first, other.result()]
        except WorkerLostError:  # out of memory
            return [first, _one(state, case, settings, 1)]


def _one(state: State, case: Any, settings: Settings, twin: int) -> Advanced:
    """Reweight one fit; move it where too few particles are left."""
    problem, held = Problem.of(case, settings), state.twins[twin]
    names = column_names(problem.layout)
    idle, tried = _idle(problem, case, state)
    new = _new_reports(problem, state, case)
    target = AnnealedTarget(problem.layout, problem.evidence, problem.simulate, idle, new)
    rng = generator(case.facts.seed, state.seed, SAMPLER, twin, WEEKLY, case.as_of.toordinal(), len(state.history))
    z, fresh = _carried(held, state.names, names, rng)
    start = InitialPoints.of(target, held, z, fresh, rng)
    weighed = start.effective()
    replayed = weighed < REPLAY_BELOW * len(z)
    found = anneal(target, held, start, settings.effort, rng) if replayed else _reweighted(target, held, z, start)
    reports = int(sum(flags.sum() for flags in new))
    return Advanced(found, weighed, replayed, target.active, reports, tried + target.simulations)


def posterior(state: State, case: Any, settings: Settings | None = None) -> Posterior:
    """The posterior that a state stands for: draws of equal weight. `case` as of the state's day."""
    settings = Settings() if settings is None else settings
    problem = Problem.of(case, settings)
    active = np.array([state.names.index(name) for name in state.active], dtype=np.int64)
    fits = []
    for twin, particles in enumerate(state.twins):
        z = particles.z
        if np.ptp(particles.log_weight) > 0.0:
            rng = generator(case.facts.seed, state.seed, SAMPLER, twin, SHOWN, len(state.history))
            z = z[rng.permutation(resampled(particles.log_weight, len(z), rng))]
        levels = tuple(np.linspace(0.0, 1.0, particles.temperatures))
        sample = Sample(z, particles.log_likelihood, particles.log_evidence, levels, particles.acceptance)
        fits.append(Fit(z, active, sample, state.simulations if twin == 0 else 0))
    return assemble(problem, fits[0], fits[1])


def _particles(fit: Fit) -> Particles:
    sample = fit.sample
    zero = np.zeros(len(fit.z))
    return Particles(
        fit.z, zero, sample.log_likelihood, sample.log_evidence, sample.acceptance, len(sample.temperatures)
    )


def _weeks(start: date, end: date) -> Iterator[date]:
    day = start
    while day < end:
        day = min(day + WEEK, end)
        yield day


def _idle(problem: Problem, case: Any, state: State) -> tuple[Ints, int]:
    """Columns of which no report speaks, found as a fit finds them, and the simulated pasts that this took.

    What had an influence on the reports seen is not tried again: it still has one.
    """
    whole = CaseTarget(problem.layout, problem.evidence, problem.simulate)
    told, names = set(state.active), column_names(problem.layout)
    unsure = [j for j in problem.layout.simulated_columns if names[j] not in told]
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


def _reweighted(target: AnnealedTarget, held: Particles, z: Floats, start: InitialPoints) -> Particles:
    """The particles with their weights brought up to date."""
    z[:, target.active] = start.z
    log_weight = start.log_weight + start.late
    evidence = held.log_evidence + log_mean(log_weight)
    like = target.log_likelihood(start.z, start.world)
    return replace(held, z=z, log_weight=log_weight - log_weight.max(), log_likelihood=like, log_evidence=evidence)


def _new_reports(problem: Problem, state: State, case: Any) -> list[NDArray[np.bool_]]:
    """For each component, which of its reports the state has not seen."""
    lines = {row.line for row in case.events if digest_of(row) not in state.rows}
    fork = (state.as_of - case.facts.trigger.date).days
    out = []
    for component in problem.evidence.components:
        if isinstance(component, Counted):
            flags = [report.line in lines for report in component.reports]
        elif hasattr(component, "falls"):
            flags = [fall.last > fork for fall in component.falls]
        elif hasattr(component, "levels"):
            flags = [level.day >= fork for level in component.levels]
        else:
            flags = [False]  # survival: one number for all days
        out.append(np.array(flags, dtype=bool))
    return out


def _count(problem: Problem) -> int:
    return sum(1 for row in problem.evidence.table().to_dict("records") if row["used"])
