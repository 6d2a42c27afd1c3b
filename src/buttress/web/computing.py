"""What the worker calls: functions of `pipeline`, with words that can be sent to a process."""

from __future__ import annotations

from pathlib import Path

from buttress.intake.reading import FileReading


def keep_forecast(reading: FileReading, archive: Path, language: str) -> str:
    """Forecast the weeks after the last report and keep the forecast; return its name."""
    from buttress.pipeline.archive_forecast import archive_forecast

    return archive_forecast(reading, archive, language=language)
