"""Force that the patron adds to the incumbent's own."""

from __future__ import annotations

from typing import NamedTuple

from numba import njit

from buttress.rules.now import Now
from buttress.rules.patron.ladder import in_place
from buttress.world.axes import Days, IntRuns, Runs


class Given(NamedTuple):
    """What the step reads."""

    reserve_standing: Days  # a police reserve stands ready, 0/1
    intervention: Days  # the patron intervenes in force, 0/1
    unrest: Runs  # weekly crowd over one percent of adults, moving average of two weeks, ratio
    intervention_force: Runs  # force an intervention or a reserve that steps in adds, share of enforcers
    reserve_trigger: Runs  # unrest at which the standing reserve steps in, unrest
    patron_reserve: Runs  # a responsive patron's reserve stands, 0/1
    intervened: IntRuns  # of codes.Intervened


class State(NamedTuple):
    """What the step carries on."""

    added_force: Runs  # force added by the patron, share of enforcers


@njit(cache=True)
def add_force(now: Now, given: Given, state: State) -> None:
    """Force beside the incumbent's own: a standing reserve that steps in past its trigger, and an intervention."""
    for i in range(len(now.runs)):
        reserve = given.reserve_standing[now.day] > 0.0 or given.patron_reserve[i] > 0.0
        stepped_in = reserve and given.unrest[i] > given.reserve_trigger[i]
        present = given.intervention[now.day] > 0.0 or in_place(given.intervened[i])
        state.added_force[i] = given.intervention_force[i] * ((1.0 if stepped_in else 0.0) + (1.0 if present else 0.0))
