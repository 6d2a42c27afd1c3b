"""The weekly update of a case's posterior."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from buttress.case import Case
from buttress.experiment.progress import Progress, silent
from buttress.infer.updating.state import State, UpdateRecord
from buttress.infer.updating.state_folder import StateFolder
from buttress.infer.updating.state_posterior import state_posterior
from buttress.infer.updating.update import catch_up
from buttress.pipeline.cache import keep_fit
from buttress.pipeline.posterior import fit_settings
from buttress.pipeline.state_owner import claim

WEEKS = "weeks"
DAYS_A_WEEK = 7


def update(
    case: Case,
    out: Path | str | None = None,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    on_week: Callable[[UpdateRecord, float], None] | None = None,
) -> State:
    """Take in what was published since the state in `out` (default: out/ID/state), and keep the posterior for the rest.

    `on_week` is called with each week as it is done, and its seconds. Raises UpdateError and StoreError.
    """
    settings = fit_settings(workers=workers)
    report = progress or silent
    with StateFolder(Path(out) if out is not None else Path("out") / case.facts.id / "state") as folder:
        state, begin = folder.load(), monotonic()
        claim(folder.folder, state, case)
        weeks = 1 if state is None else -(-(case.as_of - state.as_of).days // DAYS_A_WEEK)
        done = 0

        def keep(new: State) -> None:
            nonlocal begin, done
            folder.keep(new)
            seconds, begin, done = monotonic() - begin, monotonic(), done + 1
            folder.note(f"{new.as_of} {new.history[-1].how}: {seconds:.2f} s")
            report(WEEKS, done, max(weeks, done))
            if on_week is not None:
                on_week(new.history[-1], seconds)

        report(WEEKS, 0, weeks)
        state = catch_up(state, case, settings, keep=keep)
    keep_fit(case, settings, state_posterior(state, case, settings))
    return state
