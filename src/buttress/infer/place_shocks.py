"""Shocks of single places before the fork, drawn given the reports and the rest of a draw.

The sampler integrates them out: its pasts hold none, and reports read their variance. A run of counts needs the shocks
themselves, and shocks drawn from the prior would lead it away from the reports. So each draw gets, occasion by
occasion, one of `CANDIDATES` sets of standard normals, with the weight that the reports of the occasion give it
(sampling, importance, resampling: Rubin 1988). Neglected: what a place's shock does to the crowds that follow.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from buttress.arrays import Floats
from buttress.observe.counted import CountedReports
from buttress.observe.evidence import Evidence
from buttress.observe.past import SimulatedPast
from buttress.observe.reporter import Quantity

CANDIDATES = 64
PARTS: dict[Quantity, str] = {"crowd": "turnout", "detained": "policing"}
"""The part of the shocks that moves each kind of count."""


def place_shocks(
    evidence: Evidence, past: SimulatedPast, values: Mapping[str, Floats], rng: np.random.Generator
) -> dict[str, Floats]:
    """Shocks by part (turnout, policing), (n, occasions, places) in spreads: n pasts, parameters (n,) by name."""
    counted = [each for each in evidence.components if isinstance(each, CountedReports)]
    return {PARTS[component.name]: _given_reports(component, past, values, rng) for component in counted}


def _given_reports(
    component: CountedReports, past: SimulatedPast, values: Mapping[str, Floats], rng: np.random.Generator
) -> Floats:
    shape = component.people(past).shape
    chosen = rng.standard_normal(shape)
    total = _log_weights(component, past, values, chosen)
    for _ in range(CANDIDATES - 1):
        candidate = rng.standard_normal(shape)
        weight = _log_weights(component, past, values, candidate)
        total = np.logaddexp(total, weight)
        # Taken with the chance weight / total so far, so that each of all is the one in proportion to its weight.
        taken = np.log(rng.uniform(size=total.shape)) < weight - total
        chosen[taken] = candidate[taken]
    return chosen


def _log_weights(component: CountedReports, past: SimulatedPast, values: Mapping[str, Floats], shock: Floats) -> Floats:
    """Log probability of the reports of each occasion, (n, occasions), with these shocks of places."""
    spoken = np.unique(np.array([report.occasion for report in component.reports], dtype=np.int64))
    sd, people = np.asarray(values[component.place_sd])[:, None, None], component.people(past).copy()
    people[:, spoken] *= np.exp(sd * shock[:, spoken] - sd**2 / 2)
    known = {**values, component.place_sd: np.zeros(len(past))}
    terms = component.log_terms(component.expect(component.with_people(past, people), known))
    out = np.zeros(people.shape[:2])
    for j, report in enumerate(component.reports):
        out[:, report.occasion] += terms[:, j]
    return np.nan_to_num(out, nan=-np.inf)
