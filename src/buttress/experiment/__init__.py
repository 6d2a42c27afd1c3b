"""Experiments: ensembles, paired comparison with two errors, executors, verdicts on claims.

    compare     scenarios against the baseline in pairs -> Comparison
    run         one scenario -> Ensemble
    judgements  what the evidence makes of a case's claims
    verdicts    the same, joined to runs; `with_prior_estimates` adds what the priors alone say
    recompute   stored blocks made anew, for store.verify

To add a measure: measures/. An executor: executor.py. A daily series: daily.py. Who decides a verdict: claims/judge.py.
"""

from buttress.experiment.arm import BASELINE, READINGS, Arm
from buttress.experiment.claims import (
    Verdict,
    judgements,
    scenarios_of,
    unknown_measures,
    verdicts,
    with_prior_estimates,
)
from buttress.experiment.compare import compare, run
from buttress.experiment.comparison import Comparison
from buttress.experiment.ensemble import Ensemble
from buttress.experiment.error import ExperimentError
from buttress.experiment.measures import HEADLINE, MEASURES, Measure
from buttress.experiment.recompute import recompute
from buttress.experiment.two_errors import MeanEstimate, predictive, two_errors

__all__ = [
    "BASELINE",
    "HEADLINE",
    "MEASURES",
    "READINGS",
    "Arm",
    "Comparison",
    "Ensemble",
    "ExperimentError",
    "MeanEstimate",
    "Measure",
    "Verdict",
    "compare",
    "judgements",
    "predictive",
    "recompute",
    "run",
    "scenarios_of",
    "two_errors",
    "unknown_measures",
    "verdicts",
    "with_prior_estimates",
]
