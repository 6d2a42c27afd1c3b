"""Courses over time: survival by scenario, the fan of turnout with its reports, the purse by week."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from buttress.brief.content import (
    Band,
    BandedSeries,
    Curve,
    Fan,
    IntervalEstimate,
    LabelledEstimate,
    Promise,
    PurseByWeek,
    ReportRow,
    Unit,
)
from buttress.experiment import BASELINE
from buttress.findings.results import BANDS, WEEK, Results, course

if TYPE_CHECKING:
    from buttress.case import Cash, Event

AHEAD_WEEKS = 12
MOST_REPORTERS = 7
OTHERS = "others"
COLUMNS = ("q50", *(name for _, low, high in BANDS for name in (low, high)))
PROMISED = ("pledged", "rollover", "disbursed")


def curves(results: Results) -> tuple[Curve, ...]:
    """P(in office) by day from the fork on: mean, and the 95 % of paths."""
    named = [(BASELINE, "Baseline"), *((name, results.case.scenarios[name].title) for name in results.answer.scenarios)]
    return tuple(Curve(name, label, _survival(results, name)) for name, label in named)


def _survival(results: Results, scenario: str) -> BandedSeries:
    """A value belongs to the end of its day, so the curve starts with certainty at the start of the first."""
    rows = results.daily("survival", scenario=scenario)
    rows = rows[rows["date"] >= results.case.as_of]
    dates = (results.case.as_of, *(day + timedelta(days=1) for day in rows["date"]))
    middle, low, high = ((1.0, *(float(value) for value in rows[column])) for column in ("mean", "q025", "q975"))
    return BandedSeries(dates, middle, (Band(95, low, high),), Unit.SHARE)


def fan(results: Results) -> Fan:
    """The main occasion nationwide, to twelve weeks after the fork, with what reporters said of it before."""
    rows = results.occasions("", "turnout", results.main_kind)
    rows = rows[rows["day"] < results.baseline.frame.fork + WEEK * AHEAD_WEEKS]
    path = course(rows, Unit.PEOPLE)
    return Fan(results.main_name, path, _reports(results))


def _reports(results: Results) -> tuple[ReportRow, ...]:
    capital = {place.id for place in results.case.facts.places if place.capital}
    rows = [
        row
        for row in results.case.events
        if row.kind == results.main_kind
        and row.side == "protest"
        and row.stage == "final"
        and (row.crowd_low is not None or row.crowd_high is not None)
        and (row.scope == "national" or row.place in capital)
    ]
    names = _names(results, rows)
    return tuple(
        ReportRow(
            row.date,
            names[row.reporter],
            None if row.crowd_low is None else float(row.crowd_low),
            None if row.crowd_high is None else float(row.crowd_high),
            row.scope == "national",
            results.explain(row.date, row.place or ""),
        )
        for row in rows
    )


def _names(results: Results, rows: list[Event]) -> dict[str, str]:
    """Reporters by name; beyond the most frequent ones, they share a mark."""
    often = [name for name, _ in Counter(row.reporter for row in rows).most_common(MOST_REPORTERS)]
    return {known.id: known.name if known.id in often else OTHERS for known in results.case.facts.reporters}


def purse(results: Results) -> PurseByWeek:
    """Weeks counted so that one starts at the fork: usable reserves on its first day, pay owed and paid in it."""
    return PurseByWeek(
        _stock(results, "usable_m"),
        _flow(results, "owed_m"),
        _flow(results, "paid_m"),
        _promises(results),
        _new_money(results),
    )


def _stock(results: Results, series: str) -> BandedSeries:
    rows = results.daily(series)
    return course(rows[(rows["day"] - results.baseline.frame.fork) % WEEK == 0], Unit.MONEY, results.foreign)


def _flow(results: Results, series: str) -> BandedSeries:
    """Sums over whole weeks. A point of a sum is the sum of points where the days of a week move together, as pay
    does: either one of them is payday, or all of them pay the same share."""
    rows = results.daily(series)
    week = (rows["day"] - results.baseline.frame.fork) // WEEK
    sums = rows.groupby(week).agg({"date": "first", "day": "size", **dict.fromkeys(COLUMNS, "sum")})
    return course(sums[sums["day"] == WEEK], Unit.MONEY, results.domestic)


def _promises(results: Results) -> tuple[Promise, ...]:
    """Money of lenders that documents before the fork, or of its day, name: a line a promise."""
    facts = results.case.facts
    begin, end = facts.trigger.date, results.case.horizon
    found: dict[tuple[date, str], Cash] = {}
    for row in [*results.case.cash, *results.case.script_cash]:
        mine = row.kind in PROMISED and row.basis in ("flow", "plan") and begin <= row.date < end
        if mine and facts.patron.name.casefold() in (row.counterparty or "").casefold():
            found.setdefault((row.date, row.kind), row)
    return tuple(
        Promise(
            row.date,
            f"{row.counterparty}: {row.kind}",
            float(row.amount_m),
            f"{row.currency} m",
            row.kind == "disbursed",
            row.source,
        )
        for row in sorted(found.values(), key=lambda row: row.date)
    )


def _new_money(results: Results) -> tuple[LabelledEstimate, ...]:
    """The part of the pledge that does not only replace debt due anyway, and when the first of it comes."""
    pledged = max((float(row.amount_m) for row in results.case.script_cash if row.kind == "pledged"), default=0.0)
    draws = results.posterior.draws
    if not pledged or "loan_refinance_share" not in draws.names:
        return ()
    used = len(np.unique(results.baseline.measures["draw"]))
    fresh = pledged * (1.0 - draws.column("loan_refinance_share")[:used])
    first = draws.column("loan_first_days")[:used]
    return (
        LabelledEstimate(f"New money in the {pledged:,.0f} pledged", _over(fresh, Unit.MONEY, results.foreign)),
        LabelledEstimate("The first of it comes after", _over(first, Unit.DAYS)),
    )


def _over(values: np.ndarray, unit: Unit, money: str = "") -> IntervalEstimate:
    """Mean and 95 % interval over draws."""
    low, high = np.quantile(values, [0.025, 0.975])
    return IntervalEstimate(float(values.mean()), float(low), float(high), unit, money=money)
