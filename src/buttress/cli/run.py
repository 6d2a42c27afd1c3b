"""`buttress run`: one scenario, many runs, its measures."""

from __future__ import annotations

from typing import Annotated

import typer

from buttress.cli.options import AsJson, AsOf, CaseFolder, Out, Prior, Seed, Workers, scenario_names
from buttress.cli.printing import examples, interval, number, print_json, print_table

EXAMPLES = examples(
    "buttress run cases/belarus-2020",
    "buttress run cases/belarus-2020 --scenario without_loan --runs 200 --out out/without-loan",
    "buttress run cases/belarus-2020 --as-of 2020-10-12 --json",
)


def command(
    case: CaseFolder,
    scenario: Annotated[
        str,
        typer.Option("--scenario", "-s", help="The scenario to run.", autocompletion=scenario_names),
    ] = "baseline",
    runs: Annotated[int, typer.Option("--runs", min=1, help="Number of runs.")] = 1000,
    seed: Seed = None,
    workers: Workers = None,
    out: Out = None,
    as_of: AsOf = None,
    prior: Prior = False,
    as_json: AsJson = False,
) -> None:
    """Run one scenario and print its measures: mean and 95 % interval over runs."""
    from buttress import pipeline
    from buttress.cli.progress import bars

    with bars() as report:
        answer = pipeline.run(
            pipeline.load(case, as_of),
            scenario,
            runs=runs,
            seed=seed,
            workers=workers,
            out=out,
            prior=prior,
            progress=report,
        )
    if as_json:
        print_json(answer.to_json())
        return
    print_table(
        f"{scenario}, {answer.runs} runs",
        ("measure", "unit", "mean", "95 % interval"),
        [(row.name, row.unit, number(row.mean), interval(row.interval_95)) for row in answer.rows()],
        right=(2, 3),
    )
    for sentence in answer.sentences():
        typer.echo(sentence)
