"""`buttress explain`: why a number of a day is what it is; or the steps of a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from buttress.cli.options import MOST_RUNS, AsJson, AsOf, OneScenario, Out, Place, Prior, as_date
from buttress.cli.printing import examples, interval, number, print_json, print_table

EXAMPLES = examples(
    "buttress explain cases/belarus-2020 --on 2020-09-20",
    "buttress explain cases/belarus-2020 --on 2020-09-20 --place minsk --scenario without_loan",
    "buttress explain --steps",
)


def command(
    case: Annotated[Path | None, typer.Argument(metavar="CASE", help="The case's folder.", show_default=False)] = None,
    on: Annotated[date | None, typer.Option("--on", parser=as_date, metavar="DATE", help="The day to explain.")] = None,
    place: Place = None,
    scenario: OneScenario = "baseline",
    runs: Annotated[int, typer.Option("--runs", min=10, max=MOST_RUNS, help="Runs to average over.")] = 200,
    steps: Annotated[bool, typer.Option("--steps", help="Print the steps of a day, in order, with reasons.")] = False,
    as_of: AsOf = None,
    prior: Prior = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Explain turnout, loyalty and the hazards of a day: contributions, and what leaving each out would change.

    Contributions are in log-odds (turnout) or log hazard (loyalty, exits). They need not add up; the rest is printed.
    """
    if steps:
        _steps(as_json)
        return
    if case is None or on is None:
        raise typer.BadParameter("give a case and a day: buttress explain CASE --on 2020-09-20, or --steps")
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.pipeline.explain import explain

    with bars() as progress:
        view = explain(
            load(case, as_of),
            on,
            place=place,
            scenario=scenario,
            runs=runs,
            prior=prior,
            progress=progress,
        )
    if as_json:
        print_json(view.as_dict())
        return
    for account in view.accounts:
        print_table(
            f"{account.title}, {view.day}, {view.scenario}: {number(account.outcome)} {account.outcome_unit}",
            ("contribution", account.unit, "95 % of runs", "without it", "it makes"),
            [
                (
                    line.term,
                    number(line.value),
                    interval((line.low, line.high)),
                    number(line.without),
                    number(line.change),
                )
                for line in account.lines
            ],
            right=(1, 2, 3, 4),
        )


def _steps(as_json: bool) -> None:
    from buttress.engine.steps import STEPS

    if as_json:
        print_json(
            [
                {
                    "step": step.name,
                    "module": step.module,
                    "when": step.when,
                    "reading": step.reading,
                    "why": step.why,
                    "reads": list(step.reads),
                    "writes": list(step.writes),
                }
                for step in STEPS
            ]
        )
        return
    print_table(
        "The steps of a day, in order",
        ("step", "when", "why here", "writes", "file"),
        [
            (step.name, step.when, step.why, ", ".join(step.writes), step.module.removeprefix("buttress."))
            for step in STEPS
        ],
    )
