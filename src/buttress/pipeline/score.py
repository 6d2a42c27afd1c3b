"""Forecasts of past weeks, each made from what was known before it, scored against plain rivals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from buttress.case import Case
from buttress.evaluate.score import Scored, score_case, score_files
from buttress.experiment.progress import Progress, silent
from buttress.pipeline.workers import cores


def score(case: Case, *, workers: int | None = None, progress: Progress | None = None) -> Scored:
    """Score the forecasts of a case; `.rows` holds a row for each target, model and lead. Raises ScoreError."""
    return score_case(case, workers=workers or cores(), progress=progress or silent)


def score_events(
    files: Sequence[Path], *, leave_one_out: bool = False, workers: int | None = None, progress: Progress | None = None
) -> Scored:
    """Score the forecasts of the series in one or more events files. Raises IntakeError and ScoreError.

    With `leave_one_out` the prior of each file is learned from the others.
    """
    return score_files(files, workers=workers or cores(), progress=progress or silent, leave_one_out=leave_one_out)
