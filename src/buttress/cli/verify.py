"""`buttress verify`: is a folder of results what its manifest says?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from buttress.cli.options import AsJson, AsOf
from buttress.cli.printing import examples, print_json

EXAMPLES = examples(
    "buttress verify out/belarus-2020",
    "buttress verify out/belarus-2020 --case cases/belarus-2020",
)


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder written with --out.", show_default=False)],
    case: Annotated[
        Path | None, typer.Option("--case", metavar="CASE", help="Its case: then some runs are made anew and compared.")
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Check a folder of results: checksums, whole parts, runs in order, tables that match the parts.

    Exit code 1 if something is wrong, 2 if the folder holds no results.
    """
    from buttress.case import load
    from buttress.pipeline.verify import verify

    problems = verify(folder, None if case is None else load(case, as_of))
    if as_json:
        print_json({"folder": str(folder), "problems": problems})
    else:
        for problem in problems:
            typer.echo(problem)
        typer.echo(f"{folder}: {len(problems)} problems" if problems else f"{folder}: whole and as written", err=True)
    if problems:
        raise typer.Exit(1)
