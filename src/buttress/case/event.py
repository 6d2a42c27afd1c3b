"""The rows of `events.csv`."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import model_validator

from buttress.case.cell import Whole
from buttress.case.quantity import Id
from buttress.case.row import Row

Scope = Literal["place", "national", "rest"]
Side = Literal["protest", "pro_government"]
Stage = Literal["early", "final", "cumulative", "part"]

NUMBERS = ("crowd_low", "crowd_high", "detained", "killed", "injured", "killed_high", "injured_high")
"""Columns that hold people."""
PLAIN_KINDS = ("strike", "other")
"""Kinds of events beside the occasions of the calendar."""


class Event(Row):
    """A row of `events.csv`: what one reporter said of one crowd, and of people detained, killed and injured there.

    `killed_high` and `injured_high` are the high ends of numbers that have two, or of `up to 50` the only one. These
    four columns may be missing.
    """

    file: ClassVar[str] = "events.csv"
    sorted_by: ClassVar[tuple[str, ...]] = ("date", "kind", "side", "scope", "place", "reporter", "published")
    optional: ClassVar[tuple[str, ...]] = ("killed", "injured", "killed_high", "injured_high")
    place: Id | None = None
    scope: Scope
    side: Side
    kind: Id
    crowd_low: Whole | None = None
    crowd_high: Whole | None = None
    detained: Whole | None = None
    killed: Whole | None = None
    injured: Whole | None = None
    killed_high: Whole | None = None
    injured_high: Whole | None = None
    stage: Stage
    reporter: Id

    @property
    def announced(self) -> bool:
        """Never: what happened is reported afterwards."""
        return False

    @property
    def counts_nobody(self) -> bool:
        """Whether it holds no number of people at all."""
        return all(getattr(self, name) is None for name in NUMBERS)

    @model_validator(mode="after")
    def _meaning(self) -> Event:
        if (self.place is not None) != (self.scope == "place"):
            raise ValueError("'place' is given if and only if the scope is 'place'")
        if self.crowd_low is not None and self.crowd_high is not None and self.crowd_low > self.crowd_high:
            raise ValueError(f"'crowd_low' {self.crowd_low} is above 'crowd_high' {self.crowd_high}")
        for low, high in (("killed", self.killed_high), ("injured", self.injured_high)):
            if high is not None and (getattr(self, low) or 0) > high:
                raise ValueError(f"'{low}' {getattr(self, low)} is above '{low}_high' {high}")
        return self
