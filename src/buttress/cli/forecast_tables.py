"""The tables of `buttress forecast`: the next occasions, the weeks, and what reporters will say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from buttress.cli.printing import print_table

if TYPE_CHECKING:
    from buttress.forecasting.casualties import CasualtyForecast
    from buttress.forecasting.forecast import Forecast

BANDS = (("q25", "q75"), ("q10", "q90"), ("q025", "q975"))
HEADS = ("median", "50 %", "80 %", "95 %")
NUMBERS = (1, 2, 3, 4)


def print_forecast(forecast: Forecast, reporter: str | None) -> None:
    """Print a forecast, or with `reporter` only what that reporter will say."""
    if reporter is not None:
        _one_reporter(forecast, reporter)
        return
    _next(forecast)
    _weeks(forecast)
    _casualties(forecast)
    _reporters(forecast)


def _next(forecast: Forecast) -> None:
    """The next main occasion by place; then the others of the week, nationwide."""
    table, main = forecast.truth, forecast.main
    if main is None:
        typer.echo("no main occasion lies ahead in these weeks")
        return
    there = table[(table["date"] == main.date) & (table["kind"] == main.kind)]
    for quantity, what in (("detained", "people detained"), ("turnout", "people out")):
        rows = there[there["quantity"] == quantity]
        print_table(
            f"{forecast.name_of(main.kind)}, {day_in_words(main.date)}: {what}",
            ("place", *HEADS),
            [(forecast.place_name(row["place"]), *_people(row)) for row in rows.to_dict("records")],
            right=NUMBERS,
        )
    others = table[(table["week"] == main.week) & (table["place"] == "") & (table["kind"] != main.kind)]
    if len(others):
        print_table(
            "Other occasions of that week, nationwide",
            ("occasion", *HEADS),
            [(_occasion(forecast, row), *_people(row)) for row in others.to_dict("records")],
            right=NUMBERS,
        )


def _casualties(forecast: Forecast) -> None:
    """People killed and injured, where a reporter counts them."""
    if forecast.casualties:
        print_table(
            "Killed and injured in any one of these weeks, nationwide, as reporters will count them",
            ("reporter", "counted so far", *HEADS),
            [
                (f"{row.reporter}: {row.quantity}", f"{_counted(row)} in {row.weeks} weeks", *_people(dict(row.points)))
                for row in forecast.casualties
            ],
            right=(1, 2, 3, 4, 5),
        )


def _counted(row: CasualtyForecast) -> str:
    """So many people, `3` or `3 to 5`."""
    return f"{row.counted:,}" + (f" to {row.counted_high:,}" if row.counted_high > row.counted else "")


def _weeks(forecast: Forecast) -> None:
    weeks, days = forecast.weekly, [day_in_words(day) for day in forecast.office["date"]]
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
            for day, row in zip(days, forecast.office.to_dict("records"), strict=True)
        ],
        right=NUMBERS,
    )


def _reporters(forecast: Forecast) -> None:
    """What will be said of the next main occasion, at the scope on which each reporter spoke most often."""
    main = forecast.main
    if main is None:
        return
    table = forecast.reports
    there = table[(table["date"] == main.date) & (table["kind"] == main.kind)]
    wide = there.assign(part=there["scope"] != "national")
    often = wide.sort_values(["earlier", "part"], ascending=[False, True], kind="stable")
    often = often.drop_duplicates(["reporter", "quantity"])
    rows = often.sort_values(["quantity", "reporter"], kind="stable").to_dict("records")
    if rows:
        print_table(
            f"What reporters will say of {day_in_words(main.date)}",
            ("reporter", *HEADS),
            [(_who(forecast, row), *_people(row)) for row in rows],
            right=NUMBERS,
        )
    hidden = there.drop(index=often.index)
    if len(hidden):
        where = ", ".join(dict.fromkeys(_where(forecast, row) for row in hidden.to_dict("records")))
        typer.echo(
            f"of other places {len(hidden)} more rows ({where}): --reporter ID shows them, --out writes them to "
            f"forecast_reports.csv\n"
        )


def _one_reporter(forecast: Forecast, reporter: str) -> None:
    rows = forecast.reports[forecast.reports["reporter"] == reporter].to_dict("records")
    if not rows:
        typer.echo(f"{reporter} gave no final number of an occasion before {forecast.as_of}: nothing to forecast from")
        return
    print_table(
        f"What {reporter} will say",
        ("occasion", *HEADS),
        [(f"{_occasion(forecast, row)}, {_where(forecast, row)}", *_people(row)) for row in rows],
        right=NUMBERS,
    )


def _occasion(forecast: Forecast, row: dict[str, Any]) -> str:
    return f"{forecast.name_of(row['kind'])}, {day_in_words(row['date'])}: {row['quantity']}"


def _who(forecast: Forecast, row: dict[str, Any]) -> str:
    return f"{row['reporter']}: {row['quantity']}, {_where(forecast, row)}"


def _where(forecast: Forecast, row: dict[str, Any]) -> str:
    return row["scope"] if row["scope"] == "rest" else forecast.place_name(row["scope"])


def _people(row: dict[str, Any]) -> tuple[str, ...]:
    """Median and intervals, two digits of each number."""
    return (_round(row["q50"]), *(f"{_round(row[low])} to {_round(row[high])}" for low, high in BANDS))


def _round(value: float) -> str:
    whole = round(value)
    digits = len(str(whole))
    return f"{round(whole, 2 - digits) if digits > 2 else whole:,}"


def day_in_words(day: date) -> str:
    """`14 September 2020`."""
    return f"{day.day} {day:%B %Y}"
