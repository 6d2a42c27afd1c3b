"""`buttress whatif`: what would have to be true for an answer to cross a line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from buttress.cli.options import AsJson, AsOf, CaseFolder, OneScenario, Workers, as_date
from buttress.cli.printing import examples, print_json

EXAMPLES = examples(
    "buttress whatif cases/belarus-2020 --claim support_prolongs_tenure",
    "buttress whatif cases/belarus-2020 --measure reserves_weeks --crosses 20",
    "buttress whatif cases/belarus-2020 --measure tenure_90 --scenario without_loan --crosses -0.02 --json",
    "buttress whatif cases/belarus-2020 --gone-by 2021-03-12 --out out/purse",
)


def command(
    case: CaseFolder,
    claim: Annotated[str | None, typer.Option("--claim", metavar="ID", help="A claim of the case, by its id.")] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="NAME", help="A measure, with the number that it --crosses.")
    ] = None,
    scenario: OneScenario = "baseline",
    crosses: Annotated[
        float | None,
        typer.Option(
            "--crosses",
            metavar="NUMBER",
            help="The line: of its level, or with --scenario of scenario minus baseline (of people: a ratio).",
        ),
    ] = None,
    gone_by: Annotated[
        date | None,
        typer.Option(
            "--gone-by",
            parser=as_date,
            metavar="DATE",
            help="The purse: which fall of revenue, run on deposits and delay of the loan empty it by this day.",
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Folder for the chart of --gone-by.")] = None,
    workers: Workers = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Find the corners of the uncertainties in which an answer crosses a line, in words, and how plausible they are.

    It searches draws at four times the spreads of all priors for boxes of at most three conditions, and tells those
    that hold on fresh draws. Policing, detention and pay are never searched. With --gone-by it is a reverse stress test
    of the purse: the smallest shocks, alone and two together, at which usable reserves are gone by that day.
    """
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.explore.discovery import sentences
    from buttress.explore.refused import claim_named
    from buttress.pipeline.whatif import whatif

    if gone_by is not None:
        if claim is not None or measure is not None or crosses is not None:
            raise typer.BadParameter(
                "it asks about the purse alone: leave --claim, --measure and --crosses out", param_hint="--gone-by"
            )
        _empty_the_purse(case, gone_by, scenario, workers, as_of, out, as_json)
        return
    if out is not None:
        raise typer.BadParameter("only --gone-by has a chart", param_hint="--out")
    loaded = load(case, as_of)
    with bars() as progress:
        found = whatif(
            loaded,
            claim=claim,
            measure=measure,
            scenario=scenario,
            crosses=crosses,
            workers=workers,
            progress=progress,
        )
    if as_json:
        print_json(found.to_json())
        return
    if claim is not None:
        typer.echo(f"“{claim_named(loaded, claim).says}”")
    for sentence in sentences(found, shares=True):
        typer.echo(sentence)


def _empty_the_purse(
    case: Path, by: date, scenario: str, workers: int | None, as_of: date | None, out: Path | None, as_json: bool
) -> None:
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.explore.reverse_stress import sentences
    from buttress.pipeline.reverse_stress import reverse_stress

    with bars() as progress:
        found = reverse_stress(load(case, as_of), by, scenario=scenario, workers=workers, out=out, progress=progress)
    if as_json:
        print_json(found.to_json())
        return
    for sentence in sentences(found):
        typer.echo(sentence)
