"""Verdicts: what the evidence makes of each claim, joined to the runs of its scenarios."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from buttress.case.message import nearest
from buttress.experiment.arm import BASELINE
from buttress.experiment.claims.claim_estimate import estimate_of
from buttress.experiment.claims.judgement import Judgement
from buttress.experiment.claims.names import unknown_measures, unknown_parameters
from buttress.experiment.claims.restated import restated
from buttress.experiment.claims.rule import rule
from buttress.experiment.claims.verdict import Verdict
from buttress.experiment.comparison import Comparison
from buttress.experiment.error import ExperimentError
from buttress.experiment.measures import BY_NAME

if TYPE_CHECKING:
    from buttress.case import Claim
    from buttress.world import Draws


def refuse_unknown_names(claims: Sequence[Claim], parameters: Sequence[str], scenarios: Collection[str]) -> None:
    """Raises ExperimentError for a measure, a parameter or a scenario that a claim names and that is not there."""
    for claim, measure in unknown_measures(claims):
        raise ExperimentError(f"claim {claim}: no measure is called {measure!r}{nearest(measure, BY_NAME)}")
    for claim, parameter in unknown_parameters(claims, parameters):
        raise ExperimentError(f"claim {claim}: no parameter is called {parameter!r}{nearest(parameter, parameters)}")
    for each in claims:
        for name in each.contrast:
            if name not in scenarios:
                raise ExperimentError(f"claim {each.id}: {name!r} was not run")


def verdicts(
    claims: Sequence[Claim],
    comparison: Comparison,
    draws: Draws,
    judged: Sequence[Judgement],
    own_priors: Collection[str] = (),
    titles: Mapping[str, str] | None = None,
) -> list[Verdict]:
    """A verdict on each claim, in order; `draws` are those of the comparison.

    `own_priors` are the parameters whose prior the case sets: it is said where a claim rests on one. A claim on a
    scenario that never came up stays undetermined. `titles` of scenarios by name are for the words of the rules.
    """
    return [
        _verdict(claim, comparison, draws, judgement, own_priors, rule(claim, titles or {}))
        for claim, judgement in zip(claims, judged, strict=True)
    ]


def with_prior_estimates(
    claims: Sequence[Claim], judged: Sequence[Verdict], prior: Comparison, draws: Draws
) -> list[Verdict]:
    """The verdicts as they are, each with its number in `prior`, a comparison on `draws` from the priors."""
    estimates = [estimate_of(restated(claim), prior, draws) for claim in claims]
    return [
        replace(verdict, prior_estimate=_finite(e.estimate), prior_interval_95=(_finite(e.low), _finite(e.high)))
        for verdict, e in zip(judged, estimates, strict=True)
    ]


def _verdict(
    claim: Claim,
    comparison: Comparison,
    draws: Draws,
    judgement: Judgement,
    own_priors: Collection[str],
    said: str,
) -> Verdict:
    estimate = estimate_of(restated(claim), comparison, draws)
    silent = [name for name in claim.contrast if name != BASELINE and not comparison.fired(name)]
    word, lean, note = judgement.word, judgement.lean, judgement.note
    if silent:
        word, lean, note = "undetermined", "none", f"{' and '.join(silent)} never came up in any run"
    changed = sorted(set(own_priors) & set(judgement.rests_on))
    if changed:
        said = f"the case sets its own prior of {' and '.join(changed)}"
        note = f"{note}; {said}" if note else said
    found, told = judgement.found, judgement.basis != "structure"
    return Verdict(
        id=claim.id,
        row=claim.row,
        verdict=word,
        estimate=_finite(estimate.estimate),
        interval_95=(_finite(estimate.low), _finite(estimate.high)),
        basis=judgement.basis,
        rule=said,
        who=claim.who,
        says=claim.says,
        note=note,
        would_change=claim.would_change,
        p_before=None if found is None else found.before.p,
        p_reports=None if found is None else found.reports.p,
        p_history=None if found is None else found.history.p,
        p_after=None if found is None else found.after.p,
        widened=judgement.widened,
        bayes_factor=found.bayes_factor if found is not None and told else None,
        lean=lean,
        rests_on=judgement.rests_on,
    )


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
