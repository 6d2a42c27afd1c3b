"""`buttress monitor`: from a monitor's own file to a page on next week."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from buttress.cli.options import AsOf, Seed
from buttress.cli.printing import examples
from buttress.cli.read import ReportsFile
from buttress.cli.reading_options import FileAnswers, with_reading_options

EXAMPLES = examples(
    "buttress monitor reports.xlsx",
    "buttress monitor liste.csv --column detained=Verhaftet --out monday",
    "buttress monitor informe.ods --language es",
)
FOLDER = Path("monitor")


@with_reading_options
def command(
    file: ReportsFile,
    out: Annotated[Path, typer.Option("--out", help="Folder of the page.")] = FOLDER,
    language: Annotated[
        str, typer.Option("--language", metavar="CODE", help="Language of the page: en, es, fr, ru or uk.")
    ] = "en",
    as_of: AsOf = None,
    seed: Seed = None,
    *,
    answers: FileAnswers,
) -> None:
    """Make the page of next week from a file of reports: people detained and crowds, by city and source.

    Says what it read, writes monitor.html, monitor.pdf and monitor.json into --out, and ends with the page's path. No
    place under 100,000 people is named.
    """
    from buttress.intake.reader import read_reports
    from buttress.monitor.language import Language
    from buttress.pipeline.monitor import monitor

    Language.of(language)  # a code without words is refused before anything is read
    options = answers.options()
    reading = read_reports(file, options).answered()
    answers.keep(file, options)
    typer.echo(f"{reading.account.line()}; buttress read shows each decision")
    paths = monitor(reading, out, as_of=as_of, language=language, seed=seed or 0)
    typer.echo(str(paths[0]))
