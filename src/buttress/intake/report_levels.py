"""The level of each place given to the reports, and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from buttress.intake.account import AccountDraft
from buttress.intake.event_report import EventReport, Level
from buttress.intake.place_level import place_levels
from buttress.intake.read_options import ReadOptions

ANSWER = "level "
"""What stands before the name of a place in the answers of `ReadOptions`."""


def with_levels(
    reports: Sequence[EventReport], options: ReadOptions, episode: str, draft: AccountDraft
) -> list[EventReport]:
    """The reports, each at the level of its place; what nothing decides is asked. `episode` is the file's name."""
    said = {
        name.removeprefix(ANSWER): cast("Level", level)
        for name, level in options.answers.items()
        if name.startswith(ANSWER)
    }
    levels, questions = place_levels(reports, said, options.country or "", episode)
    draft.questions.extend(questions)
    for one in levels.values():
        if one.told:
            place = one.place or "rows without a place"
            draft.decide(f"level of {place}", one.level, one.because, count=one.count)
    return [
        report
        if report.level != "place" or levels[report.place].level == "place"
        else replace(report, level=levels[report.place].level)
        for report in reports
    ]
