"""The four headline cells."""

from __future__ import annotations

from dataclasses import dataclass

from buttress.brief.content.quantity import IntervalEstimate


@dataclass(frozen=True)
class LabelledEstimate:
    """A second number under a headline cell: a label and its estimate."""

    label: str
    estimate: IntervalEstimate


@dataclass(frozen=True)
class HeadlineCell:
    """One of the four headline cells: a label, its number, what stands beside it, and the sources it leans on.

    `estimate` is None where the runs do not reach it.
    """

    label: str
    estimate: IntervalEstimate | None
    beside: tuple[LabelledEstimate, ...] = ()
    sources: tuple[str, ...] = ()
    trace: str = ""
