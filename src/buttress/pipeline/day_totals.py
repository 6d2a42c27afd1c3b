"""What one reporter says of one place and day, as one row: the largest crowd, and all people detained."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
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
    for quantity in ("detained", "killed", "injured"):
        _tell_ranges(placed, quantity, account)
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
        "detained": _sum(same, "detained"),
        **_ends(same, "killed"),
        **_ends(same, "injured"),
        "reporter": reporter,
        "published": max(max(report.known for report in same), day),
    }


def _tell_ranges(placed: Sequence[tuple[str, EventReport]], quantity: str, account: list[str]) -> None:
    """Tell what is lost of numbers with two ends: of those killed and injured a case keeps both."""
    reports = [report for _, report in placed]
    ranges = [each for each in reports if getattr(each, f"{quantity}_high") is not None]
    upper = [each.row for each in ranges if not getattr(each, quantity)]
    if quantity == "detained" or any(math.isinf(getattr(each, f"{quantity}_high")) for each in ranges):
        rows = [each.row for each in ranges if each.row not in upper]
        if rows:
            account.append(f"{row_words(rows)}: of a range of people {quantity} the low end counts")
    if upper and quantity == "detained":
        account.append(f"{row_words(upper)}: an upper end of people detained alone is no number")


def _sum(same: Sequence[EventReport], quantity: str) -> int | str:
    """The sum of the numbers that are given, as a cell; `up to 50` gives none."""
    given = [
        number
        for report in same
        if (number := getattr(report, quantity)) is not None and (number or getattr(report, f"{quantity}_high") is None)
    ]
    return sum(given) if given else ""


def _ends(same: Sequence[EventReport], quantity: str) -> dict[str, int | str]:
    """Both ends of the sum, the high one where it is another and finite."""
    given = [report for report in same if getattr(report, quantity) is not None]
    highs = [getattr(report, f"{quantity}_high") for report in given]
    low = _sum(same, quantity)
    high = sum(getattr(report, quantity) if end is None else end for report, end in zip(given, highs, strict=True))
    told = any(end is not None for end in highs) and not math.isinf(high)
    return {quantity: low, f"{quantity}_high": int(high) if told else ""}


def _cell(people: float) -> str:
    """A count as a cell; nothing for none, which says as much as a low end of nobody."""
    return str(int(people)) if people > 0 else ""
