"""A file of reports as a list of them, for whoever needs the reports alone."""

from __future__ import annotations

from pathlib import Path

from buttress.intake.event_report import EventReport
from buttress.intake.reader import read_reports


def read_events(path: Path) -> list[EventReport]:
    """Every report of the file, in its order.

    IntakeError: no table, or one that leaves something open; OSError: it can't be opened.
    """
    return list(read_reports(path).answered().reports)
