"""Compare scenarios with the baseline in pairs, or run one alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from buttress.experiment.arm import BASELINE, READINGS, SCRIPTED, Arm
from buttress.experiment.comparison import Comparison
from buttress.experiment.error import ExperimentError
from buttress.experiment.executor import executor_named
from buttress.experiment.freed_memory import give_back
from buttress.experiment.plan import plan_of, positive, refuse_unknown
from buttress.experiment.progress import Progress, silent
from buttress.experiment.provenance import manifest_of, same_draws
from buttress.experiment.simulate import job_of, simulate, tables_of, world_of
from buttress.store.store import Store

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.experiment.ensemble import Ensemble
    from buttress.world import Draws


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
    baseline: Ensemble | None = None,
    beside: Path | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Run scenarios against the baseline in pairs: run k of each has the draw, the seed and the shocks of run k.

    `runs` is the number of pairs, of all scenarios or by name; the baseline gets the largest, or more if it is named.
    `seed` None takes the case's. With `out`, a directory that can be killed and resumed and that keeps the tables.
    `baseline`: its runs as they were made before on the same case, draws, seed and number; they are not made again. Nor
    are blocks of runs that stand in `beside`, another such directory, where `out` is given.
    Workers are fresh processes that don't run the caller's script again.

    Raises ExperimentError, StoreError, and WorldError for a scenario without effect.
    """
    names = tuple(dict.fromkeys(scenarios))
    plan = plan_of(case, names, runs, tuple(dict.fromkeys(readings)))
    known = {} if baseline is None or baseline.runs != plan[Arm(BASELINE)] else {Arm(BASELINE): baseline}
    rest = {arm: count for arm, count in plan.items() if arm not in known}
    ensembles = known | _ensembles(
        case,
        rest,
        draws,
        seed=seed,
        workers=workers,
        out=out,
        off=off,
        executor=executor,
        beside=beside,
        progress=progress,
    )
    return Comparison(
        case=case.facts.id,
        case_hash=case.hash,
        seed=case.facts.seed if seed is None else seed,
        runs=max(plan.values()),
        scenarios=tuple(name for name in names if name != BASELINE),
        readings=tuple(reading for reading in READINGS if reading in {arm.reading for arm in plan}),
        ensembles=ensembles,
        levers={name: tuple(change.lever for change in scenario.changes) for name, scenario in case.scenarios.items()},
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
    refuse_unknown(case, [scenario], [reading])
    arm = Arm(scenario, reading)
    plan = {arm: positive(scenario, runs)}
    return _ensembles(
        case, plan, draws, seed=seed, workers=workers, out=out, off=off, executor=executor, progress=progress
    )[arm]


def _ensembles(
    case: Case,
    plan: Mapping[Arm, int],
    draws: Draws,
    *,
    seed: int | None,
    workers: int,
    out: Path | str | None,
    off: Iterable[str],
    executor: str,
    progress: Progress | None,
    beside: Path | None = None,
) -> dict[Arm, Ensemble]:
    """Run a plan, in a store if `out` is given."""
    switched, seed = frozenset(off), case.facts.seed if seed is None else seed
    # All worlds before any run: a scenario that the model can't take is refused at once.
    worlds = {arm: world_of(case, arm, switched) for arm in plan}
    _enough(draws, max(plan.values()))
    job, blocks_by = job_of(case, worlds, draws, seed), executor_named(executor, workers)
    if out is None:
        return simulate(job, plan, blocks_by, None, progress or silent)
    manifest = manifest_of(case, plan, draws, seed, switched)
    with Store(out, manifest, lambda entry: same_draws(draws, entry)) as store:
        if beside is not None:
            store.borrow(beside)
        ensembles = simulate(job, plan, blocks_by, store, progress or silent)
        store.finish(tables_of(ensembles, draws))
    give_back()
    return ensembles


def _enough(draws: Draws, runs: int) -> None:
    needed = -(-runs // draws.seeds_per_draw)
    if needed > len(draws):
        raise ExperimentError(f"{runs} runs need {needed} parameter draws, there are {len(draws)}")
