"""`buttress whatif`: what would have to be true for an answer to cross a line."""

from __future__ import annotations

from typing import Annotated

import typer

from buttress.cli.options import AsJson, AsOf, CaseFolder, OneScenario, Workers
from buttress.cli.printing import examples, print_json

EXAMPLES = examples(
    "buttress whatif cases/belarus-2020 --claim support_prolongs_tenure",
    "buttress whatif cases/belarus-2020 --measure reserves_weeks --crosses 20",
    "buttress whatif cases/belarus-2020 --measure tenure_90 --scenario without_loan --crosses -0.02 --json",
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
    workers: Workers = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Find the corners of the uncertainties in which an answer crosses a line, in words, and how plausible they are.

    It searches draws at four times the spreads of all priors for boxes of at most three conditions, and tells those
    that hold on fresh draws. Policing, detention and pay are never searched.
    """
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.explore.discovery import sentences
    from buttress.pipeline.whatif import whatif

    with bars() as progress:
        found = whatif(
            load(case, as_of),
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
    for sentence in sentences(found):
        typer.echo(sentence)
