"""What is not wrong but should be known before the case is used.

Errors stop the loading; the remarks are softer: numbers that are assumed, reports that contradict each other, money
that doesn't add up, scenarios that change nothing, sources that nothing rests on.
"""

from __future__ import annotations

from buttress.case.contest import Case
from buttress.case.message import Message
from buttress.case.remarks.assumptions import assumed_numbers, later_sources
from buttress.case.remarks.calendar import days_without_a_count_of_detained, places_without_a_report
from buttress.case.remarks.facts import left_out, main_kind, nobody_detains
from buttress.case.remarks.numbers import more_detained_than_out, rows_without_a_number
from buttress.case.remarks.purse import due_beyond_reserves, levels, payroll, residuals, stock
from buttress.case.remarks.reports import conflicts, parts_above_wholes, second_finals
from buttress.case.remarks.unused import idle_scenarios, unread_files, unused_reporters, unused_sources

REMARKS = (
    assumed_numbers,
    later_sources,
    levels,
    residuals,
    stock,
    due_beyond_reserves,
    payroll,
    left_out,
    nobody_detains,
    main_kind,
    conflicts,
    parts_above_wholes,
    second_finals,
    more_detained_than_out,
    rows_without_a_number,
    places_without_a_report,
    days_without_a_count_of_detained,
    idle_scenarios,
    unused_sources,
    unused_reporters,
    unread_files,
)
"""A function a kind of remark; whoever adds one lists it here."""


def check(case: Case) -> list[Message]:
    """All remarks on a case that loads, in the order of files and lines."""
    messages = {message for remarks in REMARKS for message in remarks(case)}
    return sorted(messages, key=lambda message: (message.file, message.line or 0, message.message))
