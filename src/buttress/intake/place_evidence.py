"""What the numbers say of a place: is it as large as its parts together, on the days when both are reported?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from buttress.intake.event_report import EventReport

Number = Callable[[EventReport], float | None]
MEASURES: tuple[Number, ...] = (lambda report: report.detained, lambda report: report.low)


@dataclass(frozen=True)
class PlaceEvidence:
    """On so many `days` a place and others are both reported; on `below` of them it is smaller than their sum.

    On `equal` days it is their sum exactly, of two places or more. Others are reported on `others` days in all.
    """

    days: int
    below: int
    equal: int
    others: int
    example: str

    @property
    def share_below(self) -> float:
        """The share of days on which the place is smaller than the others together."""
        return self.below / self.days if self.days else 0.0


def compare(place: str, parts: Iterable[str], reports: Sequence[EventReport]) -> PlaceEvidence:
    """A place against the sum of its possible parts: reporter by reporter, else day by day with each one's largest.

    Numbers are the low ends. A place's "over 500" is no evidence that it is smaller than 600.
    """
    others = frozenset(parts) - {place}
    by_reporter = _evidence(place, others, reports, lambda report: report.reporter)
    return by_reporter if by_reporter.days else _evidence(place, others, reports, lambda report: "")


def _evidence(
    place: str, others: frozenset[str], reports: Sequence[EventReport], voice: Callable[[EventReport], str]
) -> PlaceEvidence:
    days: set[object] = set()
    below: dict[object, str] = {}
    equal: set[object] = set()
    elsewhere: set[object] = set()
    for number in MEASURES:
        sums: dict[tuple[object, str], dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
        for report in reports:
            value = number(report)
            if value is not None and (report.place == place or report.place in others):
                by_reporter = sums[(report.date, voice(report))][report.place]
                by_reporter[report.reporter] = by_reporter.get(report.reporter, 0.0) + value
        for key, there in sums.items():
            totals = {name: max(by_reporter.values()) for name, by_reporter in there.items()}
            whole = totals.pop(place, None)
            parts = sum(totals.values())
            if parts > 0:
                elsewhere.add(key)
            if whole is None or parts == 0:
                continue
            days.add(key)
            if whole < parts:
                below.setdefault(key, f"{key[0]}: {whole:,.0f}, the others {parts:,.0f}")
            elif whole == parts and len([one for one in totals.values() if one]) > 1:
                equal.add(key)
    return PlaceEvidence(
        len(days), len(below), len(equal - below.keys()), len(elsewhere), next(iter(below.values()), "")
    )
