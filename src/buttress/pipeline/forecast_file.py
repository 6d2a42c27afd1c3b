"""The coming weeks of a file of reports, and how good such forecasts of the same file were."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from buttress.evaluate.episode_history import EpisodeHistory
from buttress.evaluate.recent_scores import scores_next_week
from buttress.evaluate.track_record import TrackRecord, track_records
from buttress.forecasting.file_forecast import FileForecast, forecast_reports
from buttress.forecasting.hubverse import hub_files
from buttress.forecasting.workbook import workbook
from buttress.intake.episode import episode_of
from buttress.intake.place_sizes import PlaceSize
from buttress.intake.read_options import ReadOptions
from buttress.intake.reading import FileReading
from buttress.mobilisation.weekly_counts import CountForecaster
from buttress.pipeline.read_file import read_file
from buttress.series.aggregate import casualty_series
from buttress.series.early_counts import EarlyCounts, early_counts
from buttress.store.file import write_whole

ORIGINS = 26
"""Past weeks that are forecast anew and judged: half a year."""


@dataclass(frozen=True)
class JudgedForecast:
    """A forecast, the `records` of its targets so far, the account in a line, `sizes` of places, `early` counts."""

    forecast: FileForecast
    records: tuple[TrackRecord, ...]
    read: str
    sizes: Mapping[str, PlaceSize]
    early: tuple[EarlyCounts, ...]

    def to_json(self) -> dict[str, Any]:
        """Rows of the forecast and of the records, in JSON types."""
        return {
            "file": self.forecast.name,
            "read": self.read,
            "rows": self.forecast.rows(),
            "scores": [vars(one) for one in self.records],
            "sizes": [
                {"place": place, "people": size.people, "source": size.source} for place, size in self.sizes.items()
            ],
            "early_counts": [vars(one) for one in self.early],
            "other_places": list(self.forecast.places.others),
            "reports_of_the_running_week": self.forecast.later,
        }

    def record(self, target: str) -> TrackRecord | None:
        """The record of a target, if it has one."""
        return next((one for one in self.records if one.target == target), None)


def forecast_file(
    path: Path,
    weeks: int = 8,
    *,
    options: ReadOptions | None = None,
    as_of: dt.date | None = None,
    seed: int = 0,
    out: Path | None = None,
) -> JudgedForecast:
    """Forecast the weeks after the file's last report, or from that of `as_of` on.

    Places are named by their size in the country of the `options`, or the file's own; without one none is named.
    With `out`, a folder for forecast.json, forecast.xlsx and the files of a hub of the hubverse. Raises IntakeError and
    ForecastError.
    """
    made = forecast_reading(read_file(path, options), weeks, as_of=as_of, seed=seed)
    if out is not None:
        write_whole(out / "forecast.json", (json.dumps(made.to_json(), indent=1, ensure_ascii=False) + "\n").encode())
        write_whole(out / "forecast.xlsx", workbook(made.forecast))
        for name, content in hub_files(made.forecast).items():
            write_whole(out / "hubverse" / name, content)
    return made


def forecast_reading(
    reading: FileReading, weeks: int = 8, *, as_of: dt.date | None = None, seed: int = 0
) -> JudgedForecast:
    """The same of a file that was read. IntakeError if it leaves something open."""
    reports, name = list(reading.answered().reports), episode_of(Path(reading.file))
    sizes = reading.sizes()
    people = {place: size.people for place, size in sizes.items()}
    coming = forecast_reports(name, reports, weeks, as_of=as_of, sizes=people, seed=seed)
    seen = [one for one in reports if one.date < coming.mondays[0]]
    scores = scores_next_week(EpisodeHistory(name, seen), ORIGINS)
    scores += scores_next_week(EpisodeHistory(name, seen, casualty_series), ORIGINS, CountForecaster())
    records = track_records(scores)
    early = tuple(early_counts(name, [one for one in seen if as_of is None or one.known < as_of]))
    return JudgedForecast(coming, tuple(records), reading.account.line(), sizes, early)
