"""`buttress forecast`: who will march and who will be detained in the coming weeks, and what reporters will say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from buttress.cli.options import MOST_RUNS, AsJson, AsOf, CaseFolder, Out, Prior, Seed, Workers
from buttress.cli.printing import examples, print_json, print_table

if TYPE_CHECKING:
    from buttress.forecasting.forecast import Forecast

EXAMPLES = examples(
    "buttress forecast cases/belarus-2020",
    "buttress forecast cases/belarus-2020 --weeks 4 --reporter viasna --out out/forecast",
    "buttress forecast cases/belarus-2020 --as-of 2020-10-12 --json",
)
MOST_WEEKS = 26
BANDS = (("q25", "q75"), ("q10", "q90"), ("q025", "q975"))
HEADS = ("median", "50 %", "80 %", "95 %")
NUMBERS = (1, 2, 3, 4)


def command(
    case: CaseFolder,
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
    as_json: AsJson = False,
) -> None:
    """Forecast turnout and detentions by place and occasion, P(in office) by week, and what each reporter will say.

    What happens and what is said of it are apart: reporters differ by factors. Intervals are predictive; all numbers
    are given that he is in office on their day. No place under 100,000 people is forecast. With --out, the same as
    forecast.json and CSV tables.
    """
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.pipeline.forecast import forecast

    opened = load(case, as_of)
    with bars() as progress:
        found = forecast(
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
        print_json(found.to_json())
        return
    typer.echo(f"{opened.facts.title}, from what was published before {_day(opened.as_of)}\n")
    if reporter is not None:
        _said(found, reporter)
    else:
        _next(found)
        _weeks(found)
        _reporters(found)


def _next(found: Forecast) -> None:
    """The next main occasion by place; then the others of the week, nationwide."""
    table, main = found.truth, found.main
    if main is None:
        typer.echo("no main occasion lies ahead in these weeks")
        return
    there = table[(table["date"] == main.date) & (table["kind"] == main.kind)]
    for quantity, what in (("detained", "people detained"), ("turnout", "people out")):
        rows = there[there["quantity"] == quantity]
        print_table(
            f"{found.name_of(main.kind)}, {_day(main.date)}: {what}",
            ("place", *HEADS),
            [(found.place_name(row["place"]), *_people(row)) for row in rows.to_dict("records")],
            right=NUMBERS,
        )
    others = table[(table["week"] == main.week) & (table["place"] == "") & (table["kind"] != main.kind)]
    if len(others):
        print_table(
            "Other occasions of that week, nationwide",
            ("occasion", *HEADS),
            [
                (f"{found.name_of(row['kind'])}, {_day(row['date'])}: {row['quantity']}", *_people(row))
                for row in others.to_dict("records")
            ],
            right=NUMBERS,
        )


def _weeks(found: Forecast) -> None:
    weeks, days = found.weekly, [_day(day) for day in found.office["date"]]
    for quantity, what in (
        ("detained", "people detained on occasions"),
        ("turnout", "people out, the largest occasion"),
    ):
        rows = weeks[weeks["quantity"] == quantity].to_dict("records")
        print_table(
            f"Week by week, nationwide: {what}",
            ("week to", *HEADS),
            [(days[row["week"]], *_people(row)) for row in rows],
            right=NUMBERS,
        )
    print_table(
        "P(in office) at the end of each week",
        ("week to", "mean", *HEADS[1:]),
        [
            (day, f"{row['mean']:.3f}", *(f"{row[low]:.3f} to {row[high]:.3f}" for low, high in BANDS))
            for day, row in zip(days, found.office.to_dict("records"), strict=True)
        ],
        right=NUMBERS,
    )


def _reporters(found: Forecast) -> None:
    """What will be said of the next main occasion, at the scope on which each reporter spoke most often."""
    main = found.main
    if main is None:
        return
    table = found.reports
    there = table[(table["date"] == main.date) & (table["kind"] == main.kind)]
    wide = there.assign(part=there["scope"] != "national")
    often = wide.sort_values(["earlier", "part"], ascending=[False, True], kind="stable")
    often = often.drop_duplicates(["reporter", "quantity"])
    rows = often.sort_values(["quantity", "reporter"], kind="stable").to_dict("records")
    if rows:
        print_table(
            f"What reporters will say of {_day(main.date)}",
            ("reporter", *HEADS),
            [(_who(found, row), *_people(row)) for row in rows],
            right=NUMBERS,
        )


def _said(found: Forecast, reporter: str) -> None:
    rows = found.reports[found.reports["reporter"] == reporter].to_dict("records")
    if not rows:
        typer.echo(f"{reporter} gave no final number of an occasion before {found.as_of}: nothing to forecast from")
        return
    print_table(
        f"What {reporter} will say",
        ("occasion", *HEADS),
        [
            (
                f"{found.name_of(row['kind'])}, {_day(row['date'])}: {row['quantity']}, {_where(found, row)}",
                *_people(row),
            )
            for row in rows
        ],
        right=NUMBERS,
    )


def _who(found: Forecast, row: dict[str, Any]) -> str:
    return f"{row['reporter']}: {row['quantity']}, {_where(found, row)}"


def _where(found: Forecast, row: dict[str, Any]) -> str:
    return row["scope"] if row["scope"] == "rest" else found.place_name(row["scope"])


def _people(row: dict[str, Any]) -> tuple[str, ...]:
    """Median and intervals, two digits of each number."""
    return (_round(row["q50"]), *(f"{_round(row[low])} to {_round(row[high])}" for low, high in BANDS))


def _round(value: float) -> str:
    whole = round(value)
    digits = len(str(whole))
    return f"{round(whole, 2 - digits) if digits > 2 else whole:,}"


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"
