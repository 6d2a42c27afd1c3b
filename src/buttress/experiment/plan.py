"""The plan of an experiment: its arms, each with its number of runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from buttress.experiment.arm import BASELINE, READINGS, SCRIPTED, Arm, ordered
from buttress.experiment.error import ExperimentError

if TYPE_CHECKING:
    from buttress.case import Case

ALONE = 20  # runs in which each change of a scenario is tried alone


def plan_of(case: Case, names: Sequence[str], runs: int | Mapping[str, int], readings: Sequence[str]) -> dict[Arm, int]:
    """Arms and their runs: the baseline, the scenarios, and each change of a scenario of several alone.

    Raises CaseError for an unknown scenario, ExperimentError for an unknown reading or less than one run.
    """
    refuse_unknown(case, names, readings)
    counts = dict.fromkeys((BASELINE, *names), runs) if isinstance(runs, int) else {BASELINE: 0, **runs}
    wanted = {name: positive(name, counts.get(name, 0)) for name in names}
    wanted[BASELINE] = positive(BASELINE, max([counts[BASELINE], *wanted.values()]))
    plan = {Arm(name, reading): count for reading in {SCRIPTED, *readings} for name, count in wanted.items()}
    for name in names:
        changes = len(case.scenario(name).changes)
        for change in range(1, changes + 1) if changes > 1 else ():
            plan[Arm(name, SCRIPTED, change)] = min(ALONE, wanted[name])
    return {arm: plan[arm] for arm in ordered(plan)}


def refuse_unknown(case: Case, names: Sequence[str], readings: Sequence[str]) -> None:
    """Raise CaseError for a scenario that the case doesn't have, ExperimentError for an unknown reading or for one of a
    patron whom the case leaves out.
    """
    for name in names:
        case.scenario(name)
    for reading in readings:
        if reading not in READINGS:
            raise ExperimentError(f"no reading is called {reading!r}: use {' or '.join(READINGS)}")
        if reading != SCRIPTED and case.facts.patron is None:
            raise ExperimentError(f"the reading {reading!r} needs the patron, which case.yaml leaves out")


def positive(name: str, runs: int) -> int:
    """The number of runs. Raises ExperimentError for less than one."""
    if runs < 1:
        raise ExperimentError(f"{name}: the number of runs must be 1 or more, not {runs}")
    return runs
