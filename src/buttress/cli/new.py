"""`buttress new`: a case folder to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from buttress.cli.printing import examples
from buttress.cli.reading_options import FileAnswers, with_reading_options

EXAMPLES = examples(
    "buttress new cases/my-case",
    "buttress new my-belarus --example belarus-2020",
    "buttress new my-case --from reports.xlsx --country Georgia",
)


@with_reading_options
def command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to make; it must not exist.", show_default=False)
    ],
    example: Annotated[
        str | None, typer.Option("--example", metavar="NAME", help="Copy a case that ships with the program.")
    ] = None,
    empty: Annotated[
        bool, typer.Option("--empty", help="The keys that a case needs and no fact; `check` names what to fill in.")
    ] = False,
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Fill in what a file of reports holds; see `buttress read`."),
    ] = None,
    *,
    answers: FileAnswers,
) -> None:
    """Write a new case: a commented blank one that passes `check` and runs, an empty one, a copy of an example, or one
    that is started from a file of reports.
    """
    if sum((example is not None, empty, from_ is not None)) > 1:
        raise typer.BadParameter("give one of --example, --empty and --from")
    if from_ is None and (given := answers.given()):
        raise typer.BadParameter(f"{given[0]} is for a file of reports: --from FILE")
    if from_ is None:
        from buttress.case import new

        new(folder, example=example, empty=empty)
    else:
        from buttress.intake.reader import read_reports
        from buttress.pipeline.new_case import new_case

        options = answers.options()
        reading = read_reports(from_, options)
        answers.keep(from_, options)
        for line in (reading.account.line(), *new_case(folder, reading).account):
            typer.echo(line)
    typer.echo(f"{folder}: written; next: buttress check {folder}")
