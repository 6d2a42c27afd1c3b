"""Reserve levels, and the periods from one to the next with what their known flows leave unexplained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from buttress.case.cash import Cash
from buttress.case.flows import FOREIGN, SIGN, Days, net_flow, spread
from buttress.case.payments import minor_units


@dataclass(frozen=True)
class Period:
    """From one reserve level to the next; all money in foreign minor units."""

    start: date
    end: date
    opening: int
    flows: dict[str, int]
    residual: int
    closing: int
    closed: bool
    line: int

    @property
    def gross_flows(self) -> int:
        """Known flows that moved the reserves, in either direction, added up."""
        return sum(abs(amount) for kind, amount in self.flows.items() if SIGN[kind])


def opening_levels(cash: Iterable[Cash], currency: str) -> list[Cash]:
    """One reserve level a day, the first published, in the order of days; `cash` in canonical order."""
    levels: dict[date, Cash] = {}
    for row in cash:
        if row.kind == "reserve_level" and row.basis == "level" and row.currency == currency:
            levels.setdefault(row.date, row)
    return sorted(levels.values(), key=lambda row: row.date)


def close_periods(levels: list[Cash], foreign: dict[str, Days], first: date, as_of: date) -> list[Period]:
    """Fill the residual of each period between two levels, and list the periods."""
    net = net_flow(foreign)
    periods: list[Period] = []
    opening = minor_units(levels[0].amount_m)
    for index, level in enumerate(levels):
        following = levels[index + 1] if index + 1 < len(levels) else None
        end = following.date if following is not None else as_of
        low, high = (level.date - first).days, (end - first).days
        expected = opening + int(net[low:high].sum())
        closing = minor_units(following.amount_m) if following is not None else expected
        foreign["residual"][low:high] = spread(closing - expected, high - low)
        periods.append(
            Period(
                start=level.date,
                end=end,
                opening=opening,
                flows={kind: int(foreign[kind][low:high].sum()) for kind in FOREIGN},
                residual=closing - expected,
                closing=closing,
                closed=following is not None,
                line=(following or level).line,
            )
        )
        opening = closing
    return periods
