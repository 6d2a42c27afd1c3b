"""Who decides: a verdict on each claim, from the comparison and from a second look at what would be decided."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from buttress.case.message import nearest
from buttress.experiment.arm import BASELINE
from buttress.experiment.claims.claim_estimate import ClaimEstimate, estimate_of
from buttress.experiment.claims.names import unknown_measures, unknown_parameters
from buttress.experiment.claims.rule import basis, rule, side
from buttress.experiment.claims.second_look import SCALES, Refit, Rerun, SecondLook, second_look
from buttress.experiment.claims.verdict import Verdict, VerdictWord
from buttress.experiment.comparison import Comparison
from buttress.experiment.error import ExperimentError
from buttress.experiment.measures import BY_NAME

if TYPE_CHECKING:
    from buttress.case import Claim
    from buttress.world import Draws


def judge(
    claims: Sequence[Claim],
    comparison: Comparison,
    draws: Draws,
    *,
    spread: Mapping[str, float],
    refit: Refit | None = None,
    rerun: Rerun | None = None,
) -> list[Verdict]:
    """A verdict on each claim, in order.

    `draws` are those of the comparison; `spread` the posterior spread of each parameter over its prior's. `refit` and
    `rerun` serve the second look at verdicts that would be decided; without them such a verdict stays undetermined.
    Raises ExperimentError for an unknown measure or parameter, or a scenario that was not run.
    """
    for claim, measure in unknown_measures(claims):
        raise ExperimentError(f"claim {claim}: no measure is called {measure!r}{nearest(measure, BY_NAME)}")
    for claim, parameter in unknown_parameters(claims, draws.names):
        raise ExperimentError(f"claim {claim}: no parameter is called {parameter!r}{nearest(parameter, draws.names)}")
    look = second_look(claims, refit, rerun)
    return [_verdict(claim, comparison, estimate_of(claim, comparison, draws), spread, look) for claim in claims]


def with_prior_estimates(
    claims: Sequence[Claim], verdicts: Sequence[Verdict], prior: Comparison, draws: Draws
) -> list[Verdict]:
    """The verdicts as they are, each with its number in `prior`, a comparison on `draws` from the priors."""
    estimates = [estimate_of(claim, prior, draws) for claim in claims]
    return [
        replace(verdict, prior_estimate=_finite(e.estimate), prior_interval_95=(_finite(e.low), _finite(e.high)))
        for verdict, e in zip(verdicts, estimates, strict=True)
    ]


def _verdict(
    claim: Claim,
    comparison: Comparison,
    estimate: ClaimEstimate,
    spread: Mapping[str, float],
    look: SecondLook | None,
) -> Verdict:
    word, note = _decide(claim, comparison, estimate, look)
    return Verdict(
        id=claim.id,
        row=claim.row,
        verdict=word,
        estimate=_finite(estimate.estimate),
        interval_95=(_finite(estimate.low), _finite(estimate.high)),
        basis=basis(claim, spread),
        rule=rule(claim),
        who=claim.who,
        says=claim.says,
        note=note,
        would_change=claim.would_change,
    )


def _decide(
    claim: Claim, comparison: Comparison, estimate: ClaimEstimate, look: SecondLook | None
) -> tuple[VerdictWord, str]:
    """The word, and why it is not more."""
    if claim.structure:
        return "undetermined", "a rule of the model contains the claim, so its runs can't test it"
    silent = [name for name in claim.contrast if name != BASELINE and not comparison.fired(name)]
    if silent:
        return "undetermined", f"{' and '.join(silent)} touched nobody in any run"
    word = side(claim, estimate)
    if word == "undetermined":
        why = "the interval lies on both sides of the bound" if estimate.bounded else "the runs don't reach it"
        return word, why
    if side(claim, estimate.widened) != word:
        return "undetermined", f"{word} by the interval, within the Monte-Carlo error of these runs: ask for more"
    for scale, done in SCALES if claim.rests_on else ():
        if look is None:
            return "undetermined", "not yet looked at with other prior spreads"
        if side(claim, look(claim, scale)) != word:
            return "undetermined", f"{word} under the case's priors, not with the spreads it rests on {done}"
    return word, ""


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
