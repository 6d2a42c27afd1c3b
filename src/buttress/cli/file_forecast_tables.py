"""The tables of `buttress forecast FILE`: next week by reporter and place, the weeks, and how past forecasts did."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from buttress.cli.printing import print_table
from buttress.forecasting.known_series import LONG_ENOUGH, gives_level
from buttress.forecasting.shown_places import OTHER

if TYPE_CHECKING:
    from buttress.pipeline.forecast_file import JudgedForecast

HEADS = ("median", "50 %", "80 %", "95 %")
INTERVALS = ("interval_50", "interval_80", "interval_95")
NUMBERS = (2, 3, 4, 5)
WHAT = {
    "crowd": "people out, the week's largest crowd",
    "detained": "people detained",
    "killed": "people killed",
    "injured": "people injured",
}


def print_file_forecast(made: JudgedForecast) -> None:
    """What was read, next week, the weeks of each reporter, and the record."""
    typer.echo(f"{made.read}; buttress read shows each decision\n")
    rows = made.forecast.rows()
    steady = {one.target for one in made.forecast.targets if gives_level(one.series)}
    for quantity, what in WHAT.items():
        ours = [row for row in rows if row["target"] == quantity and f"{quantity}/{row['reporter']}" in steady]
        if not ours:
            continue
        following = [row for row in ours if row["lead_weeks"] == 1]
        whole = [row for row in ours if not row["place"]]
        print_table(
            f"Week from {_day(made.forecast.mondays[0])}: {what}",
            ("reporter", "place", *HEADS),
            [(row["reporter"], row["place"] or "all", *_people(row)) for row in following],
            right=NUMBERS,
        )
        print_table(
            f"Week by week, all places: {what}",
            ("reporter", "week from", *HEADS),
            [(row["reporter"], _day(date.fromisoformat(row["week"])), *_people(row)) for row in whole],
            right=NUMBERS,
        )
    _records(made)
    _early_counts(made)
    _left_out(made, len({one.target for one in made.forecast.targets}) - len(steady))


def _records(made: JudgedForecast) -> None:
    if made.records:
        print_table(
            "Past forecasts one week ahead",
            ("target", "weeks", "80 % held", "nearer than last week's number", "CRPS", "last week's"),
            [
                (one.target, one.weeks, one.held, one.nearer, f"{one.crps:.2f}", f"{one.crps_last:.2f}")
                for one in made.records
            ],
            right=(1, 2, 3, 4, 5),
        )
    else:
        typer.echo("no reporter gave numbers in six weeks: past forecasts can't be judged")


def _early_counts(made: JudgedForecast) -> None:
    for one in made.early:
        way, yet = ("rose", "rise") if one.ratio >= 1.0 else ("fell", "fall")
        if one.changed:
            typer.echo(
                f"{one.target}: early counts {way} by {abs(one.ratio - 1.0):.0%} on average over {one.weeks} weeks, "
                f"of which {one.changed} changed: the last week may yet {yet}"
            )
        if one.missing:
            typer.echo(f"{one.target}: {one.missing} weeks had no number by the Monday after them")


def _left_out(made: JudgedForecast, few: int) -> None:
    places = made.forecast.places
    if few:
        typer.echo(f"{few} targets with reports of fewer than {LONG_ENOUGH} weeks are in --json alone")
    if places.others:
        together = any(one.place == OTHER for one in made.forecast.targets)
        where = "stand together as other places" if together else "stand in the total alone"
        typer.echo(
            f"{len(places.others)} places of fewer than 100,000 people, or of unknown size, {where}: "
            f"{', '.join(places.others[:6])}{' ...' if len(places.others) > 6 else ''}"
        )
    if made.forecast.later:
        typer.echo(f"{made.forecast.later} reports of the running week or later are not used")


def _people(row: dict[str, Any]) -> tuple[str, ...]:
    return (_round(row["median"]), *(f"{_round(row[name][0])} to {_round(row[name][1])}" for name in INTERVALS))


def _round(value: int) -> str:
    digits = len(str(value))
    return f"{round(value, 2 - digits) if digits > 2 else value:,}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
