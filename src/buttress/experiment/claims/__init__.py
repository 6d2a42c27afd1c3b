"""Verdicts on claims, by rules that stand in the case before any run.

*Supported*: the 95 % interval lies inside the region that the claim asserts, under the case's priors and again with
the prior spreads of what it rests on halved and doubled. *Contradicted*: wholly outside, likewise. Else *undetermined*:
also when the claim is a matter of structure, when a scenario it compares never fired, when the runs don't reach it, or
when the Monte-Carlo error does (an outcome that hangs on the seed alone has an interval of no width).

    names           scenarios, measures and parameters that claims name
    claim_estimate  a claim's number with its interval
    rule            on which side of the region an interval lies; the rule and its basis in words
    second_look     the same number with other prior spreads
    judge           who decides a verdict
    verdict         what is decided
"""

from buttress.experiment.claims.claim_estimate import ClaimEstimate
from buttress.experiment.claims.judge import judge, with_prior_estimates
from buttress.experiment.claims.names import scenarios_of, unknown_measures, unknown_parameters
from buttress.experiment.claims.rule import basis, quantity, rule, side
from buttress.experiment.claims.second_look import SCALES
from buttress.experiment.claims.verdict import Verdict

__all__ = [
    "SCALES",
    "ClaimEstimate",
    "Verdict",
    "basis",
    "judge",
    "quantity",
    "rule",
    "scenarios_of",
    "side",
    "unknown_measures",
    "unknown_parameters",
    "with_prior_estimates",
]
