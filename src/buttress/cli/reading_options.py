"""Options by which the user of a file says what it does not decide by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from buttress.intake.read_options import ReadOptions

ColumnRoles = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="ROLE=NAME",
        help="What a column holds, by its name or letters: detained=Verhaftet, date=A. May be given several times.",
        show_default=False,
    ),
]
SheetName = Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook to read.")]
Country = Annotated[
    str | None, typer.Option("--country", metavar="NAME", help="The country that the file's places lie in.")
]
Answers = Annotated[
    list[str] | None,
    typer.Option(
        "--answer",
        metavar="QUESTION=VALUE",
        help="An answer to what the file leaves open, as the question names it: dates=day-first.",
        show_default=False,
    ),
]


def read_options(
    column: list[str] | None, sheet: str | None, country: str | None, answer: list[str] | None
) -> ReadOptions:
    """The options together. IntakeError for a form or a name that is not known."""
    from buttress.intake.column_names import ROLES
    from buttress.intake.read_options import ANSWERS, ReadOptions, pairs

    return ReadOptions(
        pairs("--column", column or [], ROLES), sheet, country, pairs("--answer", answer or [], tuple(ANSWERS))
    )
