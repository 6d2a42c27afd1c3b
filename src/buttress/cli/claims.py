"""`buttress claims`: a verdict on each hypothesis of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from buttress.cli.options import MOST_RUNS, AsJson, AsOf, CaseFolder, Out, PriorBeside, Seed, Workers
from buttress.cli.printing import PRIORS_ALONE, examples, interval, number, print_json, print_table

if TYPE_CHECKING:
    from buttress.experiment import Verdict

EXAMPLES = examples(
    "buttress claims cases/belarus-2020",
    "buttress claims cases/belarus-2020 --runs 1000 --out out/claims --json",
    "buttress claims cases/belarus-2020 --prior",
)


def command(
    case: CaseFolder,
    runs: Annotated[
        int, typer.Option("--runs", min=20, max=MOST_RUNS, help="Pairs of runs for each scenario that a claim names.")
    ] = 1000,
    seed: Seed = None,
    workers: Workers = None,
    out: Out = None,
    as_of: AsOf = None,
    prior: PriorBeside = False,
    as_json: AsJson = False,
) -> None:
    """Judge each claim of the case by its own rule, written before any run.

    Supported or contradicted only if its probability is beyond 95 or 5 %, the evidence moved its odds tenfold, and both
    hold with the spreads concerned doubled; else it cannot be told. The basis names what alone moved the odds
    threefold.
    """
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.pipeline.claims import claims

    with bars() as progress:
        verdicts = claims(
            load(case, as_of), runs=runs, seed=seed, workers=workers, out=out, prior=prior, progress=progress
        )
    if not verdicts and not as_json:
        typer.echo("the case has no claims")
        return
    if as_json:
        print_json([verdict.to_json() for verdict in verdicts])
        return
    print_table(
        f"Claims, {runs} pairs a scenario",
        ("row", "claim", "verdict", "P before", "P after", "spreads", "basis", "estimate", "95 % interval", "rests on"),
        [cells for verdict in verdicts for cells in _lines(verdict)],
        right=(3, 4, 5, 7, 8),
    )
    typer.echo("a verdict holds for this model and this evidence; see the brief for what would change it", err=True)


def _lines(v: Verdict) -> list[tuple[str, ...]]:
    """A claim's line, and below it the number that the priors alone give."""
    from buttress.brief.phrases import spoken_verdict

    lines: list[tuple[str, ...]] = [
        (
            v.row or "-",
            v.id,
            spoken_verdict(v.verdict, v.lean),
            *("-" if p is None else f"{p:.3f}" for p in (v.p_before, v.p_after)),
            "-" if v.widened is None else f"x {v.widened}",
            v.basis,
            number(v.estimate),
            interval(v.interval_95),
            ", ".join(v.rests_on) or "-",
        )
    ]
    if v.prior_interval_95 is None:
        return lines
    return [*lines, ("", PRIORS_ALONE, "", "", "", "", "", number(v.prior_estimate), interval(v.prior_interval_95), "")]
