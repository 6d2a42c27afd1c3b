"""What other contests say of a backer's acts."""

from __future__ import annotations

from dataclasses import dataclass

from buttress.brief.content.quantity import IntervalEstimate


@dataclass(frozen=True)
class ContestEnds:
    """Days from a backer's first act of a side to the end of each contest, where the incumbent fell and where not."""

    fell: tuple[int, ...] = ()
    stayed: tuple[int, ...] = ()


@dataclass(frozen=True)
class PatronHistory:
    """Hazard of the incumbent's fall just after an act over that without it, as it carries to a new contest: with the
    doubts of selection and of what differs between contests. `_acts` and `_contests` are what it was learned from."""

    support: IntervalEstimate
    support_acts: int
    support_contests: int
    withdrawal: IntervalEstimate
    withdrawal_acts: int
    withdrawal_contests: int
    support_ends: ContestEnds = ContestEnds()
    withdrawal_ends: ContestEnds = ContestEnds()
