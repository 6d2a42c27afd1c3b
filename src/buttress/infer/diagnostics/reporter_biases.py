"""What the fit holds of each reporter: how far its numbers stand from the truth, and how far they scatter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from buttress.case import Case
from buttress.infer.posterior import Posterior
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from buttress.infer.unknown import MOVED
from buttress.observe.reporter import STEPS, ReporterParameter

if TYPE_CHECKING:
    import pandas as pd


POINTS = (0.025, 0.5, 0.975)


def biases(case: Case, posterior: Posterior) -> pd.DataFrame:
    """A row an unknown of a reporter or of a kind; steps of a drift are left out.

    `what` is its family; low, median and high are the 2.5, 50 and 97.5 % points of the posterior and of the prior, as
    factors on people (coverage: as a share; noise: the factor of one spread); `ratio` is the posterior's spread over
    the prior's, `moved` whether that is under 0.8; `ground` is what the prior stands on.
    """
    import pandas as pd

    layout = Problem.of(case, Settings()).layout
    names = {reporter.id: reporter.name for reporter in case.facts.reporters}
    ratios = {row.name: row.ratio for row in posterior.reporter_rows}
    rows = []
    for parameter in layout.reporters:
        if parameter.unit == STEPS:
            continue
        column = posterior.reporter_values[:, posterior.reporter_names.index(parameter.name)]
        prior = layout.reporter_prior(parameter.name)
        rows.append(
            {
                "what": _family(parameter),
                "reporter": parameter.reporter or "",
                "name": names.get(parameter.reporter or "", f"all of kind {parameter.kind}"),
                "kind": parameter.kind,
                **_named("", np.quantile(column, POINTS), parameter),
                **_named("prior_", np.array([prior.quantile(p) for p in POINTS]), parameter),
                "ratio": ratios[parameter.name],
                "moved": ratios[parameter.name] < MOVED,
                "ground": parameter.ground,
            }
        )
    return pd.DataFrame(rows, columns=_COLUMNS)


_ENDS = ("low", "median", "high")
_COLUMNS = ["what", "reporter", "name", "kind", *_ENDS, *(f"prior_{end}" for end in _ENDS), "ratio", "moved", "ground"]


def _family(parameter: ReporterParameter) -> str:
    """`bias` of `bias_mvd`."""
    return parameter.name.removesuffix(f"_{parameter.reporter or parameter.kind}")


def _named(prefix: str, points: np.ndarray, parameter: ReporterParameter) -> dict[str, float]:
    at = points if parameter.unit == "share" else np.exp(points)
    return {prefix + end: float(value) for end, value in zip(_ENDS, at, strict=True)}
