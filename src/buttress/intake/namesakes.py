"""Towns of one name in two regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from buttress.intake.account import AccountDraft
from buttress.intake.event_report import EventReport


def told_apart(reports: Sequence[EventReport], draft: AccountDraft) -> list[EventReport]:
    """The reports, with the region after the name of a place that the file has in two regions or more."""
    regions: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        if report.place and report.region and report.place != report.region:
            regions[report.place].add(report.region)
    namesakes = {place for place, some in regions.items() if len(some) > 1}
    apart = [
        replace(report, place=f"{report.place}, {report.region}")
        if report.region and report.place in namesakes
        else report
        for report in reports
    ]
    names = sorted({new.place for old, new in zip(reports, apart, strict=True) if old.place != new.place})
    if names:
        draft.decide("places of one name", "told apart", "they lie in different regions", names, len(names))
    return apart
