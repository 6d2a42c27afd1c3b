"""`buttress read`: what the program understands of a file of reports, with the ground of each decision."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from buttress.cli.edge import USER_ERROR
from buttress.cli.options import AsJson
from buttress.cli.printing import examples, print_json, print_table
from buttress.cli.reading_options import FileAnswers, with_reading_options

if TYPE_CHECKING:
    from buttress.intake.account import Account
    from buttress.intake.reading import FileReading

EXAMPLES = examples(
    "buttress read reports.xlsx",
    "buttress read liste.csv --column detained=Verhaftet --json",
    "buttress read book.ods --sheet 2024 --out reports.csv",
)
ReportsFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="A table: CSV, TSV, xlsx, ods or JSON lines.", show_default=False)
]


@with_reading_options
def command(
    file: ReportsFile,
    answers: FileAnswers,
    out: Annotated[Path | None, typer.Option("--out", help="Write the reports to this CSV file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Read a file of reports and say what was understood: each decision, rows not used and why, and the reports as CSV.

    Columns go by their names in a dozen languages, dates and numbers as people write them. What the file does not
    decide is asked for, with the option that decides it, and ends with exit code 2.
    """
    from buttress.pipeline.read_file import read_file

    options = answers.options()
    reading = read_file(file, options)
    if as_json:
        print_json(reading.to_json())
    else:
        _print_account(reading.account)
        if out is None:
            typer.echo("")
            _write_reports(reading, sys.stdout)
    if out is not None:
        with out.open("w", encoding="utf-8", newline="") as stream:
            _write_reports(reading, stream)
    answers.keep(file, options)
    if reading.account.questions:
        raise typer.Exit(USER_ERROR)


def _print_account(account: Account) -> None:
    from buttress.intake.account import first, question_line, row_words

    rows = [(one.what, one.chosen, one.because, "; ".join(one.examples), one.count or "") for one in account.decisions]
    print_table("What was understood", ("what", "chosen", "because", "examples", "count"), rows, right=(4,))
    typer.echo(f"{account.used} of {account.rows} rows used")
    for why, left in account.kinds():
        details = [detail for detail in first(one.reason.detail for one in left) if detail]
        shown = f" ({'; '.join(details)})" if details else ""
        typer.echo(f"not used: {why.value}{shown}: {row_words([one.row for one in left], 12)}")
    for question in account.questions:
        typer.echo(f"not decided: {question_line(question)}")


def _write_reports(reading: FileReading, stream: TextIO) -> None:
    from buttress.intake.reading import COLUMNS, inert

    writer = csv.writer(stream, lineterminator="\n")
    records = reading.records()
    writer.writerow(records[0] if records else COLUMNS)
    for record in records:
        writer.writerow(["" if value is None else inert(value) for value in record.values()])
