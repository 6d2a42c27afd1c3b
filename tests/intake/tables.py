"""Small tables for tests of the reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from buttress.intake.read_options import ReadOptions
from buttress.intake.reader import read_reports
from buttress.intake.reading import FileReading


def wrote(folder: Path, text: str | bytes, name: str = "reports.csv") -> Path:
    """A file of the text."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(folder: Path, text: str | bytes, name: str = "reports.csv", **options: Any) -> FileReading:
    """A text, read."""
    return read_reports(wrote(folder, text, name), ReadOptions(**options))


def rows(reading: FileReading, *columns: str) -> list[tuple[object, ...]]:
    """The columns of every report; IntakeError if something is left open."""
    return [tuple(record[column] for column in columns) for record in reading.answered().records()]
