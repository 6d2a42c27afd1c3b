"""What each reporter has given numbers of before."""

from __future__ import annotations

from buttress.case import Case
from buttress.forecasting.reporter_models import QUANTITIES
from buttress.observe.reporter import Quantity


def earlier_numbers(case: Case) -> dict[tuple[str, Quantity, str, str], int]:
    """How often a reporter gave a final number of (reporter, quantity, scope, kind of occasion) before `as_of`."""
    kinds = {entry.id for entry in case.facts.calendar}
    found: dict[tuple[str, Quantity, str, str], int] = {}
    for row in case.events:
        if row.side != "protest" or row.stage != "final" or row.kind not in kinds:
            continue
        scope = str(row.place if row.scope == "place" else row.scope)
        for quantity in QUANTITIES:
            numbers = (row.detained,) if quantity == "detained" else (row.crowd_low, row.crowd_high)
            if any(number is not None for number in numbers):
                key = (row.reporter, quantity, scope, row.kind)
                found[key] = found.get(key, 0) + 1
    return dict(sorted(found.items()))
