"""The brief's tables: a specification each, from which the page, the print and the CSV file are made."""

from __future__ import annotations

from typing import Any

from buttress.brief.content import BriefData
from buttress.brief.tables import answers, courses, limits
from buttress.brief.tables.table import Table, TableSpec, make_table

TABLES: tuple[TableSpec[Any], ...] = (
    answers.HEADLINE,
    answers.PRIOR,
    courses.SURVIVAL,
    courses.TURNOUT,
    courses.REPORTS,
    answers.EFFECTS,
    answers.POLICING,
    answers.READINGS,
    answers.CLAIMS,
    courses.PURSE,
    courses.PROMISES,
    courses.OCCASIONS,
    courses.PLACES,
    limits.DISAGREEMENTS,
    limits.ASSUMED,
    limits.UNMOVED,
    limits.SCORES,
    limits.SOURCES,
)
"""Every table, in the order of the brief."""

OF_THE_PURSE = (courses.PURSE.name, courses.PROMISES.name)
OF_THE_PATRON = (courses.PROMISES.name, answers.READINGS.name)
"""Tables that a case without one has not."""

__all__ = ["TABLES", "Table", "TableSpec", "make_tables"]


def make_tables(data: BriefData) -> tuple[Table, ...]:
    """Every table of one brief, without those of what its case leaves out."""
    left_out = set(OF_THE_PURSE if data.purse is None else ()) | set(OF_THE_PATRON if "patron" in data.off else ())
    return tuple(make_table(spec, data) for spec in TABLES if spec.name not in left_out)
