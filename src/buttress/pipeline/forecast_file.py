"""The coming weeks of a file of reports, and how good such forecasts of the same file were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from buttress.evaluate.episode_history import EpisodeHistory
from buttress.evaluate.recent_scores import scores_next_week
from buttress.evaluate.track_record import TrackRecord, track_records
from buttress.forecasting.file_forecast import FileForecast, forecast_reports
from buttress.intake.episode import episode_of
from buttress.intake.events_file import read_events

ORIGINS = 26
"""Past weeks that are forecast anew and judged: half a year."""


@dataclass(frozen=True)
class JudgedForecast:
    """A forecast beside the `records` of its targets so far."""

    forecast: FileForecast
    records: tuple[TrackRecord, ...]

    def to_json(self) -> dict[str, Any]:
        """Rows of the forecast and of the records, in JSON types."""
        return {
            "file": self.forecast.name,
            "rows": self.forecast.rows(),
            "scores": [vars(one) for one in self.records],
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
    as_of: dt.date | None = None,
    sizes: Mapping[str, int | None] | None = None,
    seed: int = 0,
) -> JudgedForecast:
    """Forecast the weeks after the file's last report, or from that of `as_of` on.

    Raises IntakeError and ForecastError.
    """
    reports, name = read_events(path), episode_of(path)
    coming = forecast_reports(name, reports, weeks, as_of=as_of, sizes=sizes, seed=seed)
    seen = [one for one in reports if one.date < coming.mondays[0]]
    records = track_records(scores_next_week(EpisodeHistory(name, seen), ORIGINS))
    return JudgedForecast(coming, tuple(records))
