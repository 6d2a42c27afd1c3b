"""Elasticity of a week's crowd to the last one's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from studies.base_rates.episodes import WeeklyCrowd


@dataclass(frozen=True)
class CrowdElasticity:
    """g in log(next / reference) = g log(last / reference) + noise, over pairs of neighbouring weeks.

    Reference: the first week's crowd (as in the turnout rule), or the episode's mean. `sd` is the noise, `error` the
    standard error of g, by episodes as clusters.
    """

    reference: str
    value: float
    error: float
    sd: float
    pairs: int
    episodes: int


def elasticity(series: Iterable[WeeklyCrowd], reference: str = "first") -> CrowdElasticity:
    """Pooled least squares. Reporters' noise draws g to 0, an unknown level of the wave that differs from the first
    week draws it to 1 (reference "first"), the short series draw it to 0 (reference "mean")."""
    lasts, nexts = [], []
    for weekly in series:
        log_people = np.log(weekly.people)
        log_people = log_people - (log_people[0] if reference == "first" else log_people.mean())
        pairs = weekly.pairs
        if reference == "first":
            pairs = pairs[pairs > 0]
        if pairs.size:
            lasts.append(log_people[pairs])
            nexts.append(log_people[pairs + 1])
    last, after = np.concatenate(lasts), np.concatenate(nexts)
    g = float(last @ after / (last @ last))
    scores = np.array([x @ (y - g * x) for x, y in zip(lasts, nexts, strict=True)])
    error = float(np.sqrt((scores**2).sum()) / (last @ last))
    return CrowdElasticity(reference, g, error, float(np.std(after - g * last)), last.size, len(lasts))


def noiseless_elasticity(series: Iterable[WeeklyCrowd]) -> tuple[float, float, int]:
    """g as the ratio of the second to the first autocovariance, which independent noise of reports leaves alone.

    Pooled over runs of three neighbouring weeks round the first week's crowd; value, standard error, runs.
    """
    two, one = [], []
    for weekly in series:
        log_people = np.log(weekly.people / weekly.people[0])
        starts = np.flatnonzero((np.diff(weekly.weeks)[:-1] == 1) & (np.diff(weekly.weeks)[1:] == 1))
        starts = starts[starts > 0]
        if starts.size:
            two.append(float(log_people[starts + 2] @ log_people[starts]))
            one.append(float(log_people[starts + 1] @ log_people[starts]))
    g = sum(two) / sum(one)
    error = float(np.sqrt(sum((t - g * o) ** 2 for t, o in zip(two, one, strict=True))) / abs(sum(one)))
    return g, error, len(two)


def own_elasticities(series: Iterable[WeeklyCrowd], least_pairs: int = 8) -> Floats:
    """Each episode's least-squares g round its own mean, of those with enough pairs of weeks."""
    found = []
    for weekly in series:
        if weekly.pairs.size >= least_pairs:
            log_people = np.log(weekly.people)
            last, after = log_people[weekly.pairs], log_people[weekly.pairs + 1]
            found.append(float(np.polyfit(last, after, 1)[0]))
    return np.array(found)
