"""The purse by week: usable reserves, pay owed and paid, and what lenders promised."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from buttress.brief.content import BandedSeries, LabelledEstimate, Promise, PurseByWeek, Unit
from buttress.findings.quantiles import BANDS, banded_series, draw_estimate
from buttress.findings.results import WEEK, Results

if TYPE_CHECKING:
    from buttress.case import Cash

QUANTILES = ("q50", *(name for _, low, high in BANDS for name in (low, high)))
PROMISED = ("pledged", "rollover", "disbursed")


def purse_by_week(results: Results) -> PurseByWeek | None:
    """Weeks counted so that one starts at the fork: usable reserves on its first day, pay owed and paid in it.

    None for a case without a purse, or with one of which nothing is shown.
    """
    facts = results.case.facts
    paying = facts.purse is not None and bool(facts.pillars)
    if facts.foreign is None and not paying:
        return None
    return PurseByWeek(
        None if facts.foreign is None else _stock(results, "usable_m"),
        _flow(results, "owed_m") if paying else None,
        _flow(results, "paid_m") if paying else None,
        _promises(results),
        _new_money(results),
    )


def _stock(results: Results, series: str) -> BandedSeries:
    rows = results.daily(series)
    return banded_series(rows[(rows["day"] - results.baseline.frame.fork) % WEEK == 0], Unit.MONEY, results.foreign)


def _flow(results: Results, series: str) -> BandedSeries:
    """Sums over whole weeks. A point of a sum is the sum of points where the days of a week move together, as pay
    does: either one of them is payday, or all of them pay the same share."""
    rows = results.daily(series)
    week = (rows["day"] - results.baseline.frame.fork) // WEEK
    sums = rows.groupby(week).agg({"date": "first", "day": "size", **dict.fromkeys(QUANTILES, "sum")})
    return banded_series(sums[sums["day"] == WEEK], Unit.MONEY, results.domestic)


def _promises(results: Results) -> tuple[Promise, ...]:
    """Money of lenders that documents before the fork, or of its day, name: a line a promise."""
    facts = results.case.facts
    if facts.patron is None:
        return ()
    begin, end = facts.trigger.date, results.case.horizon
    promises: dict[tuple[date, str], Cash] = {}
    for row in [*results.case.cash, *results.case.script_cash]:
        promised = row.kind in PROMISED and row.basis in ("flow", "plan") and begin <= row.date < end
        if promised and facts.patron.name.casefold() in (row.counterparty or "").casefold():
            promises.setdefault((row.date, row.kind), row)
    return tuple(
        Promise(
            row.date,
            f"{row.counterparty}: {row.kind}",
            float(row.amount_m),
            f"{row.currency} m",
            row.kind == "disbursed",
            row.source,
        )
        for row in sorted(promises.values(), key=lambda row: row.date)
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
        LabelledEstimate(f"New money in the {pledged:,.0f} pledged", draw_estimate(fresh, Unit.MONEY, results.foreign)),
        LabelledEstimate("The first of it comes after", draw_estimate(first, Unit.DAYS)),
    )
