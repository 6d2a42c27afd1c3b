"""Verdicts on claims, by rules that stand in the case before any run.

*Supported*: the probability that the claim's region holds its contrast is over 95 %, the evidence moved its odds at
least tenfold, and the same holds with the spreads that it rests on doubled. *Contradicted*: under 5 %, likewise. Else
*undetermined*: also when a rule of the model contains the claim, when a scenario it compares never fired, or when the
runs don't reach it.

    names           scenarios, measures and parameters that claims name
    contrast        a claim's contrast in each draw, and whether its region holds it
    probability     the share of draws that it holds, with its limits
    shares          the same for many claims on the same draws
    screening       what a claim rests on
    opening         the factor on spreads that lets the evidence move a claim
    draw_source     where parameter draws come from
    judgement       four probabilities, the word, the lean and the basis
    judge           who decides
    claim_estimate  a claim's number with its interval, from runs
    restated        claims as scenario minus baseline
    line            what is estimated, and the line it may cross, in words
    rule            the rule in words
    verdict         what is decided, with that number
    verdicts        both joined
"""

from buttress.experiment.claims.claim_estimate import ClaimEstimate
from buttress.experiment.claims.contrast import wanted_by
from buttress.experiment.claims.draw_source import UNOPENED, DrawSource, Opening
from buttress.experiment.claims.judge import judgements
from buttress.experiment.claims.judgement import FourProbabilities, Judgement
from buttress.experiment.claims.line import Estimand
from buttress.experiment.claims.names import lacking, scenarios_of, unknown_measures, unknown_parameters
from buttress.experiment.claims.probability import Probability
from buttress.experiment.claims.restated import restated
from buttress.experiment.claims.rule import rule
from buttress.experiment.claims.shares import Shares
from buttress.experiment.claims.verdict import Verdict
from buttress.experiment.claims.verdicts import refuse_unknown_names, verdicts, with_prior_estimates

__all__ = [
    "UNOPENED",
    "ClaimEstimate",
    "DrawSource",
    "Estimand",
    "FourProbabilities",
    "Judgement",
    "Opening",
    "Probability",
    "Shares",
    "Verdict",
    "judgements",
    "lacking",
    "refuse_unknown_names",
    "restated",
    "rule",
    "scenarios_of",
    "unknown_measures",
    "unknown_parameters",
    "verdicts",
    "wanted_by",
    "with_prior_estimates",
]
