"""What other contests say of a patron's support and withdrawal, for a case that has one."""

from __future__ import annotations

import math

from buttress.brief.content import ContestEnds, IntervalEstimate, PatronHistory, Unit
from buttress.findings.results import Results
from buttress.world.history import LearnedEffect, history


def patron_history(results: Results) -> PatronHistory | None:
    """Median hazard ratios with 95 % intervals; None without a patron."""
    if "patron" in results.case.facts.off:
        return None
    learned = history()
    return PatronHistory(
        _ratio(learned.support),
        learned.support.acts,
        learned.support.contests,
        _ratio(learned.withdrawal),
        learned.withdrawal.acts,
        learned.withdrawal.contests,
        _ends(learned.support),
        _ends(learned.withdrawal),
    )


def _ends(effect: LearnedEffect) -> ContestEnds:
    return ContestEnds(effect.fell_after_days, effect.stayed_days)


def _ratio(effect: LearnedEffect) -> IntervalEstimate:
    """The prior of a new contest, in hazard ratios."""
    mean, reach = effect.prior.mean, 1.96 * effect.prior.sd
    return IntervalEstimate(math.exp(mean), math.exp(mean - reach), math.exp(mean + reach), Unit.RATIO)
