"""`buttress compare`: scenarios against the baseline, in pairs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

from buttress.cli.options import (
    AsJson,
    AsOf,
    CaseFolder,
    Everything,
    ExecutorName,
    ExecutorOption,
    Out,
    Pairs,
    PriorBeside,
    Reading,
    ReadingOption,
    Scenarios,
    Seed,
    Workers,
)
from buttress.cli.printing import PRIORS_ALONE, examples, interval, number, print_json, print_table
from buttress.cli.reach import out_of_reach

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.experiment import Comparison

EXAMPLES = examples(
    "buttress compare cases/belarus-2020 --scenario without_loan",
    "buttress compare cases/belarus-2020 -s without_loan -s without_endorsement -s neither --out out/two-by-two",
    "buttress compare cases/belarus-2020 -s withdrawal --reading both --json",
    "buttress compare cases/belarus-2020 -s without_loan --prior",
)


def command(
    case: CaseFolder,
    scenario: Scenarios,
    runs: Pairs = 1000,
    seed: Seed = None,
    workers: Workers = None,
    executor: ExecutorOption = ExecutorName.LOCAL,
    out: Out = None,
    as_of: AsOf = None,
    prior: PriorBeside = False,
    reading: ReadingOption = Reading.SCRIPTED,
    everything: Everything = False,
    as_json: AsJson = False,
) -> None:
    """Compare scenarios with the baseline, run by run on the same random numbers.

    For each measure: baseline, scenario, paired difference, its Monte-Carlo error, its 95 % interval, and whether the
    scenario's changes touched any run at all. The same command on an unfinished --out folder goes on where it stopped.
    """
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.pipeline.compare import compare

    if set(scenario) == {"baseline"}:
        raise typer.BadParameter(
            "the baseline is what scenarios are compared with: name one of the case's scenarios, or use `buttress run`",
            param_hint="--scenario",
        )
    opened = load(case, as_of)
    with bars() as progress:
        answer = compare(
            opened,
            scenario,
            runs=runs,
            seed=seed,
            workers=workers,
            executor=executor.value,
            out=out,
            prior=prior,
            reading=reading.value,
            progress=progress,
        )
    if as_json:
        print_json(answer.to_json())
        return
    _print(answer, opened, everything)


def _print(answer: Comparison, case: Case, everything: bool) -> None:
    """A table a scenario and reading, and in words what its headline differences come to."""
    from buttress.brief.phrases import NOT_FIRED
    from buttress.findings.direction import directions

    patron = "" if case.facts.patron is None else "{} patron, "
    of_prior = None if answer.prior is None else answer.prior.differences
    for name, reading, pairs, fired, rows in _parts(answer.differences):
        mark = "" if fired else f", {NOT_FIRED}"
        policing = case.scenarios[name].policing
        prior_rows = {} if of_prior is None else _by_measure(of_prior, name, reading)
        print_table(
            f"{name} against the baseline, {patron.format(reading)}{pairs} pairs{mark}",
            ("measure", "baseline", "scenario", "difference (95 %)", "mc_se", "unit"),
            [
                cells
                for row in _chosen(rows, everything, policing)
                for cells in _lines(row, prior_rows.get(row.measure))
            ],
            right=(1, 2, 3, 4),
        )
        shown = [row.measure for row in _chosen(rows, everything, policing)]
        for sentence in out_of_reach(case, shown):
            typer.echo(sentence)
        if policing:
            continue
        for sentence in directions(answer, name, reading):
            typer.echo(sentence)
        for sentence in () if answer.prior is None else directions(answer.prior, name, reading):
            typer.echo(f"{PRIORS_ALONE}, {sentence}")
    for warning in answer.warnings:
        typer.echo(f"warning: {warning}", err=True)
    for warning in () if answer.prior is None else answer.prior.warnings:
        typer.echo(f"warning: {PRIORS_ALONE}: {warning}", err=True)


def _parts(table: Any) -> Iterator[tuple[str, str, int, bool, list[Any]]]:
    """Scenario, reading, pairs, fired and rows of each part of a table of differences."""
    for (name, reading, pairs, fired), rows in table.groupby(["scenario", "reading", "pairs", "fired"], sort=False):
        yield str(name), str(reading), int(pairs), bool(fired), list(rows.itertuples())


def _by_measure(table: Any, name: str, reading: str) -> dict[str, Any]:
    chosen = table[(table["scenario"] == name) & (table["reading"] == reading)]
    return {row.measure: row for row in chosen.itertuples()}


def _chosen(rows: list[Any], everything: bool, policing: bool) -> list[Any]:
    """The headline measures, or all. A what-if on policing tells its harm first, and no time in office."""
    from buttress.experiment import HEADLINE

    chosen = [row for row in rows if everything or row.measure in HEADLINE]
    if policing:
        chosen = [row for row in chosen if not row.measure.startswith("tenure_")]
        chosen.sort(key=lambda row: not row.measure.startswith("detained_"))
    return chosen


def _lines(row: Any, prior: Any) -> list[tuple[str, ...]]:
    """A measure's line, and below it that of the priors: beside it, a narrow terminal would cut both."""
    lines = [(row.measure, *_cells(row), row.unit)]
    return lines if prior is None else [*lines, (PRIORS_ALONE, *_cells(prior), "")]


def _cells(row: Any) -> tuple[str, ...]:
    difference = number(row.difference, 2)
    if not math.isnan(row.low_95):
        difference += f" ({interval((row.low_95, row.high_95), 2)})"
    return number(row.baseline), number(row.with_scenario), difference, number(row.mc_se, 2)
