"""What the rows of all three CSV files have in common."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from pydantic import model_validator

from buttress.case.quantity import Day, Form, SourceId, Text


class Row(Form):
    """What all rows have; `published` is the first day on which the row could be known.

    `sorted_by`: the columns by which rows are sorted before all others. `optional`: those that a file may lack.
    `how_ahead`: how a row speaks of a day to come, for the message that refuses one.
    """

    file: ClassVar[str]
    sorted_by: ClassVar[tuple[str, ...]]
    optional: ClassVar[tuple[str, ...]] = ()
    how_ahead: ClassVar[str] = ""
    line: int
    date: Day
    published: Day
    source: SourceId
    note: Text | None = None

    @property
    def announced(self) -> bool:
        """Whether the row speaks of a date set beforehand, so that it can be known before its day."""
        raise NotImplementedError

    @property
    def known_from(self) -> dt.date:
        """The last day that the row must have seen to be a report."""
        return self.date

    @model_validator(mode="after")
    def _known_after(self) -> Row:
        if self.published < self.known_from and not self.announced:
            raise ValueError(
                f"published on {self.published}, before its day {self.known_from}; only what is announced can be"
                f"{self.how_ahead}"
            )
        return self


def columns(model: type[Row]) -> list[str]:
    """The columns of the model's file; their order in a file is free."""
    return [name for name in model.model_fields if name != "line"]
