"""The corners of several claims, searched on draws that are run once for all."""

from __future__ import annotations

from collections.abc import Sequence

from buttress.case import Case
from buttress.experiment.arm import BASELINE
from buttress.experiment.claims.shares import first_of
from buttress.explore.discovery import Crossing, Discovery, WhatIf
from buttress.explore.error import ExploreError
from buttress.infer.posterior import Posterior
from buttress.pipeline.kept_mean_field import KeptMeanField
from buttress.pipeline.posterior import DRAWS
from buttress.pipeline.whatif import crossing_of


def whatif_of_claims(
    case: Case, claims: Sequence[str], *, posterior: Posterior, workers: int
) -> dict[str, WhatIf | ExploreError]:
    """What was found by id of the claim, or why one is not answered."""
    found: dict[str, WhatIf | ExploreError] = {}
    crossings: dict[str, Crossing] = {}
    for name in claims:
        try:
            crossings[name] = crossing_of(case, claim=name, measure=None, scenario=BASELINE, crosses=None)
        except ExploreError as refusal:
            found[name] = refusal
    answers = tuple(crossing.answer for crossing in crossings.values())
    discovery = Discovery(case, first_of(posterior.draws, DRAWS), KeptMeanField(case, workers), answers)
    for name, crossing in crossings.items():
        try:
            found[name] = discovery.what_if(crossing)
        except ExploreError as refusal:
            found[name] = refusal
    return {name: found[name] for name in claims}
