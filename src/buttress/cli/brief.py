"""`buttress brief`: the two-page brief of a case, as one HTML file and as PDF."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from buttress.cli.options import MOST_RUNS, AsOf, CaseFolder, Out, PriorBeside, Seed, Workers
from buttress.cli.printing import examples

EXAMPLES = examples(
    "buttress brief cases/belarus-2020 --out out/belarus-2020",
    "buttress brief cases/belarus-2020 --as-of 2020-10-12 --out out/october",
    "buttress brief cases/belarus-2020 --prior --out out/belarus-2020",
    "buttress brief my-case --runs 200 --others 100 --out out/quick",
)


def command(
    case: CaseFolder,
    out: Out = None,
    runs: Annotated[int, typer.Option("--runs", min=20, max=MOST_RUNS, help="Pairs for the main scenarios.")] = 1000,
    others: Annotated[
        int, typer.Option("--others", min=20, max=MOST_RUNS, help="Pairs for all other scenarios, marked as such.")
    ] = 200,
    seed: Seed = None,
    workers: Workers = None,
    as_of: AsOf = None,
    prior: PriorBeside = False,
) -> None:
    """Fit the case to its reports, run all scenarios, judge the claims, and write brief.html, brief.pdf and the tables.

    What is there from an earlier call, for the same case, program and settings, is used again.
    """
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.pipeline.brief import make_brief

    begin = time.monotonic()
    opened = load(case, as_of)
    with bars() as progress:
        files = make_brief(
            opened, out, runs=runs, others=others, seed=seed, workers=workers, prior=prior, progress=progress
        )
    beside = [path for path in files if path.parent != files[0].parent]
    typer.echo(f"made in {time.monotonic() - begin:.0f} s, with {len(beside)} tables and figures beside it", err=True)
    for path in files:
        if path not in beside:
            typer.echo(path)
