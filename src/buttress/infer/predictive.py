"""Does the posterior expect what was reported? Each used report against its predictive distribution.

A report's predictive distribution is the mixture, over the posterior's draws, of what the reporter would then have
said: its expectation plus its noise. `at_most` is the chance of a number at most as large as the one reported (of its
upper bound for "not over", of its lower bound for "more than"), so that a well-fitting model has chances spread over 0
to 1 and a report in the last percent on either side is a surprise. The draws were fitted to the same reports: this
finds misfit, it does not measure forecasts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from buttress.observe.crowd import CrowdReports
from buttress.observe.detained import DetainedReports
from buttress.observe.noise import below

if TYPE_CHECKING:
    import pandas as pd

    from buttress.infer.posterior import Posterior

Floats = NDArray[np.float64]

#: Probabilities of the printed quantiles, and noise points a draw.
QUANTILES, POINTS = (0.025, 0.1, 0.5, 0.9, 0.975), 9
#: Tails beyond which a report is a surprise.
SURPRISE = 0.01


def predictive(case: Any, posterior: Posterior) -> pd.DataFrame:
    """A row a used report: what it says, quantiles of what was expected (people, or a share), chance, surprise."""
    import pandas as pd

    from buttress.infer.posterior import Problem, Settings

    problem = Problem.of(case, Settings())
    past = problem.simulate(posterior.draws.values, posterior.draws.shocks)
    values = problem.layout.by_name(posterior.draws.values, posterior.reporter_values)
    rows: list[dict[str, Any]] = []
    for component in problem.evidence.components:
        if isinstance(component, CrowdReports | DetainedReports):
            seen = component.see(past, values)
            for j, report in enumerate(component.reports):
                day = problem.world.occasions[report.occasion].date
                numbers = _of(component, j, seen.middle[:, j], seen.spread[:, j])
                rows.append(_row(component.name, day.isoformat(), report, numbers))
    return pd.DataFrame(rows)


def _of(component: CrowdReports | DetainedReports, j: int, middle: Floats, spread: Floats) -> dict[str, Any]:
    low, high = component.edges(j)
    edge = high if np.isfinite(high) else low
    tail = float(below((edge - middle) / spread).mean())
    points = _noise()
    mixture = (middle[:, None] + spread[:, None] * points).ravel()
    levels = component.natural(j, np.quantile(mixture, QUANTILES))
    bounded = np.isfinite(low) and np.isfinite(high)
    surprise = (tail < SURPRISE and np.isfinite(high)) or (tail > 1 - SURPRISE and (bounded or not np.isfinite(high)))
    return {"quantiles": levels, "at_most": tail, "surprise": bool(surprise)}


def _row(name: str, day: str, report: Any, numbers: dict[str, Any]) -> dict[str, Any]:
    row = {
        "line": report.line,
        "date": day,
        "reporter": report.reporter,
        "quantity": name,
        "role": report.role,
        "low": report.low,
        "high": report.high,
    }
    row |= {f"q{1000 * p:03.0f}": float(q) for p, q in zip(QUANTILES, numbers["quantiles"], strict=True)}
    return row | {"at_most": numbers["at_most"], "surprise": numbers["surprise"]}


def _noise() -> Floats:
    """Evenly likely points of Student's t of 4 degrees."""
    from scipy.stats import t

    return np.asarray(t.ppf((np.arange(POINTS) + 0.5) / POINTS, 4))
