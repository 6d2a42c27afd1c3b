"""From a case to an answer, in one call: what the commands and a notebook both use.

    case = load("cases/belarus-2020")
    posterior = posterior_for(case)              # fitted once, then taken from the cache
    answer = compare(case, ["without_loan"])     # posterior, pairs, differences
    verdicts = claims(case)
    files = make_brief(case, "out/belarus-2020")

A fit is kept by the hash of everything it depends on (evidence, program, libraries, settings), so that a second call,
or another command, takes it from the disk. The folder is BUTTRESS_CACHE, or `buttress` in the user's cache folder.
"""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from buttress.case import load
from buttress.case.message import nearest

if TYPE_CHECKING:
    from datetime import date

    from buttress.brief import BriefData
    from buttress.case import Case
    from buttress.engine import Result
    from buttress.experiment import Comparison, Ensemble, Verdict
    from buttress.experiment.progress import Progress
    from buttress.findings.explanation import Explanation
    from buttress.forecasting.forecast import Forecast
    from buttress.infer.posterior import Posterior, Settings
    from buttress.infer.updating.state import State, Step
    from buttress.world import Draws

__all__ = [
    "claims",
    "compare",
    "endings",
    "explain",
    "forecast",
    "load",
    "make_brief",
    "posterior_for",
    "run",
    "update",
    "verify",
]

FIT, WEEKS = "fit to the reports", "weeks"
DRAWS = 512
"""Draws of a fit: enough for 5,120 runs. More runs ask for more draws."""
BLOCKS_A_WORKER = 4
"""Blocks of a hundred runs that make it worth starting one more process."""
SECOND_RUNS, SECOND_SEEDS = 200, 1
"""Pairs of the second look at a claim, and seeds a draw. One seed, so that the interval is that of the pairs as they
are: with wide priors a few draws vary far more within than the rest, and taking out a common share of that would narrow
the interval of all. What chance adds makes the look the stricter."""
PRIOR = "prior"
"""Folder, inside that of an answer, of the same runs on draws from the priors."""
MAIN = ("without_loan", "without_endorsement", "neither", "withdrawal")
"""Scenarios of a brief that always get all pairs, where the case has them: the two by two, and withdrawal."""
FILL_UP = ("half_loan", "delayed_loan", "presence_withheld")
"""And three more."""


class PipelineError(ValueError):
    """A call that can't be answered as asked; the text says what to ask instead."""


