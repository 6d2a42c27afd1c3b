"""Running totals among the reports: asked about, and turned into what each day added where the user says so."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from buttress.intake.account import AccountDraft
from buttress.intake.event_report import EventReport
from buttress.intake.reason import WhyNot
from buttress.intake.running_total import increments, running_total

ROLES = ("detained", "killed", "injured")
"""Numbers that are added up over days; crowds are not."""
Key = tuple[str, str, str]


def without_running_totals(
    reports: Sequence[EventReport], answer: str | None, draft: AccountDraft
) -> list[EventReport]:
    """The reports, with what each day added in place of a running total; a guess that is not answered is asked."""
    now = list(reports)
    for role in ROLES:
        series: dict[Key, list[tuple[int, dt.date, int]]] = defaultdict(list)
        for index, report in enumerate(now):
            number = getattr(report, role)
            if number is not None:
                series[report.reporter, report.level, report.place].append((index, report.date, number))
        days: dict[Hashable, list[tuple[dt.date, int]]] = {
            key: [(day, number) for _, day, number in some] for key, some in series.items()
        }
        question = running_total(role, days) if answer != "no" else None
        if question is not None and answer is None:
            draft.questions.append(question)
        elif question is not None:
            grown = {
                index: step
                for key, some in series.items()
                for (index, _, _), step in zip(some, increments(days[key]), strict=True)
            }
            now = [_with(report, role, grown[index]) if index in grown else report for index, report in enumerate(now)]
            draft.decide(f"numbers of {role}", "what each day added", "you said that they are a running total",
                         question.examples, len(grown))  # fmt: skip
    kept = [report for report in now if _holds_a_number(report)]
    for report in now:
        if not _holds_a_number(report):
            draft.leave_out(report.row, WhyNot.RUNNING_TOTAL)
    return kept


def _with(report: EventReport, role: str, number: int | None) -> EventReport:
    if role == "detained":
        return replace(report, detained=number, detained_high=None)
    if role == "killed":
        return replace(report, killed=number, killed_high=None)
    return replace(report, injured=number, injured_high=None)


def _holds_a_number(report: EventReport) -> bool:
    return any(number is not None for number in (report.low, report.detained, report.killed, report.injured))
