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
from buttress.observe.counted import CountedReports, Quantity
from buttress.observe.evidence import Evidence
from buttress.observe.past import SimulatedPast

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
    people = component.people(past)
    sd = np.asarray(values[component.place_sd])[:, None, None]
    known = {**values, component.place_sd: np.zeros(len(past))}
    chosen = rng.standard_normal(people.shape)
    total = _log_weights(component, past, known, people * _factor(sd, chosen))
    for _ in range(CANDIDATES - 1):
        candidate = rng.standard_normal(people.shape)
        weight = _log_weights(component, past, known, people * _factor(sd, candidate))
        total = np.logaddexp(total, weight)
        # Taken with the chance weight / total so far, so that each of all is the one in proportion to its weight.
        taken = np.log(rng.uniform(size=total.shape)) < weight - total
        chosen = np.where(taken[:, :, None], candidate, chosen)
    return chosen


def _factor(sd: Floats, shock: Floats) -> Floats:
    return np.exp(sd * shock - sd**2 / 2)


def _log_weights(
    component: CountedReports, past: SimulatedPast, values: Mapping[str, Floats], people: Floats
) -> Floats:
    """Log probability of the reports of each occasion, (n, occasions), with so many people there."""
    moved = component.with_people(past, people)
    terms = component.log_terms(component.expect(moved, values))
    out = np.zeros(people.shape[:2])
    for j, report in enumerate(component.reports):
        out[:, report.occasion] += terms[:, j]
    return np.nan_to_num(out, nan=-np.inf)
