"""A forecast made of a file that was read, and kept in the archive of its weeks."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from buttress.forecasting.file_forecast import FileForecast
from buttress.forecasting.hubverse import hubverse_csv
from buttress.intake.reading import FileReading, inert
from buttress.monitor.language import Language
from buttress.monitor.page import make_page
from buttress.monitor.write import write_page
from buttress.pipeline.forecast_file import forecast_reading
from buttress.pipeline.monitor import WEEKS, content_of
from buttress.pipeline.week_archive import archived_weeks
from buttress.store.file import digest, file_digest, write_whole
from buttress.store.version import code_version


def archive_forecast(reading: FileReading, archive: Path, *, language: str = "en", seed: int = 0) -> str:
    """Forecast the weeks after the last report and keep the forecast; return the name under which it stands.

    Reports from which a forecast was kept before, in that language, give that one. Raises IntakeError, ForecastError.
    """
    sizes = sorted(reading.stated_sizes.items())
    reports = digest(repr((reading.answered().reports, reading.country, sizes, language, seed)).encode())
    for week in archived_weeks(archive):
        if week.reports == reports:
            return week.name
    words = Language.of(language)
    made = forecast_reading(reading, WEEKS, seed=seed)
    content = content_of(reading, made)
    archive.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(dir=archive, prefix=".", suffix=".partial"))
    try:
        write_page(content, words, made.forecast.rows(), partial)
        page = json.dumps(asdict(make_page(content, words)), ensure_ascii=False) + "\n"
        kept = {
            "file": file_digest(Path(reading.file)),
            "reports": reports,
            "rows": reading.account.used,
            "program": code_version(),
        }
        write_whole(partial / "page.json", page.encode())
        write_whole(partial / "hubverse.csv", hubverse_csv(made.forecast).encode())
        write_whole(partial / "forecast.csv", forecast_csv(made.forecast).encode())
        write_whole(partial / "week.json", (json.dumps(kept, indent=1) + "\n").encode())
        return _placed(partial, archive, made.forecast.mondays[0].isoformat())
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def _placed(partial: Path, archive: Path, monday: str) -> str:
    """The partial folder under the next number of its week."""
    number = max((week.number for week in archived_weeks(archive) if week.monday == monday), default=0) + 1
    name = f"{monday}.{number}"
    os.chmod(partial, 0o755)
    os.rename(partial, archive / name)
    return name


def forecast_csv(forecast: FileForecast) -> str:
    """A row a target, place and week, with median, mean and both ends of each interval."""
    out = io.StringIO()
    rows = [_flat(row) for row in forecast.rows()]
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _flat(row: dict[str, Any]) -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, value in row.items():
        if isinstance(value, (list, tuple)):
            flat |= {f"{name}_low": value[0], f"{name}_high": value[1]}
        else:
            flat[name] = "" if value is None else inert(value)
    return flat
