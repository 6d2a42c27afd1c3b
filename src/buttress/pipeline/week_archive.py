"""Forecasts of a file kept as they were made, so that what was said of a week stands beside what came.

A forecast is a folder `MONDAY.N` in the archive: the week that it speaks of first, and its number among those of that
week. `archive_forecast` writes it whole, and never again.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = re.compile(r"\d{4}-\d{2}-\d{2}\.\d{1,4}")
DOWNLOADS = ("monitor.pdf", "monitor.html", "forecast.csv", "hubverse.csv", "monitor.json")
"""The files of a kept forecast that are its readers'."""


@dataclass(frozen=True)
class ArchivedWeek:
    """A kept forecast: the Monday that it speaks of first, its number among those of that week, the SHA-256 of its
    file and of the reports read from it, and how many rows they were.
    """

    folder: Path
    monday: str
    number: int
    file: str
    reports: str
    rows: int

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.folder.name

    def page(self) -> dict[str, Any]:
        """The texts of its page as they were made, by the fields of `MonitorPage`."""
        texts: dict[str, Any] = json.loads((self.folder / "page.json").read_text(encoding="utf-8"))
        return texts


@dataclass(frozen=True)
class WhatCame:
    """What was said of a target's first week, and what its reporter said afterwards (None: nothing, or no end)."""

    quantity: str
    reporter: str
    median: float
    half: tuple[float, float]
    nearly_all: tuple[float, float]
    low: float | None
    high: float | None

    @property
    def held(self) -> bool | None:
        """Whether the number that came lies in the interval of nineteen weeks in twenty; None where none came."""
        if self.low is None:
            return None
        high = math.inf if self.high is None else self.high
        return self.nearly_all[0] <= high and self.low <= self.nearly_all[1]


def archived_weeks(archive: Path) -> list[ArchivedWeek]:
    """The kept forecasts, oldest first."""
    if not archive.is_dir():
        return []
    found = [_week(path) for path in archive.iterdir() if NAME.fullmatch(path.name) and (path / "week.json").is_file()]
    return sorted(found, key=lambda week: (week.monday, week.number))


def _week(folder: Path) -> ArchivedWeek:
    kept = json.loads((folder / "week.json").read_text(encoding="utf-8"))
    monday, _, number = folder.name.partition(".")
    return ArchivedWeek(folder, monday, int(number), str(kept["file"]), str(kept["reports"]), int(kept["rows"]))


def what_came(week: ArchivedWeek, weeks: Sequence[ArchivedWeek]) -> list[WhatCame]:
    """What a kept forecast said of its first week, beside what the latest of some kept forecasts knows of that week."""
    said = _courses(week)
    later = _courses(weeks[-1]) if weeks else {}
    found = []
    for (quantity, reporter), course in said.items():
        expected = course["expected"][0]
        low, high = _number_of(later.get((quantity, reporter)), week.monday)
        half, nearly_all = expected["half"], expected["nearly_all"]
        found.append(WhatCame(quantity, reporter, expected["median"], tuple(half), tuple(nearly_all), low, high))
    return found


def _courses(week: ArchivedWeek) -> dict[tuple[str, str], dict[str, Any]]:
    content = json.loads((week.folder / "monitor.json").read_text(encoding="utf-8"))["content"]
    courses = [content["headline"], *content["beside"], *([content["crowd"]] if content["crowd"] else [])]
    return {(course["quantity"], course["reporter"]): course for course in courses}


def _number_of(course: dict[str, Any] | None, monday: str) -> tuple[float | None, float | None]:
    if course is None or monday not in course["mondays"]:
        return None, None
    at = course["mondays"].index(monday)
    return course["low"][at], course["high"][at]
