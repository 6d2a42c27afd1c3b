"""The patron's pledge of a loan: when its tranches come, and what debt service it cancels."""

from __future__ import annotations

from typing import NamedTuple

from numba import njit

from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.rules.purse.money import whole
from buttress.world.axes import Days, IntDays, IntRuns, IntRunsByTranche, Runs, RunsByTranche
from buttress.world.codes import Tranche


class Given(NamedTuple):
    """What the step reads."""

    loan_pledge: IntDays  # loan pledged by the patron, minor units
    loan_cash: Days  # share of the pledged loan that is paid, share
    loan_delay_days: Days  # delay added to the tranches, days
    loan_refinance: Days  # share that only refinances, -1 = uncertain, share
    loan_refinance_share: Runs  # share of the pledged loan that replaces debt service due anyway, share
    loan_first_days: Runs  # days from the pledge to the first tranche, days
    loan_second_days: Runs  # days from the first tranche to the second, days
    rollover_pledge: IntDays  # debt service the patron promised to roll over, minor units
    rollover_end: IntDays  # promises to roll over that end: what is unused lapses, minor units


class State(NamedTuple):
    """What the step carries on."""

    rolled_over: IntRuns  # promised rollovers so far, minor units
    rollover_left: IntRuns  # service the patron will still roll over, minor units
    tranche_amount: IntRunsByTranche  # loan still to come, minor units
    tranche_day: RunsByTranche  # when it comes, day


@inlined
def unused_promise(ending: int, used: int, left: int) -> int:
    """What lapses of a promise to roll over that ends: its sum less what was used, never more than is left."""
    return min(max(ending - used, 0), left) if ending > 0 else 0


@njit(cache=True)
def pledge_loan(now: Now, given: Given, state: State) -> None:
    """A pledge sets the dates and sums of its tranches; the refinancing part cancels service due, once.

    The rollover promised earlier counts first: only what the refinancing part adds to it cancels more service.
    """
    day = now.day
    for i in range(len(now.runs)):
        state.rollover_left[i] += given.rollover_pledge[day]
        state.rolled_over[i] += given.rollover_pledge[day]
        used = state.rolled_over[i] - state.rollover_left[i]
        unused = unused_promise(given.rollover_end[day], used, state.rollover_left[i])
        state.rollover_left[i] -= unused
        state.rolled_over[i] -= unused
        if given.loan_pledge[day] <= 0 or given.loan_cash[day] <= 0.0:
            continue
        paid = whole(given.loan_pledge[day] * given.loan_cash[day])
        share = given.loan_refinance[day] if given.loan_refinance[day] >= 0.0 else given.loan_refinance_share[i]
        refinancing = whole(paid * share)
        more = max(refinancing - state.rolled_over[i], 0)
        state.rollover_left[i] += more
        state.rolled_over[i] += more
        cash = paid - refinancing
        first = day + given.loan_first_days[i] + given.loan_delay_days[day]
        second = first + given.loan_second_days[i]
        state.tranche_amount[i, Tranche.FIRST] += cash // 2
        state.tranche_day[i, Tranche.FIRST] = min(state.tranche_day[i, Tranche.FIRST], first)
        state.tranche_amount[i, Tranche.SECOND] += cash - cash // 2
        state.tranche_day[i, Tranche.SECOND] = min(state.tranche_day[i, Tranche.SECOND], second)
