"""`buttress score`: how good forecasts of past weeks would have been."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from buttress.cli.options import AsJson, Workers
from buttress.cli.printing import examples, interval, number, print_json, print_table

if TYPE_CHECKING:
    from buttress.evaluate.score import Scored

EXAMPLES = examples(
    "buttress score cases/belarus-2020",
    "buttress score --events russia-2017/events.csv --json",
    "buttress score --events france-2018/events.csv --events russia-2017/events.csv",
)
LEADS_SHOWN = (1, 2, 4, 8)

OptionalCase = Annotated[Path | None, typer.Argument(metavar="CASE", help="The case's folder.", show_default=False)]
Events = Annotated[
    list[Path] | None,
    typer.Option(
        "--events",
        metavar="FILE",
        help="An events CSV instead of a case: a column date and one of crowd_low, crowd_high, detained at least. "
        "Given several times, the files are pooled too.",
        show_default=False,
    ),
]


LeaveOneOut = Annotated[
    bool,
    typer.Option(
        "--leave-one-out",
        help="Of several files: learn the prior for each from the others alone, in place of the shipped one.",
    ),
]


def command(
    case: OptionalCase = None,
    events: Events = None,
    leave_one_out: LeaveOneOut = False,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Score forecasts of past weeks, each made from what was known before it, against plain rivals.

    For each reporter with six weeks of reports or more: the largest crowd and all detained of a week, one to eight
    weeks ahead. CRPS and log score (less is better), coverage, and the skill against persistence with its interval.
    """
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.pipeline.score import score, score_events

    if (case is None) == (not events):
        raise typer.BadParameter("give a case's folder or --events FILE, one of the two", param_hint="CASE")
    if leave_one_out and len(events or []) < 2:
        raise typer.BadParameter("needs two --events FILE or more", param_hint="--leave-one-out")
    with bars() as progress:
        if case is not None:
            scored = score(load(case), workers=workers, progress=progress)
        else:
            scored = score_events(events or [], leave_one_out=leave_one_out, workers=workers, progress=progress)
    if as_json:
        print_json(scored.rows)
    else:
        _print(scored)
    for note in scored.notes:
        typer.echo(f"note: {note}", err=True)


def _print(scored: Scored) -> None:
    """A table a target: a row a model and lead."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in scored.rows:
        if row["lead_weeks"] in LEADS_SHOWN:
            groups.setdefault((row["episode"], row["target"]), []).append(row)
    for (episode, target), rows in groups.items():
        judged = [row for row in rows if row["n"]]
        if not judged:
            typer.echo(f"{episode}, {target}: no figure to be judged by; --json has the log scores of its bounds")
            continue
        print_table(
            f"{episode}, {target}",
            ("weeks ahead", "model", "CRPS (log)", "CRPS (people)", "log score", "80 % holds", "n", "skill (95 %)"),
            [_cells(row) for row in judged],
            right=(0, 2, 3, 4, 5, 6),
        )


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    skill = number(row["skill_vs_persistence"], 2)
    if row["skill_interval_95"] is not None:
        skill += f" ({interval(row['skill_interval_95'], 2)})"
    covered = row["coverage_80"]
    return (
        str(row["lead_weeks"]),
        row["model"],
        number(row["crps"]),
        number(row["crps_natural"]),
        number(row["log_score"]),
        "-" if covered is None else f"{100 * covered:.0f} %",
        str(row["n"]),
        "-" if row["model"] == "persistence" else skill,
    )
