"""Options by which the user of a file says what it does not decide: one list, for every command that reads."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

if TYPE_CHECKING:
    from buttress.intake.read_options import ReadOptions

ColumnRoles = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="ROLE=NAME",
        help="What a column holds, by name or letters: detained=Verhaftet, date=A, place=none. May be repeated.",
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
PlaceNames = Annotated[
    list[str] | None,
    typer.Option(
        "--place",
        metavar="WRITTEN=NAME",
        help="A spelling of a place and the name it counts as: Kiyv=Kyiv. May be given several times.",
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
Corrections = Annotated[
    str | None,
    typer.Option(
        "--corrections",
        metavar="YES|NO",
        help="Whether of several rows of one day, place and reporter the last corrects the others, or each counts.",
    ),
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
Sizes = Annotated[
    list[str] | None,
    typer.Option(
        "--size",
        metavar="PLACE=PEOPLE",
        help="People living in a place, if fewer than GeoNames has: Lviv=720000. May be given several times.",
        show_default=False,
    ),
]
SizeList = Annotated[
    Path | None,
    typer.Option("--sizes", metavar="FILE", help="A table of such places and people, two columns.", show_default=False),
]
Keep = Annotated[
    bool,
    typer.Option("--keep", help="Keep what was said of columns and questions in mapping.yaml beside the file."),
]

OPTIONS: dict[str, tuple[Any, Any]] = {
    "column": (ColumnRoles, None),
    "sheet": (SheetName, None),
    "country": (Country, None),
    "dates": (DateOrder, None),
    "decimal": (Decimal, None),
    "missing": (Missing, None),
    "year": (Year, None),
    "running_total": (RunningTotal, None),
    "corrections": (Corrections, None),
    "cells": (WideCells, None),
    "columns": (WideColumns, None),
    "level": (Levels, None),
    "place": (PlaceNames, None),
    "encoding": (Encoding, None),
    "size": (Sizes, None),
    "sizes": (SizeList, None),
    "keep": (Keep, False),
}
"""The type and the default of each option, in the order of --help."""


@dataclass(frozen=True)
class FileAnswers:
    """What the user said of a file, by the names of `OPTIONS`."""

    said: Mapping[str, Any]

    def given(self) -> list[str]:
        """The options that were given, as they are typed."""
        return [f"--{name.replace('_', '-')}" for name, value in self.said.items() if value]

    def options(self) -> ReadOptions:
        """The answers for the reader. IntakeError for a form, a name or a value that is not known."""
        from buttress.intake.column_names import ROLES
        from buttress.intake.read_options import ReadOptions, checked_answers, checked_pairs
        from buttress.intake.size_list import read_size_list, stated_sizes

        answers = dict(self.said)
        columns, levels, places, sizes = (answers.pop(name) or [] for name in ("column", "level", "place", "size"))
        listed = answers.pop("sizes")
        sheet, country, _ = (answers.pop(name) for name in ("sheet", "country", "keep"))
        typed = {
            name.replace("_", "-"): ",".join(answer) if isinstance(answer, list) else answer
            for name, answer in answers.items()
        }
        of_places = {f"level {place}": level for place, level in checked_pairs("--level", levels).items()}
        of_places |= {f"place {written}": name for written, name in checked_pairs("--place", places).items()}
        roles = checked_pairs("--column", columns, ROLES)
        return ReadOptions(
            roles,
            sheet,
            country,
            checked_answers({**typed, **of_places}),
            stated_sizes(sizes),
            read_size_list(listed) if listed else {},
        )

    def keep(self, file: Path, options: ReadOptions) -> None:
        """Write the answers beside the file, where the user asks for it."""
        if self.said["keep"]:
            from buttress.intake.mapping import write_mapping

            typer.echo(f"kept in {write_mapping(file, options)}", err=True)


def with_reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with all of `OPTIONS` where its parameter `answers` stands, which takes them together."""
    hints = get_type_hints(command, include_extras=True)
    parameters: list[inspect.Parameter] = []
    for one in inspect.signature(command).parameters.values():
        shown = OPTIONS if one.name == "answers" else {one.name: (hints[one.name], one.default)}
        parameters += [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
            for name, (kind, default) in shown.items()
        ]

    def called(**values: Any) -> None:
        said = {name: values.pop(name) for name in OPTIONS}
        command(**values, answers=FileAnswers(said))

    called.__doc__ = command.__doc__
    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in parameters}
    return called
