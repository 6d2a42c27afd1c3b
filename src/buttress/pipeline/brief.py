"""The two-page brief of a case: fit, run, judge, gather, write."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from pathlib import Path

from buttress.brief.content import BriefData
from buttress.brief.read import from_json
from buttress.brief.write import to_json, write_brief
from buttress.case import Case
from buttress.experiment import Comparison
from buttress.experiment.executor import shutdown
from buttress.experiment.progress import Progress
from buttress.experiment.provenance import draws_hash
from buttress.experiment.worker import prepare
from buttress.findings import Results, brief_content
from buttress.infer.posterior import Posterior
from buttress.pipeline.cache import key
from buttress.pipeline.check import refuse_claims_on_what_is_off
from buttress.pipeline.claims import judge
from buttress.pipeline.compare import compare
from buttress.pipeline.plan import in_both_readings, pairs_by_scenario
from buttress.pipeline.posterior import draws_for, draws_needed, posterior_for
from buttress.pipeline.prior_runs import PRIOR, on_the_priors
from buttress.pipeline.voi import voi
from buttress.pipeline.whatif import whatif
from buttress.pipeline.workers import cores
from buttress.pipeline.written_brief import WrittenBrief
from buttress.store.file import write_whole

CONTENT = "content.json"
"""What a brief shows, kept beside its runs."""


@dataclass(frozen=True)
class Request:
    """What a brief is asked for: pairs of the main scenarios (`runs`) and of the `others`, seed, and `prior` beside."""

    runs: int
    others: int
    seed: int | None
    prior: bool
    workers: int

    def command(self, case: Case, folder: Path) -> str:
        """The command that makes the brief again."""
        words = ["buttress", "brief", case.path.as_posix(), "--runs", str(self.runs), "--others", str(self.others)]
        words += ["--seed", str(self.seed)] if self.seed is not None else []
        words += ["--as-of", case.as_of.isoformat()] if case.as_of != case.facts.as_of else []
        words += ["--prior"] if self.prior else []
        return shlex.join([*words, "--out", folder.as_posix()])


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
) -> WrittenBrief:
    """Write the brief of a case to a folder; the files, the page first. A notebook shows the page, `.plot()` a figure.

    The main scenarios get `runs` pairs, all others `others`; `prior` adds the headline numbers under the priors alone.
    Runs are kept in the folder by the hash of all that they depend on, so that a second call takes them from there and
    a killed one goes on.
    """
    refuse_claims_on_what_is_off(case)
    folder = Path(out) if out is not None else Path("out") / case.facts.id
    request = Request(runs, others, seed, prior, workers or cores())  # one number for all, so that the workers stay up
    plan = pairs_by_scenario(case, runs, others)
    posterior = posterior_for(case, draws=draws_needed(runs), workers=request.workers, progress=progress)
    runs_folder = folder / "runs" / _key(case, plan, request, posterior)
    command = request.command(case, folder)
    content = read_content(runs_folder / CONTENT, command)
    if content is None:
        # The runs are let go before the page is drawn: both at once would need the memory twice.
        content = brief_content(_results(case, posterior, plan, request, runs_folder, progress), command)
        write_whole(runs_folder / CONTENT, to_json(content).encode())
    return WrittenBrief(write_brief(content, folder))


def _key(case: Case, plan: dict[str, int], request: Request, posterior: Posterior) -> str:
    """The hash of all that the runs depend on."""
    draws = draws_hash(posterior.draws, 0, len(posterior.draws))  # of a fit, or of a weekly update
    return key({"case": case.hash, "settings": {"plan": plan, "seed": request.seed, "draws": draws}})


def read_content(path: Path, command: str) -> BriefData | None:
    """What was gathered for the same brief in an earlier call, or None where it has to be gathered."""
    try:
        content = from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if content.provenance.command == command else None


def _results(
    case: Case,
    posterior: Posterior,
    plan: dict[str, int],
    request: Request,
    runs_folder: Path,
    progress: Progress | None,
) -> Results:
    """Runs and verdicts of the brief; the runs stand in `runs_folder`, and what is there already is taken from it."""
    seed, workers, draws = request.seed, request.workers, posterior.draws
    if workers > 1:
        prepare()  # they import while the worlds are built here
    answer = compare(
        case,
        list(plan),
        runs=plan or request.runs,
        seed=seed,
        workers=workers,
        out=runs_folder / "scripted",
        draws=draws,
        progress=progress,
    )
    main = in_both_readings(case, list(plan))
    both = None
    if main:
        both = compare(
            case,
            main,
            runs=min(request.others, request.runs),
            seed=seed,
            workers=workers,
            out=runs_folder / "both",
            reading="both",
            draws=draws,
            beside=runs_folder / "scripted",
            progress=progress,
        )
    verdicts = judge(case, answer, posterior, workers=workers, progress=progress)
    results = Results(case, case.path.as_posix(), answer, verdicts, posterior, both)
    if results.leading_claim is not None:
        claim = results.leading_claim
        corners = whatif(case, claim=claim, posterior=posterior, workers=workers, progress=progress)
        worth = voi(case, claim=claim, posterior=posterior, workers=workers, progress=progress)
        results = replace(results, corners=corners, worth=worth)
    shutdown()  # nothing is left to run, and the page needs the memory
    if not request.prior:
        return results
    return replace(results, prior=_lead_on_the_priors(results, request, runs_folder / PRIOR, progress))


def _lead_on_the_priors(results: Results, request: Request, out: Path, progress: Progress | None) -> Comparison:
    """The lead scenario, or the baseline alone where there is none, on draws from the priors."""
    return compare(
        results.case,
        [results.lead] if results.lead else [],
        runs=request.runs,
        seed=request.seed,
        workers=request.workers,
        out=out,
        draws=draws_for(results.case, request.runs, prior=True),
        progress=on_the_priors(progress),
    )
