"""Arguments and options that several commands share: one meaning, one help text."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Reading(StrEnum):
    """How the patron acts: from the recorded signals, by its own response, or both printed side by side."""

    SCRIPTED = "scripted"
    RESPONSIVE = "responsive"
    BOTH = "both"


def as_date(text: str) -> date:
    """A date written YYYY-MM-DD; raises typer.BadParameter otherwise."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date; write it as 2020-09-14") from None


def scenario_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names of the case's scenario files, for the shell's completion."""
    # While an option still wants its value, the words before it are not yet parsed.
    folder = ctx.params.get("case") or next((word for word in ctx.args if Path(word).is_dir()), None)
    if folder is None:
        return []
    names = sorted(path.stem for path in (Path(folder) / "scenarios").glob("*.yaml"))
    return [name for name in names if name.startswith(incomplete)]


CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="The case's folder.", show_default=False)]
Scenarios = Annotated[
    list[str],
    typer.Option(
        "--scenario",
        "-s",
        help="A scenario of the case, by its file's name; may be given several times.",
        autocompletion=scenario_names,
        show_default=False,
    ),
]
OneScenario = Annotated[
    str,
    typer.Option(
        "--scenario",
        "-s",
        help="A scenario of the case, by its file's name; by default the baseline.",
        autocompletion=scenario_names,
    ),
]
#: The columns of one scenario, before they are joined to tables, take 54 kB a run: 1 GB.
MOST_RUNS = 20_000

Pairs = Annotated[int, typer.Option("--runs", min=1, max=MOST_RUNS, help="Pairs of runs for each scenario.")]
Runs = Annotated[int, typer.Option("--runs", min=1, max=MOST_RUNS, help="Number of runs.")]
MAX_SEED = 2**63 - 1
"""The largest seed, as in case.yaml."""
Seed = Annotated[
    int | None,
    typer.Option("--seed", min=0, max=MAX_SEED, help="Seed of the random numbers; by default the case's own."),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, help="Processes to use; by default one a core. It never changes a result."),
]


class ExecutorName(StrEnum):
    """Where runs are computed."""

    LOCAL = "local"
    RAY = "ray"


ExecutorOption = Annotated[
    ExecutorName,
    typer.Option("--executor", help="Where runs are computed: processes of this machine, or a Ray cluster."),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", help="Folder to keep the results in; the same command again goes on with unfinished work there."
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=as_date,
        metavar="DATE",
        help="Stand at this day: evidence published later is hidden. By default the case's own day.",
    ),
]
Prior = Annotated[bool, typer.Option("--prior", help="Draw parameters from the priors; leave the reports unused.")]
PriorBeside = Annotated[
    bool,
    typer.Option("--prior", help="Put beside the answer what the priors alone say, with the reports left unused."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on stdout.")]
Everything = Annotated[bool, typer.Option("--all", help="Show all measures, not the headline ones alone.")]
ReadingOption = Annotated[
    Reading,
    typer.Option(
        "--reading", help="The patron acts as recorded (scripted), by its own response (responsive), or both."
    ),
]
Place = Annotated[str | None, typer.Option("--place", metavar="PLACE", help="A place's id; by default the capital.")]
