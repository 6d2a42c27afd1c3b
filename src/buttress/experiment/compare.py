"""Compare scenarios with the baseline in pairs, or run one alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from buttress.experiment.arm import BASELINE, READINGS, SCRIPTED, Arm, ordered
from buttress.experiment.comparison import Comparison
from buttress.experiment.error import ExperimentError
from buttress.experiment.executor import executor_named
from buttress.experiment.progress import Progress, silent
from buttress.experiment.provenance import manifest_of, same_draws
from buttress.experiment.simulate import job_of, simulate, tables_of, world_of
from buttress.store import Store

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.experiment.ensemble import Ensemble
    from buttress.world import Draws, World

ALONE = 20  # runs in which each change of a scenario is tried alone


def compare(
    case: Case,
    scenarios: Sequence[str],
    runs: int | Mapping[str, int] = 200,
    *,
    draws: Draws,
    seed: int | None = None,
    workers: int = 1,
    out: Path | str | None = None,
    readings: Sequence[str] = (SCRIPTED,),
    off: Iterable[str] = (),
    executor: str = "local",
    progress: Progress | None = None,
) -> Comparison:
    """Run scenarios against the baseline in pairs: run k of each has the draw, the seed and the shocks of run k.

    `runs` is the number of pairs, of all scenarios or by name; the baseline gets the largest, or more if it is named.
    `seed` None takes the case's. With `out`, a directory that can be killed and resumed and that keeps the tables.
    Workers are fresh processes that don't run the caller's script again.

    Raises ExperimentError, StoreError, and WorldError for a scenario without effect.
    """
    names = tuple(dict.fromkeys(scenarios))
    plan = _plan(case, names, runs, tuple(dict.fromkeys(readings)))
    switched = frozenset(off)
    worlds = {arm: world_of(case, arm, switched) for arm in plan}  # all before any run: a bad scenario is told at once
    found = _run(case, worlds, plan, draws, seed, workers, out, switched, executor, progress)
    return Comparison(
        case=case.facts.id,
        case_hash=case.hash,
        seed=case.facts.seed if seed is None else seed,
        runs=max(plan.values()),
        scenarios=tuple(name for name in names if name != BASELINE),
        readings=tuple(reading for reading in READINGS if reading in {arm.reading for arm in plan}),
        ensembles=found,
        levers={name: tuple(change.lever for change in held.changes) for name, held in case.scenarios.items()},
    )


def run(
    case: Case,
    scenario: str = BASELINE,
    runs: int = 200,
    *,
    draws: Draws,
    seed: int | None = None,
    workers: int = 1,
    out: Path | str | None = None,
    reading: str = SCRIPTED,
    off: Iterable[str] = (),
    executor: str = "local",
    progress: Progress | None = None,
) -> Ensemble:
    """Run one scenario alone. Arguments and errors as in `compare`."""
    _refuse_unknown(case, [scenario], [reading])
    arm, switched = Arm(scenario, reading), frozenset(off)
    plan = {arm: _positive(scenario, runs)}
    worlds = {arm: world_of(case, arm, switched)}
    return _run(case, worlds, plan, draws, seed, workers, out, switched, executor, progress)[arm]


def _plan(case: Case, names: Sequence[str], runs: int | Mapping[str, int], readings: Sequence[str]) -> dict[Arm, int]:
    """Arms and their runs: the baseline, the scenarios, and each change of a scenario of several alone."""
    _refuse_unknown(case, names, readings)
    asked = dict.fromkeys((BASELINE, *names), runs) if isinstance(runs, int) else {BASELINE: 0, **runs}
    wanted = {name: _positive(name, asked.get(name, 0)) for name in names}
    wanted[BASELINE] = _positive(BASELINE, max([asked[BASELINE], *wanted.values()]))
    plan = {Arm(name, reading): count for reading in {SCRIPTED, *readings} for name, count in wanted.items()}
    for name in names:
        changes = len(case.scenario(name).changes)
        for change in range(1, changes + 1) if changes > 1 else ():
            plan[Arm(name, SCRIPTED, change)] = min(ALONE, wanted[name])
    return {arm: plan[arm] for arm in ordered(plan)}


def _refuse_unknown(case: Case, names: Sequence[str], readings: Sequence[str]) -> None:
    """Raises CaseError for a scenario that the case has not, ExperimentError for another reading."""
    for name in names:
        case.scenario(name)
    for reading in readings:
        if reading not in READINGS:
            raise ExperimentError(f"no reading is called {reading!r}: use {' or '.join(READINGS)}")


def _positive(name: str, runs: int) -> int:
    if runs < 1:
        raise ExperimentError(f"{name}: the number of runs must be 1 or more, not {runs}")
    return runs


def _run(
    case: Case,
    worlds: Mapping[Arm, World],
    plan: Mapping[Arm, int],
    draws: Draws,
    seed: int | None,
    workers: int,
    out: Path | str | None,
    off: frozenset[str],
    executor: str,
    progress: Progress | None,
) -> dict[Arm, Ensemble]:
    _enough(draws, max(plan.values()))
    seed = case.facts.seed if seed is None else seed
    job = job_of(case, worlds, draws, seed)
    blocks_by = executor_named(executor, workers)
    if out is None:
        return simulate(job, plan, blocks_by, None, progress or silent)
    manifest = manifest_of(case, plan, draws, seed, off)
    with Store(out, manifest, lambda held: same_draws(draws, held)) as store:
        found = simulate(job, plan, blocks_by, store, progress or silent)
        store.finish(tables_of(found, draws))
    return found


def _enough(draws: Draws, runs: int) -> None:
    needed = -(-runs // draws.seeds_per_draw)
    if needed > len(draws):
        raise ExperimentError(f"{runs} runs need {needed} parameter draws, there are {len(draws)}")
