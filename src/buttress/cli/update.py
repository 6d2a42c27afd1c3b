"""`buttress update`: take in what was published since the last update."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from buttress.cli.options import AsJson, AsOf, CaseFolder, Workers
from buttress.cli.printing import examples, number, print_json, print_table

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.infer.updating.state import UpdateRecord

EXAMPLES = examples(
    "buttress update cases/belarus-2020 --as-of 2020-09-14",
    "buttress update cases/belarus-2020 --as-of 2020-09-28",
    "buttress update my-case --out state/my-case --json",
)
WORDS = {"fit": "full fit", "reweighted": "reweighted", "replay": "replay"}


def command(
    case: CaseFolder,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder of the state from week to week. Default: out/ID OF THE CASE/state."),
    ] = None,
    workers: Workers = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Take in the rows that were published since the last update, week by week, at the cost of those rows.

    Each week weighs the particles by its rows; where too few remain effective, a replay moves them over the whole past.
    The first call fits the case; so does one that finds a used row edited or deleted, and it says so. forecast, compare
    and brief of that day then use the result. Killed, the same command goes on.
    """
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.pipeline.update import update

    steps: list[tuple[UpdateRecord, float]] = []
    with bars() as progress:
        opened = load(case, as_of)
        state = update(
            opened, out, workers=workers, progress=progress, on_week=lambda step, seconds: steps.append((step, seconds))
        )
    if as_json:
        print_json(
            {"case": state.case, "as_of": state.as_of.isoformat(), "weeks": [_record(step) for step, _ in steps]}
        )
        return
    if not steps:
        typer.echo(f"nothing to do: the state has seen what was published before {state.as_of}")
        typer.echo(_hidden(opened), err=True)
        return
    points = len(state.fits[0].z)
    print_table(
        f"{opened.facts.title}: {points} particles a fit, two fits",
        ("as of", "new rows", "used reports", "effective before", "after", "how", "seconds"),
        [
            (
                step.as_of,
                step.rows,
                step.reports,
                number(step.before),
                number(step.after),
                WORDS[step.how],
                number(seconds, 2),
            )
            for step, seconds in steps
        ],
        right=(1, 2, 3, 4, 6),
    )
    for step, _ in steps:
        if step.why:
            typer.echo(f"{step.as_of}: a full fit, {step.why}")
    typer.echo(_hidden(opened), err=True)


def _hidden(case: Case) -> str:
    """What the day can't know yet: a row that came out on the day itself is the usual slip."""
    days = sorted(row.published for row in case.hidden_events)
    if not days:
        return "no row of events.csv is published later"
    return (
        f"{len(days)} rows of events.csv are published on {case.as_of} or later and stay hidden; "
        f"the next is known from {days[0] + timedelta(days=1)} on"
    )


def _record(step: UpdateRecord) -> dict[str, object]:
    from dataclasses import asdict

    return {**asdict(step), "as_of": step.as_of.isoformat()}
