"""The study's findings as tables of text cells."""

from __future__ import annotations

from collections.abc import Sequence

from buttress.case import Case
from studies.results import StudyResults, StudyTable
from studies.updates.occasions import INTERVALS, Judged, held_rows
from studies.updates.week import Estimate, Week

WEEK_COLUMNS = ["as of", "new rows", "reports used", "effective", "how", "pasts, update", "fit"]
WEEK_COLUMNS += ["log-likelihood, update", "fit", "draws worth, update", "fit"]
WEEK_COLUMNS += ["four errors", "further apart", "largest gap"]
OCCASION_COLUMNS = ["reports of", "at", "weeks ahead", "figures", *(f"{p} % hold" for p in INTERVALS), "bias", "error"]


def results(case: Case, weeks: Sequence[Week], found: Sequence[Judged], made_by: str) -> StudyResults:
    """Both tables, and between which days."""
    first, last = case.as_of, weeks[-1].record.as_of
    kinds = {one.id: one.name for one in case.facts.calendar}
    tables = [
        StudyTable("updates", "Weekly updates against full fits", WEEK_COLUMNS, [_week_row(week) for week in weeks]),
        StudyTable(
            "occasions",
            "Reports of single occasions inside the intervals",
            OCCASION_COLUMNS,
            held_rows(found, kinds) if found else [],
        ),
    ]
    intro = [f"{case.facts.title}: {_day(first)} to {_day(last)} {last.year}."]
    return StudyResults(f"Weekly updates of {case.facts.id}: the tables", made_by, intro, tables)


def _week_row(week: Week) -> list[str]:
    record, gap = week.record, week.gap
    row = [_day(record.as_of), str(record.rows), str(record.reports), f"{record.after:.1f}", record.how]
    row += [f"{week.update.simulations:,}", f"{week.fit.simulations:,}" if week.fit else ""]
    row += [_likelihood(week.update), _likelihood(week.fit)]
    row += [f"{week.update.worth:.0f}", f"{week.fit.worth:.0f}" if week.fit else ""]
    if gap is None:
        return [*row, "", "", ""]
    return [*row, f"{gap.four_errors:.2f}", f"{gap.apart} of {gap.unknowns}", f"{gap.largest:.2f}"]


def _likelihood(found: Estimate | None) -> str:
    return "" if found is None else " / ".join(f"{value:.1f}" for value in found.log_likelihoods)


def _day(day: object) -> str:
    return f"{day:%d %B}".lstrip("0")
