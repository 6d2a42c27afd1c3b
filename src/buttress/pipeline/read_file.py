"""A file of reports read, with what its weeks tell of early counts in the account."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from buttress.intake.account import Decision
from buttress.intake.episode import episode_of
from buttress.intake.read_options import ReadOptions
from buttress.intake.reader import read_reports
from buttress.intake.reading import FileReading
from buttress.series.early_counts import EarlyCounts, early_counts


def read_file(path: Path, options: ReadOptions | None = None) -> FileReading:
    """The reading of a file. Raises IntakeError, or OSError where it can't be opened."""
    reading = read_reports(path, options)
    told = tuple(map(_decision, early_counts(episode_of(path), reading.reports)))
    return replace(reading, account=replace(reading.account, decisions=(*reading.account.decisions, *told)))


def _decision(found: EarlyCounts) -> Decision:
    way = "rose" if found.ratio >= 1.0 else "fell"
    because = f"mean of {found.weeks} weeks but the last; {found.changed} changed after the Monday that followed"
    late = (f"{found.missing} weeks had no number by then",) if found.missing else ()
    chosen = f"{way} by {abs(found.ratio - 1.0):.0%} on average" if found.changed else "did not change"
    return Decision(f"early counts of {found.target}", chosen, because, late, found.weeks)
