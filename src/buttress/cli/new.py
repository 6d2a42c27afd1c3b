"""`buttress new`: a case folder to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from buttress.cli.printing import examples

EXAMPLES = examples(
    "buttress new cases/my-case",
    "buttress new my-belarus --example belarus-2020",
)


def command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to make; it must not exist.", show_default=False)
    ],
    example: Annotated[
        str | None, typer.Option("--example", metavar="NAME", help="Copy a case that ships with the program.")
    ] = None,
) -> None:
    """Write a new case: a commented blank one that passes `check` and runs, or a copy of an example."""
    from buttress.case import new

    new(folder, example=example)
    typer.echo(f"{folder}: written; next: buttress check {folder}")
