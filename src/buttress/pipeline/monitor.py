"""From a monitor's file to her page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from buttress.intake.reading import FileReading
from buttress.monitor.content import MonitorContent
from buttress.monitor.language import Language
from buttress.monitor.write import write_page
from buttress.pipeline.forecast_file import JudgedForecast, forecast_reading

WEEKS = 8


def monitor(
    reading: FileReading,
    out: Path,
    *,
    as_of: dt.date | None = None,
    language: str = "en",
    seed: int = 0,
) -> list[Path]:
    """Write monitor.html, monitor.pdf and monitor.json of a file that was read, and return their paths, the page first.

    Places are named by their size in the country of the reading.

    Raises IntakeError where the file leaves something open, ForecastError where nothing can be learned from it,
    MonitorError for a language without words.
    """
    words = Language.of(language)
    made = forecast_reading(reading, WEEKS, as_of=as_of, seed=seed)
    return write_page(content_of(reading, made), words, made.forecast.rows(), out)


def content_of(reading: FileReading, made: JudgedForecast) -> MonitorContent:
    """What stands on the page of a file that was read, and of its forecast."""
    return MonitorContent.of(
        made.forecast, made.records, reading.reports, reading.account, country=reading.country, early=made.early
    )
