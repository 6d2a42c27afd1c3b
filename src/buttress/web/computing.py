"""What the workers call: functions of `pipeline`, with words that can be sent to a process.

The libraries of numbers are imported there alone, so that the server itself is up in half a second.
"""

from __future__ import annotations

from pathlib import Path

from buttress.intake.added_rows import with_added
from buttress.intake.reading import FileReading
from buttress.web.kept_file import KeptFile
from buttress.web.kept_reading import rows_of


def read_kept(kept: KeptFile) -> FileReading:
    """The file read, with the rows added by hand."""
    from buttress.pipeline.read_file import read_file

    return with_added(read_file(kept.path), rows_of(kept))


def keep_forecast(reading: FileReading, archive: Path, language: str) -> str:
    """Forecast the weeks after the last report and keep the forecast; return its name."""
    from buttress.pipeline.archive_forecast import archive_forecast

    return archive_forecast(reading, archive, language=language)
