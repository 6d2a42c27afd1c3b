"""Rows that hold numbers of people but a date that is not understood: asked about, as numbers are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from buttress.intake.account import AccountDraft, row_words
from buttress.intake.cell_kinds import is_amount
from buttress.intake.columns import CountColumn
from buttress.intake.counts import NOT_UNDERSTOOD
from buttress.intake.reason import WhyNot
from buttress.intake.sheet import SheetRow


def ask_of_unread_dates(
    rows: Sequence[SheetRow],
    unknown: Collection[int],
    counts: Sequence[CountColumn],
    left_out: bool,
    draft: AccountDraft,
) -> None:
    """Ask of rows with numbers that are left out for their date alone, unless the user says so of what can't be read.

    `unknown` are rows with words in their date that are not understood. Where the order of day and month is asked,
    nothing can be said of single cells yet.
    """
    if left_out or any(question.answered_by("--dates") for question in draft.questions):
        return
    unread = [
        row.number
        for row in rows
        if row.number in unknown
        and (reason := draft.not_used.get(row.number))
        and reason.why is WhyNot.DATE_NOT_READ
        and any(is_amount(row.cell(one.index), one.role) for one in counts if row.cell(one.index))
    ]
    if unread:
        draft.ask(
            "dates of rows with numbers",
            f"not understood, {row_words(unread)}",
            (f"--missing {NOT_UNDERSTOOD}, which leaves these rows out, or correct the cells",),
            [f"row {number}: {draft.not_used[number]}" for number in unread],
            len(unread),
        )
