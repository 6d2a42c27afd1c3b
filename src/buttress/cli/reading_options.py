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
SheetName = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook to read, or all.")
]
Country = Annotated[
    str | None, typer.Option("--country", metavar="NAME", help="The country that the file's places lie in.")
]
Levels = Annotated[
    list[str] | None,
    typer.Option(
        "--level",
        metavar="PLACE=LEVEL",
        help="What a place of the file is: Lebanon=place, or country, region, rest. May be given several times.",
        show_default=False,
    ),
]
DateOrder = Annotated[
    str | None, typer.Option("--dates", metavar="ORDER", help="day-first, month-first or year-first.")
]
Decimal = Annotated[str | None, typer.Option("--decimal", metavar="MARK", help="The mark before decimals: . or ,")]
Missing = Annotated[
    list[str] | None,
    typer.Option(
        "--missing",
        metavar="CODE",
        help="The number that stands for not known, such as 99, or none; not-understood: cells that can't be read too. "
        "Several codes stand with commas between them, 99,999, or in several options.",
    ),
]
RunningTotal = Annotated[
    str | None,
    typer.Option("--running-total", metavar="YES|NO", help="Whether the numbers of the file add up from row to row."),
]
WideCells = Annotated[
    str | None,
    typer.Option("--cells", metavar="WHAT", help="What a wide table counts: crowd, detained, killed or injured."),
]
WideColumns = Annotated[
    str | None,
    typer.Option("--columns", metavar="WHAT", help="What a wide table's columns are: places or reporters."),
]
Year = Annotated[
    str | None, typer.Option("--year", metavar="YEAR", help="The year of days that are written without one: 2024.")
]
Encoding = Annotated[str | None, typer.Option("--encoding", metavar="NAME", help="The encoding of a text: cp1251.")]


def read_options(
    roles: list[str] | None,
    sheet: str | None,
    country: str | None,
    levels: list[str] | None,
    **answers: str | list[str] | None,
) -> ReadOptions:
    """The options together, `answers` by their names. IntakeError for a form, a name or a value that is not known."""
    from buttress.intake.column_names import ROLES
    from buttress.intake.read_options import ReadOptions, checked_answers, checked_pairs

    said = {
        name.replace("_", "-"): ",".join(answer) if isinstance(answer, list) else answer
        for name, answer in answers.items()
    }
    of_places = {f"level {place}": level for place, level in checked_pairs("--level", levels or []).items()}
    return ReadOptions(
        checked_pairs("--column", roles or [], ROLES), sheet, country, checked_answers({**said, **of_places})
    )
