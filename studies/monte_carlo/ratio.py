"""The spread of fits against what each of them says of its error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buttress.experiment import MeanEstimate
from studies.results import StudyResults, StudyTable

#: Between these the pooled ratio of variances should lie.
LOW, HIGH = 0.8, 1.25


@dataclass(frozen=True)
class Ratio:
    """Of one measure: the variance of its means over fits, and the mean of the squares of their `mc_se`."""

    measure: str
    observed: float
    stated: float

    @property
    def value(self) -> float:
        """Observed over stated; above 1 a fit states too little."""
        return self.observed / self.stated


def ratios(fits: Sequence[Mapping[str, MeanEstimate]]) -> list[Ratio]:
    """A ratio a measure that all fits have, with an error above 0. Raises ValueError for under two fits."""
    if len(fits) < 2:
        raise ValueError("the spread of fits takes two at least: give --fits 2 or more")
    out = []
    for measure in fits[0]:
        means = np.array([fit[measure].mean for fit in fits])
        stated = float(np.mean([fit[measure].mc_se ** 2 for fit in fits]))
        if np.isfinite(means).all() and stated > 0:
            out.append(Ratio(measure, float(means.var(ddof=1)), stated))
    return out


def pooled(found: Sequence[Ratio]) -> float:
    """The mean ratio over measures."""
    return float(np.mean([each.value for each in found]))


def pooled_error(fits: Sequence[Mapping[str, MeanEstimate]]) -> float:
    """Standard error of the mean ratio, by the jackknife over fits; NaN for two."""
    left_out = [pooled(ratios([*fits[:i], *fits[i + 1 :]])) for i in range(len(fits))] if len(fits) > 2 else [np.nan]
    return float(np.sqrt((len(fits) - 1) * np.var(left_out)))


def results(fits: Sequence[Mapping[str, MeanEstimate]], case: str, made_by: str) -> StudyResults:
    """The table, and what is pooled. Raises ValueError for under two fits."""
    found = ratios(fits)
    rows = [
        [each.measure, f"{np.sqrt(each.observed):.3g}", f"{np.sqrt(each.stated):.3g}", f"{each.value:.2f}"]
        for each in found
    ]
    one = np.sqrt(2 / (len(fits) - 1))
    intro = [
        f"{len(fits)} fits of `{case}`. Pooled over {len(found)} measures the ratio of variances is"
        f" **{pooled(found):.2f}** ± {pooled_error(fits):.2f} ({LOW} to {HIGH} is asked for; the error by the jackknife"
        f" over fits). That of one measure has a standard error of about {one:.2f}, more where draws have a long tail."
    ]
    columns = ["measure", "spread over fits", "stated mc_se", "ratio of variances"]
    table = StudyTable("ratios", "The spread of fits against their stated error", columns, rows)
    return StudyResults("Monte-Carlo errors: the tables", made_by, intro, [table])
