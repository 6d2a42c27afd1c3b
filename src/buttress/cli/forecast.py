"""`buttress forecast`: who will march and who will be detained in the coming weeks, and what reporters will say.

Of a case, a folder; or of a file of reports alone.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from buttress.cli.forecast_tables import day_in_words, print_forecast
from buttress.cli.options import MOST_RUNS, AsJson, AsOf, Out, Prior, Seed, Workers
from buttress.cli.printing import examples, print_json
from buttress.cli.reading_options import FileAnswers, with_reading_options

EXAMPLES = examples(
    "buttress forecast cases/belarus-2020",
    "buttress forecast cases/belarus-2020 --weeks 4 --reporter viasna --out out/forecast",
    "buttress forecast cases/belarus-2020 --as-of 2020-10-12 --json",
    "buttress forecast reports.csv",
    "buttress forecast liste.csv --column detained=Verhaftet --hubverse",
)
MOST_WEEKS = 26


@with_reading_options
def command(
    case: Annotated[
        Path, typer.Argument(metavar="CASE|FILE", help="The case's folder, or a file of reports.", show_default=False)
    ],
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=MOST_WEEKS, help="Weeks from the fork on.")] = 8,
    reporter: Annotated[
        str | None, typer.Option("--reporter", metavar="ID", help="Print what this reporter will say, all weeks.")
    ] = None,
    runs: Annotated[int, typer.Option("--runs", min=20, max=MOST_RUNS, help="Number of runs.")] = 1000,
    seed: Seed = None,
    workers: Workers = None,
    out: Out = None,
    as_of: AsOf = None,
    prior: Prior = False,
    hubverse: Annotated[
        bool,
        typer.Option(
            "--hubverse", help="Of a file: print the forecast as model output of the hubverse (schema 6.0.0), CSV."
        ),
    ] = False,
    as_json: AsJson = False,
    *,
    answers: FileAnswers,
) -> None:
    """Forecast turnout and detentions by place and occasion, P(in office) by week, and what each reporter will say.

    What happens and what is said of it are apart: reporters differ by factors. Intervals are predictive; all numbers
    are given that he is in office on their day. No place under 100,000 people is forecast. With --out, the same as
    forecast.json and CSV tables.

    Of a file: the week's largest crowd and all detained, as each of its reporters will count them, by place; and how
    such forecasts of its past weeks did. --reporter, --runs, --prior and --workers are for cases; --hubverse and what
    `buttress read` takes are for files. With --out, forecast.json, forecast.xlsx and hubverse/.
    """
    if case.is_file():
        how = "json" if as_json else "hubverse" * hubverse
        _of_file(case, answers, weeks=weeks, seed=seed or 0, out=out, as_of=as_of, how=how)
        return
    if given := [*answers.given(), *["--hubverse"] * hubverse]:
        raise typer.BadParameter(f"{given[0]} is for a file of reports, and {case} is none")
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.pipeline.forecast import forecast

    opened = load(case, as_of)
    with bars() as progress:
        coming = forecast(
            opened,
            weeks,
            runs=runs,
            seed=seed,
            workers=workers,
            prior=prior,
            reporter=reporter,
            out=out,
            progress=progress,
        )
    if as_json:
        print_json(coming.to_json())
        return
    typer.echo(f"{opened.facts.title}, from what was published before {day_in_words(opened.as_of)}\n")
    print_forecast(coming, reporter)
    if not prior:
        for sentence in coming.row_use.sentences():
            typer.echo(sentence)


def _of_file(
    path: Path, answers: FileAnswers, *, weeks: int, seed: int, out: Path | None, as_of: date | None, how: str
) -> None:
    from buttress.cli.file_forecast_tables import print_file_forecast
    from buttress.forecasting.hubverse import hubverse_csv
    from buttress.pipeline.forecast_file import forecast_file

    options = answers.options()
    made = forecast_file(path, weeks, options=options, as_of=as_of, seed=seed, out=out)
    answers.keep(path, options)
    if how == "json":
        print_json(made.to_json())
    elif how == "hubverse":
        typer.echo(hubverse_csv(made.forecast), nl=False)
    else:
        print_file_forecast(made)
