"""`buttress compare`: scenarios against the baseline, in pairs."""

from __future__ import annotations

from typing import Any

import typer

from buttress.cli.options import (
    AsJson,
    AsOf,
    CaseFolder,
    Out,
    Prior,
    Reading,
    ReadingOption,
    Runs,
    Scenarios,
    Seed,
    Workers,
)
from buttress.cli.printing import examples, interval, number, print_json, print_table

EXAMPLES = examples(
    "buttress compare cases/belarus-2020 --scenario without_loan",
    "buttress compare cases/belarus-2020 -s without_loan -s without_endorsement -s neither --out out/two-by-two",
    "buttress compare cases/belarus-2020 -s withdrawal --reading both --json",
)


def command(
    case: CaseFolder,
    scenario: Scenarios,
    runs: Runs = 1000,
    seed: Seed = None,
    workers: Workers = None,
    out: Out = None,
    as_of: AsOf = None,
    prior: Prior = False,
    reading: ReadingOption = Reading.SCRIPTED,
    as_json: AsJson = False,
) -> None:
    """Compare scenarios with the baseline, run by run on the same random numbers.

    For each measure: baseline, scenario, paired difference, its Monte-Carlo error, its 95 % interval, and whether the
    scenario's changes touched any run at all. The same command on an unfinished --out folder goes on where it stopped.
    """
    from buttress import pipeline
    from buttress.cli.progress import bars

    with bars() as report:
        answer = pipeline.compare(
            pipeline.load(case, as_of),
            scenario,
            runs=runs,
            seed=seed,
            workers=workers,
            out=out,
            prior=prior,
            reading=reading.value,
            progress=report,
        )
    if as_json:
        print_json(answer.to_json())
        return
    for (name, how, pairs, fired), rows in answer.differences.groupby(
        ["scenario", "reading", "pairs", "fired"], sort=False
    ):
        mark = "" if fired else ", touched nobody"
        print_table(
            f"{name} against the baseline, {how} patron, {pairs} pairs{mark}",
            ("measure", "unit", "baseline", "scenario", "difference", "mc_se", "95 % interval"),
            [_cells(row) for row in rows.itertuples()],
            right=(2, 3, 4, 5, 6),
        )
    for warning in answer.warnings:
        typer.echo(f"warning: {warning}", err=True)


def _cells(row: Any) -> tuple[str, ...]:
    return (
        row.measure,
        row.unit,
        number(row.baseline),
        number(row.with_scenario),
        number(row.difference),
        number(row.mc_se),
        interval((row.low_95, row.high_95)),
    )
