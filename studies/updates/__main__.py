"""`python -m studies.updates CASE`: weekly updates against full fits, and forecasts of single occasions."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from buttress.case import Case, load
from buttress.infer.settings import Settings
from buttress.infer.updating.state import State
from buttress.infer.updating.state_posterior import state_posterior
from buttress.infer.updating.update import begin, catch_up
from studies.results import show
from studies.updates.occasions import Judged, judged
from studies.updates.tables import results
from studies.updates.week import Estimate, Gap, Week

COMMAND = "python -m studies.updates"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both tables, and write them with --out; 0, or 2 for a case or weeks that can't be used."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="How do weekly updates compare with full fits?")
    parser.add_argument("case", type=Path, help="folder of the case")
    parser.add_argument("--weeks", type=int, default=8, help="updates, a week apart, default 8")
    parser.add_argument("--fit", type=int, action="append", default=[], help="a full fit after this week too")
    parser.add_argument("--workers", type=int, default=2, help="processes, default 2")
    parser.add_argument("--out", type=Path, help="folder whose results.json gets the tables")
    given = parser.parse_args(arguments)
    words = [str(given.case), "--weeks", str(given.weeks)]
    words += [word for week in given.fit for word in ("--fit", str(week))]
    words += ["--out", given.out.as_posix()] if given.out else []
    try:
        if given.weeks < 1 or not set(given.fit) <= set(range(1, given.weeks + 1)):
            raise ValueError("give --weeks 1 or more, and --fit weeks among them")
        case = load(given.case)
        settings = Settings(workers=given.workers)
        states = list(updated(case, given.weeks, settings))
        weeks = [
            compared(before, state, case.with_as_of(state.as_of), settings, fitted=number in given.fit)
            for number, (before, state) in enumerate(pairwise(states), 1)
        ]
        found = list(occasions(case, states[:-1], settings))
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    show(results(case, weeks, found, f"{COMMAND} {shlex.join(words)}"), given.out)
    return 0


def updated(case: Case, weeks: int, settings: Settings) -> Iterator[State]:
    """The full fit of the case's day, then a state a week."""
    state = begin(case, settings)
    yield state
    for _ in range(weeks):
        day = state.as_of + timedelta(weeks=1)
        state = catch_up(state, case.with_as_of(day), settings)
        print(f"{day}: {state.history[-1].how}", file=sys.stderr)
        yield state


def compared(before: State, state: State, case: Case, settings: Settings, *, fitted: bool) -> Week:
    """A week that was taken in, against a full fit of its day where one is wanted; `case` as of that day."""
    posterior = state_posterior(state, case, settings)
    found = Estimate.of(state, posterior, state.simulations - before.simulations)
    if not fitted:
        return Week(state.history[-1], found)
    whole = begin(case, settings)
    full = state_posterior(whole, case, settings)
    print(f"{case.as_of}: a full fit", file=sys.stderr)
    return Week(state.history[-1], found, Estimate.of(whole, full, whole.simulations), Gap.of(posterior, full))


def occasions(case: Case, states: Sequence[State], settings: Settings) -> Iterator[Judged]:
    """Later figures of occasions beside their forecasts from the day of each state."""
    rows = [row for row in (*case.events, *case.hidden_events) if row.stage == "final" and row.side == "protest"]
    for state in states:
        at = case.with_as_of(state.as_of)
        yield from judged(at, state_posterior(state, at, settings), rows)


if __name__ == "__main__":
    raise SystemExit(main())
