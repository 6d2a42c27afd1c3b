"""A file of reports as a list of them, for whoever needs the reports alone."""

from __future__ import annotations

from pathlib import Path

from buttress.intake.event_report import EventReport
from buttress.intake.reader import read_reports


def episode_of(path: Path) -> str:
    """An episode's name: the file's, or its folder's if the file is called `events`."""
    path = path.absolute()
    return path.parent.name or path.stem if path.stem == "events" else path.stem


def read_events(path: Path) -> list[EventReport]:
    """Every report of the file, in its order.

    IntakeError: no table, or one that leaves something open; OSError: it can't be opened.
    """
    return list(read_reports(path).answered().reports)