def posterior_for(
    case: Case,
    *,
    draws: int = DRAWS,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Posterior:
    """The case's posterior, from the cache or fitted now."""
    from buttress.infer.posterior import Posterior, Settings, fit

    settings = Settings(draws=draws, workers=min(2, workers or cores()))
    path = _fit_path(case, settings)
    held = _read(path)
    if held is not None:
        return Posterior.from_table(held)
    if progress is not None:
        progress(FIT, 0, 1)
    if settings.workers > 1:
        _compile(case)
    found = fit(case, settings)
    _keep(path, found)
    if progress is not None:
        progress(FIT, 1, 1)
    return found


def update(
    case: Case,
    out: Path | str | None = None,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    told: Callable[[Step, float], None] | None = None,
) -> State:
    """Take in what was published since the state in `out` (default: out/ID/state), and keep the posterior for the rest.

    `told` hears of each week as it is done, with its seconds. Raises UpdateError and StoreError.
    """
    from time import monotonic

    from buttress.infer.posterior import Settings
    from buttress.infer.updating import update as weekly
    from buttress.infer.updating.state import StateFolder

    settings = Settings(draws=DRAWS, workers=min(2, workers or cores()))
    report = progress or (lambda stage, done, total: None)
    with StateFolder(Path(out) if out is not None else Path("out") / case.facts.id / "state") as folder:
        state, begin = folder.load(), monotonic()
        weeks = 1 if state is None else -(-(case.as_of - state.as_of).days // 7)
        done = 0

        def keep(new: State) -> None:
            nonlocal begin, done
            folder.keep(new)
            seconds, begin, done = monotonic() - begin, monotonic(), done + 1
            folder.note(f"{new.as_of} {new.history[-1].how}: {seconds:.2f} s")
            report(WEEKS, done, max(weeks, done))
            if told is not None:
                told(new.history[-1], seconds)

        report(WEEKS, 0, weeks)
        state = weekly.catch_up(state, case, settings, keep=keep)
    _keep(_fit_path(case, settings), weekly.posterior(state, case, settings))
    return state


def draws_for(
    case: Case,
    runs: int,
    *,
    prior: bool = False,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Draws:
    """Parameter draws for so many runs: from the posterior, or from the prior alone."""
    from buttress.world.draws import SEEDS_PER_DRAW

    count = max(DRAWS, -(-runs // SEEDS_PER_DRAW))
    if prior:
        from buttress.infer.prior import prior_draws

        return prior_draws(case, count)
    return posterior_for(case, draws=count, workers=workers, progress=progress).draws


def run(
    case: Case,
    scenario: str = "baseline",
    *,
    runs: int = 1000,
    seed: int | None = None,
    workers: int | None = None,
    out: Path | str | None = None,
    prior: bool = False,
    progress: Progress | None = None,
) -> Ensemble:
    """Run one scenario; `.measures`, `.daily`, `.weekly` and `.occasions` are data frames."""
    from buttress import experiment

    _known(case, [scenario])
    draws = draws_for(case, runs, prior=prior, workers=workers, progress=progress)
    return experiment.run(
        case,
        scenario,
        runs,
        draws=draws,
        seed=seed,
        workers=_workers(workers, runs),
        out=out,
        progress=progress,
    )


def compare(
    case: Case,
    scenarios: Sequence[str],
    *,
    runs: int | Mapping[str, int] = 1000,
    seed: int | None = None,
    workers: int | None = None,
    out: Path | str | None = None,
    prior: bool = False,
    reading: str = "scripted",
    draws: Draws | None = None,
    executor: str = "local",
    progress: Progress | None = None,
) -> Comparison:
    """Run scenarios against the baseline in pairs; `.differences` and `.levels` are data frames.

    `reading`: scripted, responsive or both. `draws` None takes the posterior's. `executor`: local or ray; it changes no
    byte. With `prior`, the answer's `.prior` is the same comparison on draws from the priors: same seeds, same pairs;
    it stands in the folder `prior` inside `out`.
    """
    from buttress import experiment
    from buttress.experiment.executor import executor_named

    _known(case, scenarios)
    executor_named(executor)  # before anything long begins: is it installed?
    most = runs if isinstance(runs, int) else max(runs.values())
    if draws is None:
        draws = draws_for(case, most, workers=workers, progress=progress)
    readings = experiment.READINGS if reading == "both" else (reading,)
    total = sum(runs if isinstance(runs, int) else runs[name] for name in scenarios) + most

    def on(draws: Draws, out: Path | str | None, progress: Progress | None) -> Comparison:
        return experiment.compare(
            case,
            scenarios,
            runs,
            draws=draws,
            seed=seed,
            workers=_workers(workers, total * len(readings)),
            out=out,
            readings=readings,
            executor=executor,
            progress=progress,
        )

    answer = on(draws, out, progress)
    if not prior:
        return answer
    inside = None if out is None else Path(out) / PRIOR
    return replace(answer, prior=on(draws_for(case, most, prior=True), inside, _of_the_priors(progress)))


def claims(
    case: Case,
    *,
    runs: int = 1000,
    seed: int | None = None,
    workers: int | None = None,
    out: Path | str | None = None,
    prior: bool = False,
    progress: Progress | None = None,
) -> list[Verdict]:
    """A verdict on each claim of the case. With `prior`, each also has what the priors alone say of its number."""
    from buttress import experiment

    names = experiment.scenarios_of(case.claims)
    posterior = posterior_for(case, draws=_draws_of(runs), workers=workers, progress=progress)
    common: dict[str, Any] = {"seed": seed, "workers": workers, "progress": progress}
    answer = compare(case, names, runs=runs, out=out, draws=posterior.draws, prior=prior, **common)
    verdicts = judge(case, answer, posterior, **common)
    if answer.prior is None:
        return verdicts
    return experiment.with_prior_estimates(case.claims, verdicts, answer.prior, draws_for(case, runs, prior=True))


def judge(
    case: Case,
    answer: Comparison,
    posterior: Posterior,
    *,
    seed: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[Verdict]:
    """Verdicts from a comparison that is there.

    What would be decided is looked at again with the prior spreads halved and doubled: 200 draws of one seed each.
    """
    from buttress import experiment
    from buttress.experiment.claims import SCALES
    from buttress.infer.respread import respread

    factors = tuple(factor for factor, _ in SCALES)

    @cache
    def both(names: tuple[str, ...]) -> dict[float, Draws]:
        spreads = [dict.fromkeys(names, factor) for factor in factors]
        return dict(zip(factors, respread(case, posterior, spreads, workers or cores()), strict=True))

    def refit(factor: float, names: tuple[str, ...]) -> Draws:
        return both(names)[factor]

    def rerun(draws: Draws, scenarios: tuple[str, ...]) -> Comparison:
        few = replace(draws, seeds_per_draw=SECOND_SEEDS)
        many = workers or cores()  # the workers are up already
        return compare(case, scenarios, runs=SECOND_RUNS, seed=seed, workers=many, draws=few, progress=progress)

    spread = {row.name: row.ratio for row in posterior.unknowns}
    return experiment.judge(case.claims, answer, posterior.draws, spread=spread, refit=refit, rerun=rerun)


def explain(
    case: Case,
    day: date,
    *,
    place: str | None = None,
    scenario: str = "baseline",
    runs: int = 200,
    prior: bool = False,
    progress: Progress | None = None,
) -> Explanation:
    """Why turnout, pay, loyalty and the hazards of a day are what they are; `.accounts` holds the contributions."""
    from buttress.findings.explain import explain as account_for

    draws = draws_for(case, runs, prior=prior, progress=progress)
    return account_for(case, _simulate(case, scenario, draws, runs, explain=True), day, place, scenario)


def forecast(
    case: Case,
    weeks: int = 8,
    *,
    runs: int = 1000,
    seed: int | None = None,
    workers: int | None = None,
    prior: bool = False,
    reporter: str | None = None,
    out: Path | str | None = None,
    progress: Progress | None = None,
) -> Forecast:
    """The coming weeks: `.truth`, `.weekly`, `.office` and `.reports` are data frames.

    `reporter` is only checked: is it one of the case's? With `out`, a folder for forecast.json and the tables.
    """
    from buttress.experiment.progress import silent
    from buttress.forecasting import forecast as coming
    from buttress.forecasting.tables import files
    from buttress.forecasting.voice import Unheard
    from buttress.infer.prior import prior_draws
    from buttress.store.file import write_whole

    coming.check(case, weeks, reporter)  # before the fit
    belief = Unheard(prior_draws(case, DRAWS)) if prior else posterior_for(case, workers=workers, progress=progress)
    found = coming.forecast(case, belief, weeks, runs, seed, progress or silent)
    for name, content in files(found).items() if out is not None else ():
        write_whole(Path(str(out)) / name, content)
    return found


def endings(
    case: Case, scenario: str = "baseline", *, count: int = 3, seed: int | None = None, prior: bool = False
) -> list[str]:
    """How the first runs of a scenario ended, a sentence each."""

    from buttress.findings.run_ends import run_ends

    return run_ends(case, _simulate(case, scenario, draws_for(case, count, prior=prior), count, seed))


def _simulate(
    case: Case, scenario: str, draws: Draws, runs: int, seed: int | None = None, explain: bool = False
) -> Result:
    import numpy as np

    from buttress import engine, world

    _known(case, [scenario])
    built = world.build(case, scenario)
    ids = np.arange(runs, dtype=np.int64)
    return engine.run(built, draws, ids, seed=case.facts.seed if seed is None else seed, explain=explain)


def make_brief(
    case: Case,
    out: Path | str | None = None,
    *,
    runs: int = 1000,
    others: int = 200,
    seed: int | None = None,
    workers: int | None = None,
    prior: bool = False,
    progress: Progress | None = None,
) -> list[Path]:
    """Write the brief of a case to a folder; the files, the page first.

    The main scenarios get `runs` pairs, all others `others`; `prior` adds the headline numbers under the priors alone.
    Runs are kept in the folder by the hash of all that they depend on, so that a second call takes them from there and
    a killed one goes on.
    """
    from buttress.brief.write import write_brief

    folder = Path(out) if out is not None else Path("out") / case.facts.id
    # The runs are let go before the page is drawn: both at once would need the memory twice.
    return write_brief(_content(case, folder, runs, others, seed, workers or cores(), prior, progress), folder)


def _content(
    case: Case,
    folder: Path,
    runs: int,
    others: int,
    seed: int | None,
    workers: int,
    prior: bool,
    progress: Progress | None,
) -> BriefData:
    """Fit, run, judge and gather: what a brief shows. One number of workers for all of it, so that they stay up."""
    from buttress.experiment.executor import shutdown
    from buttress.experiment.provenance import draws_hash
    from buttress.findings import Results, brief_content

    plan = _plan(case, runs, others)
    posterior = posterior_for(case, draws=_draws_of(runs), workers=workers, progress=progress)
    drawn = draws_hash(posterior.draws, 0, len(posterior.draws))  # of a fit, or of a weekly update
    kept = folder / "runs" / _key(case, {"plan": plan, "seed": seed, "draws": drawn})
    common: dict[str, Any] = {"seed": seed, "workers": workers, "draws": posterior.draws, "progress": progress}
    answer = compare(case, list(plan), runs=plan, out=kept / "scripted", **common)
    main = [name for name in MAIN if name in plan] or list(plan)[: len(MAIN)]
    both = compare(case, main, runs=min(others, runs), out=kept / "both", reading="both", **common) if main else None
    verdicts = _verdicts(
        kept / "verdicts.json", lambda: judge(case, answer, posterior, seed=seed, workers=workers, progress=progress)
    )
    shutdown()  # nothing is left to run, and the page needs the memory
    results = Results(case, _named(case), answer, verdicts, posterior, both)
    if prior:
        common |= {"draws": draws_for(case, runs, prior=True), "progress": _of_the_priors(progress)}
        lead = [results.lead] if results.lead else []
        results = replace(results, prior=compare(case, lead, runs=runs, out=kept / PRIOR, **common))
    return brief_content(results, _command(case, folder, runs, others, seed, prior))


def verify(folder: Path | str, case: Case | None = None) -> list[str]:
    """Problems of a folder of results, in words. With its case, some blocks are made anew and compared."""
    from buttress import experiment, store

    folder = Path(folder)
    if not (folder / "manifest.json").exists():
        inside = sorted(path.parent for path in folder.glob("runs/*/*/manifest.json"))  # a brief's
        if inside:
            return [f"{part.relative_to(folder)}: {found}" for part in inside for found in verify(part, case)]
    again = None if case is None else experiment.recompute(case, folder)
    beside = verify(folder / PRIOR, case) if (folder / PRIOR / "manifest.json").exists() else []
    return [*store.verify(folder, again), *(f"{PRIOR}: {found}" for found in beside)]


def cache_folder() -> Path:
    """Where fits are kept."""
    named = os.environ.get("BUTTRESS_CACHE")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "buttress"


def cores() -> int:
    """Processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def _plan(case: Case, runs: int, others: int) -> dict[str, int]:
    """Pairs of each scenario of a brief: the main ones first."""
    names = list(case.scenarios)
    main = [name for name in (*MAIN, *FILL_UP) if name in names]
    spare = [name for name in names if name not in main and case.scenarios[name].what_if != "fixed"]
    main += spare[: max(0, len(MAIN) + len(FILL_UP) - len(main))]
    return dict.fromkeys(main, runs) | {name: min(others, runs) for name in names if name not in main}


def _named(case: Case) -> str:
    """The case's folder as the user named it."""
    return case.path.as_posix()


def _of_the_priors(progress: Progress | None) -> Progress | None:
    """Progress of the runs on the priors, a stage of its own."""
    if progress is None:
        return None
    return lambda stage, done, total: progress(f"{stage} on the priors", done, total)


def _command(case: Case, folder: Path, runs: int, others: int, seed: int | None, prior: bool) -> str:
    """What makes a brief again."""
    words = ["buttress", "brief", _named(case), "--runs", str(runs), "--others", str(others)]
    words += ["--seed", str(seed)] if seed is not None else []
    words += ["--as-of", case.as_of.isoformat()] if case.as_of != case.facts.as_of else []
    words += ["--prior"] if prior else []
    return shlex.join([*words, "--out", folder.as_posix()])


def _verdicts(path: Path, judged: Callable[[], list[Verdict]]) -> list[Verdict]:
    """Verdicts kept beside the runs that they rest on, or judged now and kept."""
    from buttress.experiment import Verdict
    from buttress.store.file import write_whole

    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [Verdict(**{**row, "interval_95": tuple(row["interval_95"])}) for row in rows]
    except (OSError, ValueError, TypeError, KeyError):
        found = judged()
    write_whole(path, (json.dumps([verdict.to_json() for verdict in found], indent=1) + "\n").encode())
    return found


def _workers(asked: int | None, runs: int) -> int:
    """As asked, or one a core as far as there is work for it. It changes no result."""
    if asked is not None:
        return asked
    return max(1, min(cores(), runs // (BLOCKS_A_WORKER * 100)))


def _draws_of(runs: int) -> int:
    from buttress.world.draws import SEEDS_PER_DRAW

    return max(DRAWS, -(-runs // SEEDS_PER_DRAW))


def _known(case: Case, scenarios: Iterable[str]) -> None:
    """Before anything long begins: does the case have these scenarios?"""
    for name in scenarios:
        if name != "baseline" and name not in case.scenarios:
            raise PipelineError(f"the case has no scenario {name!r}{nearest(name, case.scenarios)}")


def _fit_path(case: Case, settings: Settings) -> Path:
    """Where the fit of a case is kept."""
    from buttress.experiment.provenance import evidence_hash

    key = _hash({"evidence": evidence_hash(case), "settings": settings.key()})
    return cache_folder() / f"posterior-{key}.parquet"


def _key(case: Case, settings: Mapping[str, object]) -> str:
    return _hash({"case": case.hash, "settings": settings})


def _hash(parts: Mapping[str, object]) -> str:
    """Of these parts, the program and its libraries."""
    from buttress.store.version import code_version, libraries

    whole = {**parts, "code": code_version(), "libraries": libraries()}
    return sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:24]


def _compile(case: Case) -> None:
    """Have the kernels compiled, shared out over two processes, before two fits would compile the same ones.

    In processes of their own, which take the compiler's memory with them. Nothing to do, but for two seconds, where
    they stand compiled on the disk.
    """
    from contextlib import suppress

    from buttress import world
    from buttress.engine.loop import compile_step
    from buttress.engine.steps import STEPS
    from buttress.experiment.worker import WorkerLostError
    from buttress.experiment.worker_pool import WorkerPool
    from buttress.infer.prior import prior_draws

    with WorkerPool(2) as pool:
        built = world.build(case, reading="responsive")
        one = prior_draws(case, 1, world=built)
        longest_first = sorted(STEPS, key=lambda step: len(step.arguments), reverse=True)
        compiled = [pool.submit(compile_step, STEPS.index(step), built, one) for step in longest_first]
        for each in compiled:
            with suppress(WorkerLostError):  # out of memory: who needs it compiles it
                each.result()


def _read(path: Path):  # type: ignore[no-untyped-def]  # pyarrow has no types
    """A table of the cache, or None where there is none that can be read: a damaged one is made again."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.read_table(path, use_threads=False)
    except (OSError, pa.ArrowInvalid):
        return None


def _keep(path: Path, posterior: Posterior) -> None:
    """Write a fit to the cache; a cache that can't be written is no reason to fail."""
    import pyarrow.parquet as pq

    from buttress.store.file import write_whole

    buffer = BytesIO()
    pq.write_table(posterior.to_table(), buffer)
    try:
        write_whole(path, buffer.getvalue())
    except OSError:
        return
