"""Courses over time: survival by scenario, the fan of turnout with its reports, the purse by week."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from buttress.brief.content import Band, Beside, Curve, Estimate, Fan, Promise, Purse, Report, Unit
from buttress.brief.content import Path as Course
from buttress.experiment import BASELINE
from buttress.findings.results import WEEK, Results, course

if TYPE_CHECKING:
    from buttress.case import Cash, Event

MOST_REPORTERS = 7
"""More than this, and a report's mark shows the kind of reporter instead of its name."""
KINDS = {"official": "officials", "monitor": "monitors", "newsroom": "newsrooms", "organiser": "organisers"}
PROMISED = ("pledged", "rollover", "disbursed")


def curves(results: Results) -> tuple[Curve, ...]:
    """P(in office) by day from the fork on: mean, and the 95 % of paths."""
    named = [(BASELINE, "Baseline"), *((name, results.case.scenarios[name].title) for name in results.answer.scenarios)]
    return tuple(Curve(name, label, _survival(results, name)) for name, label in named)


def _survival(results: Results, scenario: str) -> Course:
    rows = results.daily("survival", scenario=scenario)
    rows = rows[rows["date"] >= results.case.as_of]
    low, high = (tuple(float(value) for value in rows[column]) for column in ("q025", "q975"))
    middle = tuple(float(value) for value in rows["mean"])
    return Course(tuple(rows["date"]), middle, (Band(95, low, high),), Unit.SHARE)


def fan(results: Results) -> Fan:
    """The main occasion nationwide, before and after the fork, with what reporters said of it before."""
    path = course(results.occasions("", "turnout", results.main_kind), Unit.PEOPLE)
    return Fan(results.main_name, path, _reports(results))


def _reports(results: Results) -> tuple[Report, ...]:
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
        Report(
            row.date,
            names[row.reporter],
            None if row.crowd_low is None else float(row.crowd_low),
            None if row.crowd_high is None else float(row.crowd_high),
            row.scope == "national",
            f"events.csv:{row.line}",
        )
        for row in rows
    )


def _names(results: Results, rows: list[Event]) -> dict[str, str]:
    known = {reporter.id: reporter for reporter in results.case.facts.reporters}
    seen = {row.reporter for row in rows}
    if len(seen) <= MOST_REPORTERS:
        return {name: known[name].name for name in seen}
    return {name: KINDS[known[name].kind] for name in seen}


def purse(results: Results) -> Purse:
    """Usable reserves on a day of each week; pay owed and paid at that day's pace."""
    a_week = f"{results.domestic} a week"
    return Purse(
        course(_weekly(results, "usable_m"), Unit.MONEY, results.foreign),
        course(_weekly(results, "owed_m"), Unit.MONEY, a_week, WEEK),
        course(_weekly(results, "paid_m"), Unit.MONEY, a_week, WEEK),
        _promises(results),
        _new_money(results),
    )


def _weekly(results: Results, series: str):  # type: ignore[no-untyped-def]  # pandas has no types
    """Every seventh day, the day before the fork among them."""
    rows = results.daily(series)
    fork = results.baseline.frame.fork
    return rows[(rows["day"] - fork) % WEEK == WEEK - 1]


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


def _new_money(results: Results) -> tuple[Beside, ...]:
    """The part of the pledge that is new money, after what only replaces debt due anyway."""
    pledged = max((float(row.amount_m) for row in results.case.script_cash if row.kind == "pledged"), default=0.0)
    draws = results.posterior.draws
    if not pledged or "loan_refinance_share" not in draws.names:
        return ()
    used = len(np.unique(results.baseline.measures["draw"]))
    fresh = pledged * (1.0 - draws.column("loan_refinance_share")[:used])
    low, high = np.quantile(fresh, [0.025, 0.975])
    estimate = Estimate(float(fresh.mean()), float(low), float(high), Unit.MONEY, money=results.foreign)
    return (Beside(f"new money of the {pledged:,.0f} pledged", estimate),)
