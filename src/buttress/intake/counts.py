"""Columns of people read into numbers: the marks decided from the whole column, words told, the rest left empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from buttress.intake.account import AccountDraft, row_words
from buttress.intake.amount import Amount, read_amount
from buttress.intake.columns import CountColumn
from buttress.intake.missing_codes import is_missing_code, missing_codes
from buttress.intake.number_marks import NumberMarks, decide_marks
from buttress.intake.sheet import SheetRow

MAX_COUNT = 10_000_000_000
NOT_UNDERSTOOD = 0.1
"""The share of a column's cells above which it is asked about, not read around."""


@dataclass(frozen=True)
class CountCells:
    """The amounts of one column by the number of the row; rows with an empty cell or one not understood lack."""

    column: CountColumn
    amounts: dict[int, Amount]


@dataclass(frozen=True)
class CountReading:
    """What the user said of all columns of people: the marks of numbers, and codes for not known (or `none`)."""

    marks: NumberMarks | None = None
    missing: str | None = None


def read_counts(
    column: CountColumn, name: str, rows: Sequence[SheetRow], how: CountReading, draft: AccountDraft
) -> CountCells:
    """Every amount of a column."""
    cells = {row.number: row.cell(column.index) for row in rows if row.cell(column.index)}
    # The high ends of 100 to 999 and of 1,000 to 9,999 are no codes.
    answer = how.missing or ("none" if column.end == "high" else None)
    cells = _without_codes(name, cells, answer, draft)
    marks = how.marks or _marks(name, list(cells.values()), draft)
    amounts: dict[int, Amount] = {}
    faults: dict[str, list[tuple[int, str]]] = {}
    unknown: list[str] = []
    for number, cell in cells.items():
        try:
            amount = read_amount(cell, marks)
            if amount is not None and max(amount.low, amount.high or 0) > MAX_COUNT:
                raise ValueError(f"more than {MAX_COUNT:,} people")
        except ValueError as reason:
            faults.setdefault(_kind(str(reason), cell), []).append((number, cell))
        else:
            if amount is None:
                unknown.append(cell)
            else:
                amounts[number] = amount
    _tell_words(name, cells, amounts, draft)
    if unknown:
        draft.decide(
            f"cells of {name}", "not known", "words or marks for a number that is not known", unknown, len(unknown)
        )
    _tell_faults(name, faults, len(cells), draft)
    return CountCells(column, amounts)


def _without_codes(name: str, cells: dict[int, str], answer: str | None, draft: AccountDraft) -> dict[int, str]:
    """The cells without codes for not known, which the user named; what looks like one is asked about."""
    if answer is None:
        question = missing_codes(name, cells.values())
        if question is not None:
            draft.questions.append(question)
        return cells
    kept = {number: cell for number, cell in cells.items() if not is_missing_code(cell, answer)}
    if len(kept) < len(cells):
        draft.decide(
            f"cells of {name}", "not known", f"you said that {answer} means so", (answer,), len(cells) - len(kept)
        )
    return kept


def _marks(name: str, cells: list[str], draft: AccountDraft) -> NumberMarks:
    marks, because = decide_marks(cells)
    held = [cell for cell in cells if any(mark in cell for mark in ".,")]
    if held and marks.thousands:
        draft.decide(f"numbers of {name}", f"'{marks.thousands}' between thousands", because, held, len(held))
    return marks


def _tell_words(name: str, cells: dict[int, str], amounts: dict[int, Amount], draft: AccountDraft) -> None:
    """Tell what each kind of words was taken for, the commonest first."""
    kinds: dict[str, list[int]] = {}
    for number, amount in amounts.items():
        if amount.words:
            kinds.setdefault(amount.words, []).append(number)
    for kind, numbers in sorted(kinds.items(), key=lambda item: -len(item[1])):
        of_kind = {(amounts[number].low, amounts[number].high) for number in numbers}
        # One meaning for all of them (`several thousand`), or one for each number (`about 500`).
        chosen = bounds_in_words(amounts[numbers[0]]) if len(of_kind) == 1 else "number by number"
        examples = (f"{cells[number]} = {bounds_in_words(amounts[number])}" for number in numbers)
        draft.decide(f"words of {name}", chosen, f"'{kind}'", examples, len(numbers))


def bounds_in_words(amount: Amount) -> str:
    """An amount as `34`, `2,000 to 9,999` or `500 or more`."""
    if amount.high is None:
        return f"{amount.low:,} or more"
    return f"{amount.low:,}" if amount.low == amount.high else f"{amount.low:,} to {amount.high:,}"


def _kind(reason: str, cell: str) -> str:
    """The reason without the cell, so that equal faults are told once."""
    return reason.replace(f"'{cell}'", "").strip(" :;,") or "not understood"


def _tell_faults(name: str, faults: dict[str, list[tuple[int, str]]], cells: int, draft: AccountDraft) -> None:
    """A few cells that are not understood are left empty and told; many are asked about."""
    total = sum(len(found) for found in faults.values())
    for kind, found in faults.items():
        rows = row_words([number for number, _ in found])
        examples = [f"row {number}: {cell[:40]}" for number, cell in found]
        if total > max(1, cells * NOT_UNDERSTOOD):
            option = "write numbers there or leave the cells empty"
            draft.ask(f"cells of {name}", f"not understood ({kind}), {rows}", (option,), examples, len(found))
        else:
            draft.decide(f"cells of {name}", "left empty", f"not understood ({kind}), {rows}", examples, len(found))
