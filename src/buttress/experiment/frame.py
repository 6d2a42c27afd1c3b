"""The frame of an ensemble: what its columns are about. The same for all scenarios of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.world import World

GONE_TRADE_DAYS = 5
"""Usable reserves under so many days of usual trade in foreign currency are gone. It is the prior median of
`fx_scarce`, at which the bank turns half of its buyers away: the pace of reserves then tells of rationing."""


@dataclass(frozen=True)
class Frame:
    """Days are counted from the trigger (day 0); `fork` is the day of `as_of`, `days` their number.

    `enforcer` is the index of the first enforcing pillar (of the first pillar, if none enforces). `occasion_kinds` and
    `occasion_days` go together; `main` is the main kind; `off` are the parts that the case leaves out; usable reserves
    of `reserves_gone` minor units or less are gone.
    """

    trigger: date
    fork: int
    days: int
    places: tuple[str, ...]
    pillars: tuple[str, ...]
    enforcer: int
    occasion_days: tuple[int, ...]
    occasion_kinds: tuple[str, ...]
    main: str
    off: tuple[str, ...] = ()
    reserves_gone: float = 0.0

    @classmethod
    def of(cls, case: Case, world: World) -> Frame:
        """The frame of a case's worlds."""
        facts = case.facts
        enforcers = [index for index, pillar in enumerate(facts.pillars) if pillar.role == "enforcer"]
        return cls(
            trigger=facts.trigger.date,
            fork=int(world.fork),
            days=int(world.days),
            places=tuple(place.id for place in facts.places),
            pillars=tuple(pillar.id for pillar in facts.pillars),
            enforcer=enforcers[0] if enforcers else 0,
            occasion_days=tuple(int(occasion.day) for occasion in world.occasions),
            occasion_kinds=tuple(occasion.name for occasion in world.occasions),
            main=facts.main_kind.id,
            off=facts.off,
            reserves_gone=GONE_TRADE_DAYS * float(world.structure["fx_trade_day"]),
        )

    def date(self, day: int) -> date:
        """The date of a day."""
        return self.trigger + timedelta(days=day)

    def week(self, day: int) -> int:
        """Weeks since the fork, from 0; the days before it have negative weeks."""
        return (day - self.fork) // 7

    def occasions(self, first: int, last: int, kind: str | None = None) -> np.ndarray:
        """Indices of the occasions from `first` to `last` days after the fork, both included, of a kind or of all."""
        days = np.array(self.occasion_days, dtype=np.int64) - self.fork
        chosen = (days >= first) & (days <= last)
        if kind is not None:
            chosen &= np.array([name == kind for name in self.occasion_kinds], dtype=bool)
        return np.flatnonzero(chosen)
