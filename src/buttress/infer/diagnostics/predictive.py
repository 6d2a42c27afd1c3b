"""Does the posterior expect what was reported? Each used report against its predictive distribution.

A report's predictive distribution is the mixture, over the posterior's draws, of what the reporter would then have
said: its expectation plus its noise. `at_most` is the chance of a number at most as large as the one reported (of its
upper bound for "not over", of its lower bound for "more than"), so that a well-fitting model has chances spread over 0
to 1 and a report in the last percent on either side is a surprise; a range is one if all but a percent lies on one side
of it. The draws were fitted to the same reports: this finds misfit, it does not measure forecasts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case
from buttress.infer.diagnostics.resimulation import Resimulation
from buttress.infer.posterior import Posterior
from buttress.observe.counted import CountedReports
from buttress.observe.expected import Expected
from buttress.observe.noise import below

if TYPE_CHECKING:
    import pandas as pd


#: Probabilities of the printed quantiles, and noise points a draw.
QUANTILES, POINTS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975), 9
#: Tails beyond which a report is a surprise.
SURPRISE = 0.01
#: Intervals whose share of reports is told: name, and the ends' place in `QUANTILES`.
INTERVALS = {"50": (2, 4), "80": (1, 5), "95": (0, 6)}


def predictive(case: Case, posterior: Posterior) -> pd.DataFrame:
    """A row a used report: what it says, quantiles of what was expected (people, or a share), chance, surprise."""
    return checked(Resimulation.of(case, posterior))


def checked(replay: Resimulation) -> pd.DataFrame:
    """The same of draws that were run already."""
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for component, expected, _ in replay.each():
        if isinstance(component, CountedReports):
            rows += [_row(replay, component, j, expected) for j in range(len(component.reports))]
    return pd.DataFrame(rows, columns=_COLUMNS)


def coverage(table: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Of the single numbers in a table of `checked`: how many lie within each interval, and how many there are."""
    numbers = table[table.low.notna() & (table.low == table.high)]
    inside = {}
    for name, ends in INTERVALS.items():
        bottom, top = (numbers[column(QUANTILES[end])] for end in ends)
        inside[name] = (int(((numbers.seen >= bottom) & (numbers.seen <= top)).sum()), len(numbers))
    return inside


def column(p: float) -> str:
    """Name of a quantile's column."""
    return f"q{1000 * p:03.0f}"


_COLUMNS = ["line", "date", "reporter", "quantity", "role", "early", "low", "high", "seen"]
_COLUMNS += [*map(column, QUANTILES), "at_most", "surprise"]


def _row(replay: Resimulation, component: CountedReports, j: int, expected: Expected) -> dict[str, Any]:
    report = component.reports[j]
    middle, spread = expected.location[:, j], expected.spread[:, j]
    low, high = component.edges(j)
    edge = high if np.isfinite(high) else low
    tail = float(below((edge - middle) / spread).mean())
    levels = component.natural(j, np.quantile((middle[:, None] + spread[:, None] * _noise()).ravel(), QUANTILES))
    under = float(below((low - middle) / spread).mean()) if np.isfinite(low) else 0.0
    surprise = (tail < SURPRISE and np.isfinite(high)) or under > 1 - SURPRISE
    said = ("line", "reporter", "role", "early", "low", "high")
    row: dict[str, Any] = {name: getattr(report, name) for name in said}
    date = replay.problem.world.occasions[report.occasion].date.isoformat()
    row |= {"date": date, "quantity": component.name, "seen": _seen(component, j, report)}
    row |= {column(p): float(q) for p, q in zip(QUANTILES, levels, strict=True)}
    return row | {"at_most": tail, "surprise": bool(surprise)}


def _seen(component: CountedReports, j: int, report: Any) -> float | None:
    """What was said, on the scale of the quantiles; None for a bound."""
    if report.role == "level":
        return report.figure
    return float(component.natural(j, np.array([component.edges(j)[0]]))[0])


def _noise() -> Floats:
    """Evenly likely points of Student's t of 4 degrees."""
    from scipy.stats import t

    return np.asarray(t.ppf((np.arange(POINTS) + 0.5) / POINTS, 4))
