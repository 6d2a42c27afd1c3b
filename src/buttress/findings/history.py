"""What other contests say of a patron's support and withdrawal."""

from __future__ import annotations

import math
from dataclasses import dataclass

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
    return _times(effect.prior.mean, effect.prior.sd)


@dataclass(frozen=True)
class HistoryRow:
    """An effect of a backer's acts on the hazard of a fall, in ratios: as `learned` from so many acts in so many
    contests, as it is `carried` to a new contest, and by kind of act where one departs from the common effect.
    """

    acts: int
    contests: int
    learned: IntervalEstimate
    carried: IntervalEstimate
    kinds: tuple[tuple[str, IntervalEstimate], ...]


@dataclass(frozen=True)
class OtherContests:
    """What other contests say: so many of them, in so many of which the incumbent fell."""

    source: str
    contests: int
    falls: int
    support: HistoryRow
    withdrawal: HistoryRow


def other_contests() -> OtherContests:
    """What the panel of contests says of any backer, without a case."""
    learned = history()
    return OtherContests(
        learned.source, learned.contests, learned.falls, _row(learned.support), _row(learned.withdrawal)
    )


def _row(effect: LearnedEffect) -> HistoryRow:
    kinds = {"money": effect.deviations.money, "words": effect.deviations.words, "force": effect.deviations.force}
    return HistoryRow(
        effect.acts,
        effect.contests,
        _times(effect.mean, effect.error),
        _ratio(effect),
        tuple((name, _times(deviation.mean, deviation.sd)) for name, deviation in kinds.items()),
    )


def _times(mean: float, sd: float) -> IntervalEstimate:
    """A log ratio as a ratio, with its 95 % interval."""
    return IntervalEstimate(math.exp(mean), math.exp(mean - 1.96 * sd), math.exp(mean + 1.96 * sd), Unit.RATIO)
