"""Why a measure has no number: the runs end before its day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from buttress.case import Case


def out_of_reach(case: Case, names: Iterable[str]) -> Iterator[str]:
    """A sentence on the measures of `names` whose day lies beyond the horizon; none where all are reached."""
    from buttress.experiment.measures import measure_of

    days = case.facts.horizon_days
    beyond = [name for name in names if (measure_of(name).reach or 0) > days]
    if beyond:
        yield f"no number for {', '.join(beyond)}: the runs end {days} days after the fork (horizon_days)"
