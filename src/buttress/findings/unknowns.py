"""What a brief cannot tell: who disagrees, what is assumed or left to the prior, and how past forecasts did."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from buttress.brief import phrases
from buttress.brief.content import IntervalEstimate, Score, Unit, Unknowns, UnmovedParameter
from buttress.case.contest import Case
from buttress.evaluate.recent_scores import recent_scores
from buttress.evaluate.score_table import BASELINE, BOOTSTRAP_SEED, OURS
from buttress.evaluate.skill import skill
from buttress.findings.assumed import assumed_numbers
from buttress.findings.disagreements import disagreements
from buttress.findings.payments import payment_limits
from buttress.findings.results import Results
from buttress.forecasting.row_use import row_use
from buttress.world.parameters import parameters_of

UNTOUCHED = phrases.NOT_FIRED
"""How a comparison words a change without effect."""
UNMOVED = 0.95
"""Posterior over prior spread above which the evidence left a parameter alone."""
LIMITS = (
    "Truth behind the counts is identified only up to the prior on the reporters’ bias: if all lean one way, so do we.",
    "Chances of being in office are other campaigns’ base rates, moved by our terms; this case can’t test that.",
    "Turnout and detentions are of the path had he stayed in office.",
)


def unknowns(results: Results) -> Unknowns:
    """All that belongs under "what we don't know"."""
    fitted = results.posterior.unknowns
    rests = {name for verdict in results.verdicts for name in verdict.rests_on}
    meaning = {entry.name: entry.doc for entry in parameters_of(results.case.facts)}
    never = tuple(warning for warning in results.answer.warnings if UNTOUCHED in warning)
    return Unknowns(
        disagreements=tuple(disagreements(results)),
        assumed=tuple(sorted(assumed_numbers(results.case.documents["case.yaml"].data), key=lambda row: row.key)),
        unmoved=tuple(
            UnmovedParameter(row.name, meaning.get(row.name, ""), row.ratio)
            for row in sorted(fitted, key=lambda row: (row.name not in rests, -row.ratio, row.name))
            if row.ratio > UNMOVED
        ),
        parameters=len(fitted),
        never_fired=never,
        scores=tuple(_scores(results.case)),
        limits=(
            *LIMITS,
            *payment_limits(results),
            *_sentences(row_use(results.case).sentences()),
            *_sentences(filter(None, [results.posterior.caution()])),
        ),
    )


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    return (f"{text[0].upper()}{text[1:]}." for text in texts)


def _scores(case: Case) -> Iterator[Score]:
    """How forecasts of the weeks that the day shows did, where there are enough of them for an interval."""
    for judged in recent_scores(case):
        ours, rival = judged.scores[OURS], judged.scores[BASELINE]
        gain = skill(ours.crps, rival.crps, judged.lead, BOOTSTRAP_SEED)
        if math.isfinite(gain.value) and all(map(math.isfinite, gain.interval_95)):
            estimate = IntervalEstimate(gain.value, *gain.interval_95, Unit.PERCENT, signed=True)
            yield Score(judged.target, len(judged.weeks), estimate, int(ours.inside[80].sum()))
