"""What one reporter says of one place and day, as one row: the largest crowd, and all people detained."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from typing import Any

from buttress.intake.account import row_words
from buttress.intake.event_report import EventReport

Key = tuple[dt.date, str, str]


def day_totals(placed: Sequence[tuple[str, EventReport]], account: list[str]) -> list[dict[str, Any]]:
    """A row a day, place and reporter, by day; `place` is an id, or the scope `national` or `rest`.

    Of several rows the largest crowd counts, for occasions of a day share their people, and the sum of those detained.
    Each step that loses something adds a line to the account.
    """
    groups: dict[Key, list[EventReport]] = {}
    for place, report in placed:
        groups.setdefault((report.date, place, report.reporter), []).append(report)
    several = [report.row for same in groups.values() if len(same) > 1 for report in same]
    if several:
        what = "several of one day, place and reporter are one row: the largest crowd, all who were detained"
        account.append(f"{row_words(several)}: {what}")
    open_ended = [each.row for _, each in placed if each.detained_high not in (None, each.detained)]
    if open_ended:
        account.append(f"{row_words(open_ended)}: of a range of people detained the low end counts")
    return [_row(key, same) for key, same in sorted(groups.items(), key=lambda item: tuple(map(str, item[0])))]


def _row(key: Key, same: Sequence[EventReport]) -> dict[str, Any]:
    day, place, reporter = key
    scope = place if place in ("national", "rest") else "place"
    lows = [report.low for report in same if report.low is not None]
    highs = [report.high for report in same if report.high is not None]
    high = max(highs, default=math.inf)
    return {
        "date": day,
        "place": place if scope == "place" else "",
        "scope": scope,
        "crowd_low": _cell(max(lows, default=0.0)),
        "crowd_high": "" if math.isinf(high) else _cell(high),
        "detained": _sum(report.detained for report in same),
        "killed": _sum(report.killed for report in same),
        "injured": _sum(report.injured for report in same),
        "reporter": reporter,
        "published": max(max(report.known for report in same), day),
    }


def _sum(numbers: Iterable[int | None]) -> int | str:
    """The sum of the numbers that are given, as a cell."""
    given = [number for number in numbers if number is not None]
    return sum(given) if given else ""


def _cell(people: float) -> str:
    """A count as a cell; nothing for none, which says as much as a low end of nobody."""
    return str(int(people)) if people > 0 else ""
