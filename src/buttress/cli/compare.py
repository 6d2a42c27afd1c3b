"""`buttress compare`: scenarios against the baseline, in pairs."""

from __future__ import annotations

import math
from typing import Any

import typer

from buttress.cli.options import (
    AsJson,
    AsOf,
    CaseFolder,
    Everything,
    Executor,
    ExecutorOption,
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
    executor: ExecutorOption = Executor.LOCAL,
    out: Out = None,
    as_of: AsOf = None,
    prior: Prior = False,
    reading: ReadingOption = Reading.SCRIPTED,
    everything: Everything = False,
    as_json: AsJson = False,
) -> None:
    """Compare scenarios with the baseline, run by run on the same random numbers.

    For each measure: baseline, scenario, paired difference, its Monte-Carlo error, its 95 % interval, and whether the
    scenario's changes touched any run at all. The same command on an unfinished --out folder goes on where it stopped.
    """
    from buttress import pipeline
    from buttress.cli.progress import bars

    if set(scenario) == {"baseline"}:
        raise typer.BadParameter(
            "the baseline is what scenarios are compared with: name one of the case's scenarios, or use `buttress run`",
            param_hint="--scenario",
        )
    opened = pipeline.load(case, as_of)
    with bars() as report:
        answer = pipeline.compare(
            opened,
            scenario,
            runs=runs,
            seed=seed,
            workers=workers,
            executor=executor.value,
            out=out,
            prior=prior,
            reading=reading.value,
            progress=report,
        )
    if as_json:
        print_json(answer.to_json())
        return
    table = answer.differences
    for (name, how, pairs, fired), rows in table.groupby(["scenario", "reading", "pairs", "fired"], sort=False):
        mark = "" if fired else ", touched nobody"
        policing = opened.scenarios[str(name)].policing
        print_table(
            f"{name} against the baseline, {how} patron, {pairs} pairs{mark}",
            ("measure", "baseline", "scenario", "difference (95 %)", "mc_se", "unit"),
            [_cells(row) for row in _chosen(rows, everything, policing)],
            right=(1, 2, 3, 4),
        )
        for sentence in () if policing else _words(rows):
            typer.echo(sentence)
    for warning in answer.warnings:
        typer.echo(f"warning: {warning}", err=True)


def _chosen(rows: Any, everything: bool, policing: bool) -> list[Any]:
    """The headline measures, or all. A what-if on policing tells its harm first, and no time in office."""
    from buttress.experiment import HEADLINE

    found = [row for row in rows.itertuples() if everything or row.measure in HEADLINE]
    if policing:
        found = [row for row in found if not row.measure.startswith("tenure_")]
        found.sort(key=lambda row: not row.measure.startswith("detained_"))
    return found


def _cells(row: Any) -> tuple[str, ...]:
    difference = number(row.difference, 2)
    if not math.isnan(row.low_95):
        difference += f" ({interval((row.low_95, row.high_95), 2)})"
    return (
        row.measure,
        number(row.baseline),
        number(row.with_scenario),
        difference,
        number(row.mc_se, 2),
        row.unit,
    )


def _words(rows: Any) -> list[str]:
    """What the two headline differences come to: up, down, practically nothing, or not to be told."""
    from buttress.findings.effects import TENURE_NOTHING, TURNOUT_NOTHING

    told = {row.measure: row for row in rows.itertuples()}
    tenure, turnout = told["tenure_90"], told["turnout_8w"]
    return [
        f"time in office at 90 days: {_word(tenure, TENURE_NOTHING, 'longer', 'shorter')}",
        f"turnout of 8 weeks: {_word(turnout, TURNOUT_NOTHING * turnout.baseline, 'higher', 'lower')}",
    ]


def _word(row: Any, nothing: float, up: str, down: str) -> str:
    if math.isnan(row.difference):
        return "the case's horizon ends before"
    if math.isnan(row.low_95):
        return "too few runs to tell"
    if row.low_95 > nothing:
        return up
    if row.high_95 < -nothing:
        return down
    if -nothing <= row.low_95 and row.high_95 <= nothing:
        return "no detectable effect"
    return "cannot be told from this evidence"
