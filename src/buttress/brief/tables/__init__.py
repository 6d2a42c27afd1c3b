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

__all__ = ["TABLES", "Table", "TableSpec", "make_tables"]


def make_tables(data: BriefData) -> tuple[Table, ...]:
    """Every table of one brief."""
    return tuple(make_table(spec, data) for spec in TABLES)
