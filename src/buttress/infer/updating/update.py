"""The weekly update: a posterior takes in the rows that were published since, at the cost of those rows.

A week from day a to day b. The particles of a are carried over: the same unknowns, and new ones for the week's shocks
and for reporters not heard before, drawn where the week's reports point (`proposal.py`). Each particle's past is
simulated anew with its new week, and its weight multiplied by the likelihood of all rows known at b over that of all
known at a. As long as the effective sample size stays above a share, that is all. Below it comes a *replay*: moves over
the whole past that leave the posterior invariant (`annealing.py`), after which the particles are of equal weight again.

The weights are exact: late rows about earlier days, a ledger that closed, a survived week need no case of their own.
What can't be undone is a row that was used and is no longer there, an edited case.yaml, or another program: then the
case is fitted anew, and the step says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from buttress.case import Case
from buttress.case.row_digests import facts_hash, missing, rows_seen
from buttress.infer.fit import replicate_fit, replicate_fits
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from buttress.infer.updating.advance import advance, rows_used
from buttress.infer.updating.particles import Particles
from buttress.infer.updating.state import State, UpdateRecord, column_names
from buttress.store.version import code_version, libraries
from buttress.world.occasions import known_late

WEEK = timedelta(days=7)
#: Why a folder's first state is a fit.
FIRST = "the first of this folder"


class UpdateError(ValueError):
    """An update that can't be made as asked; the text says what to do instead."""


def begin(case: Case, settings: Settings | None = None, seed: int = 0, why: str = FIRST, *, both: bool = True) -> State:
    """A full fit, as the state from which weeks go on. Its posterior is that of `fit.fit`, to the byte.

    Without `both` the first of its two fits alone.
    """
    settings = Settings() if settings is None else settings
    fits = replicate_fits(case, settings, seed) if both else [replicate_fit(case, settings, seed, 0)]
    problem = Problem.of(case, settings)
    names = column_names(problem.layout)
    particles = tuple(Particles.of_fit(fit) for fit in fits)
    rows = rows_seen(case)
    simulations = sum(fit.simulations for fit in fits)
    full = float(len(particles[0].z))
    used = rows_used(problem)
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
        fits=particles,
        simulations=simulations,
        history=(step,),
    )


def objection(state: State, case: Case, settings: Settings, seed: int = 0) -> str | None:
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
    late = known_late(case, state.as_of, state.names)  # shocks of days that the particles have already lived through
    return f"an occasion became known late: {late[0]}" if late else None


def catch_up(
    state: State | None,
    case: Case,
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


def _weeks(start: date, end: date) -> Iterator[date]:
    day = start
    while day < end:
        day = min(day + WEEK, end)
        yield day
