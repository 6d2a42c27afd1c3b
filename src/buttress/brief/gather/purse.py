"""The purse by week: usable reserves, payroll owed and paid, and money promised by lenders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from buttress.brief.content import Band, Beside, Estimate, Path, Promise, Purse, Unit
from buttress.brief.gather.levels import COLUMNS

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.case.rows import Cash
    from buttress.experiment import Comparison, Ensemble
    from buttress.infer.posterior import Posterior

WEEK = 7


def purse(case: Case, comparison: Comparison, posterior: Posterior | None) -> Purse:
    """Weeks counted so that one starts at the fork. Payroll is added up over each week, point by point."""
    base, money = comparison.baseline, case.facts.purse
    return Purse(
        cash=_stock(base, "usable_m", f"{money.foreign_currency} m"),
        owed=_flow(base, "owed_m", f"{money.domestic_currency} m"),
        paid=_flow(base, "paid_m", f"{money.domestic_currency} m"),
        promises=_promises(case, base),
        beside=_new_money(case, posterior),
    )


def _stock(base: Ensemble, series: str, money: str) -> Path:
    points = _points(base, series)
    first = base.frame.fork % WEEK
    return _path(base, {name: values[first::WEEK] for name, values in points.items()}, first, money)


def _flow(base: Ensemble, series: str, money: str) -> Path:
    """Sums over whole weeks. A percentage point of a sum is the sum of points where the days of a week move together,
    as pay does: one day of it is payday, or all days pay the same share."""
    first = base.frame.fork % WEEK
    whole = (base.frame.days - first) // WEEK * WEEK
    sums = {
        name: values[first : first + whole].reshape(-1, WEEK).sum(axis=1)
        for name, values in _points(base, series).items()
    }
    return _path(base, sums, first, money)


def _points(base: Ensemble, series: str) -> dict[str, np.ndarray]:
    table = base.daily
    rows = table[table["series"] == series].sort_values("day")
    names = ["q50", *(name for _, low, high in COLUMNS for name in (low, high))]
    return {name: rows[name].to_numpy(dtype=float) for name in names}


def _path(base: Ensemble, points: dict[str, np.ndarray], first: int, money: str) -> Path:
    dates = tuple(base.frame.date(first + WEEK * week) for week in range(len(points["q50"])))
    bands = tuple(
        Band(wide, tuple(map(float, points[low])), tuple(map(float, points[high]))) for wide, low, high in COLUMNS
    )
    return Path(dates, tuple(map(float, points["q50"])), bands, Unit.MONEY, money)


def _promises(case: Case, base: Ensemble) -> tuple[Promise, ...]:
    """Pledges in force and money paid out by lenders since the trigger, as documents name them."""
    first, last = base.frame.trigger, base.frame.date(base.frame.days - 1)
    rows = [*case.cash, *case.script_cash]
    pledged = [row for row in rows if row.kind == "pledged" and row.basis == "plan" and first <= row.date <= last]
    paid = [row for row in rows if row.kind == "disbursed" and row.basis == "flow" and first <= row.date <= last]
    return tuple(_promise(row, row.kind == "disbursed") for row in [*paid, *pledged])


def _promise(row: Cash, paid: bool) -> Promise:
    return Promise(row.date, row.counterparty or row.kind, float(row.amount_m), f"{row.currency} m", paid, row.source)


def _new_money(case: Case, posterior: Posterior | None) -> tuple[Beside, ...]:
    """What of the pledge is new money, and when the first of it comes, over the draws."""
    pledged = [row for row in case.script_cash if row.kind == "pledged" and row.basis == "plan"]
    if not pledged or posterior is None or "loan_refinance_share" not in posterior.draws.names:
        return ()
    row = max(pledged, key=lambda row: row.amount_m)
    fresh = float(row.amount_m) * (1.0 - posterior.draws.column("loan_refinance_share"))
    days = posterior.draws.column("loan_first_days")
    return (
        Beside(f"New money in the {row.amount_m:,.0f} pledged", _over(fresh, Unit.MONEY, f"{row.currency} m")),
        Beside("First of it after", _over(days, Unit.DAYS)),
    )


def _over(values: np.ndarray, unit: Unit, money: str = "") -> Estimate:
    low, high = np.quantile(values, [0.025, 0.975])
    return Estimate(float(values.mean()), float(low), float(high), unit, money=money)
