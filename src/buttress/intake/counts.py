"""Columns of people read into numbers: the marks decided from the whole column, words told, the rest left empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from buttress.case.message import shown
from buttress.intake.account import AccountDraft, WordsRead, row_words
from buttress.intake.amount import Amount, read_amount
from buttress.intake.cell_notes import without_notes
from buttress.intake.codes_asked import codes_question
from buttress.intake.column_names import COUNT_ROLES, name_matches, without_people
from buttress.intake.columns import CountColumn
from buttress.intake.missing_codes import is_missing_code
from buttress.intake.number_marks import NumberMarks, decide_marks
from buttress.intake.sheet import SheetRow

MAX_COUNT = 10_000_000_000
NOT_UNDERSTOOD = "not-understood"
"""What `missing` says so that cells which are not understood count as not known."""
_MARKS = "say which is the decimal mark"


@dataclass(frozen=True)
class CountCells:
    """The amounts of one column by the number of the row; rows with an empty cell or one not understood lack."""

    column: CountColumn
    amounts: dict[int, Amount]


@dataclass(frozen=True)
class CountReading:
    """What the user said of all columns of people: the marks of numbers, and codes for not known (or `none`).

    `asked`: codes that are asked about, and left out until then.
    """

    marks: NumberMarks | None = None
    missing: str | None = None
    asked: str = ""


def leaves_empty(missing: str | None) -> bool:
    """Whether the user says of what is not understood that it is not known."""
    return NOT_UNDERSTOOD in _parts(missing)


def _codes(missing: str | None) -> list[str]:
    return [code for code in _parts(missing) if code != NOT_UNDERSTOOD]


def _parts(missing: str | None) -> list[str]:
    return [code.strip() for code in (missing or "").split(",") if code.strip()]


def read_counts(
    column: CountColumn, name: str, rows: Sequence[SheetRow], how: CountReading, draft: AccountDraft
) -> CountCells:
    """Every amount of a column."""
    cells = {row.number: row.cell(column.index) for row in rows if row.cell(column.index)}
    answer = ",".join(_codes(how.missing)) or None
    cells = {number: cell for number, cell in cells.items() if not is_missing_code(cell, how.asked)}
    cells = _without_codes(name, cells, answer, draft)
    marks = how.marks or _marks(name, list(cells.values()), draft)
    amounts: dict[int, Amount] = {}
    faults: list[tuple[int, str, str]] = []
    unknown: list[str] = []
    for number, cell in cells.items():
        try:
            amount = read_amount(cell, marks, column.role)
            if amount is not None and max(amount.low, amount.high or 0) > MAX_COUNT:
                raise ValueError(f"{shown(cell)} is more than {MAX_COUNT:,} people")
            if amount is not None and (other := _other_people(column.role, amount.words, cell)):
                raise ValueError(f"{shown(cell)} speaks of {other}, in a column of {column.role}")
        except ValueError as reason:
            faults.append((number, cell, str(reason)))
        else:
            if amount is None:
                unknown.append(cell)
            else:
                amounts[number] = amount
    _tell_words(name, cells, amounts, draft)
    _tell_notes(name, cells, amounts, draft)
    if unknown:
        draft.decide(
            f"cells of {name}", "not known", "words or marks for a number that is not known", unknown, len(unknown)
        )
    _tell_faults(name, faults, leaves_empty(how.missing), draft)
    return CountCells(column, amounts)


def _without_codes(name: str, cells: dict[int, str], answer: str | None, draft: AccountDraft) -> dict[int, str]:
    """The cells without codes for not known, which the user named."""
    if answer is None:
        return cells
    kept = {number: cell for number, cell in cells.items() if not is_missing_code(cell, answer)}
    if len(kept) < len(cells):
        draft.decide(
            f"cells of {name}", "not known", f"you said that {answer} means so", (answer,), len(cells) - len(kept)
        )
    return kept


def ask_of_codes(
    columns: Sequence[tuple[CountColumn, str]], rows: Sequence[SheetRow], missing: str | None, draft: AccountDraft
) -> str:
    """Ask about numbers of all columns that look like codes for not known; gives those that the user has not named."""
    said = _codes(missing)
    held = [
        (name, [cell for row in rows if (cell := row.cell(column.index))], column.end == "high")
        for column, name in columns
    ]
    question = codes_question(held, said)
    if question is None:
        return ""
    draft.questions.append(question)
    return ",".join(question.examples)


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
        begun = amounts[numbers[0]]
        draft.words.append(WordsRead(kind, begun.low, begun.high, len(of_kind) == 1, len(numbers)))


def _tell_notes(name: str, cells: dict[int, str], amounts: dict[int, Amount], draft: AccountDraft) -> None:
    """Tell what stands beside numbers and was left out."""
    noted = [number for number, amount in amounts.items() if amount.note]
    if noted:
        examples = (f"{cells[number]} = {bounds_in_words(amounts[number])}" for number in noted)
        draft.decide(f"notes in {name}", "left out", "they stand beside the number", examples, len(noted))


def bounds_in_words(amount: Amount) -> str:
    """An amount as `34`, `2,000 to 9,999` or `500 or more`."""
    if amount.high is None:
        return f"{amount.low:,} or more"
    return f"{amount.low:,}" if amount.low == amount.high else f"{amount.low:,} to {amount.high:,}"


def _other_people(role: str, words: str, cell: str) -> str:
    """Another role that the words of a number speak of, in place of the column's own: `30 arrested` of a crowd.

    Those who are counted beside it, `(3 injured)`, are not looked at.
    """
    roles = [match.role for match in name_matches(without_people(words)) if match.role in COUNT_ROLES]
    if not cell.isdecimal():
        main = without_people(without_notes(cell, role).text)
        roles += [match.role for match in name_matches(main) if match.role in COUNT_ROLES[1:]]
    return roles[0] if roles and role not in roles else ""


def _tell_faults(name: str, faults: list[tuple[int, str, str]], left_empty: bool, draft: AccountDraft) -> None:
    """Cells that are not understood are asked about, or left empty where the user says so."""
    if not faults:
        return
    rows = row_words([number for number, _, _ in faults])
    examples = [f"row {number}: {reason}" for number, _, reason in faults]
    if left_empty:
        draft.decide(f"cells of {name}", "left empty", f"not understood, {rows}", examples, len(faults))
    elif all(_MARKS in reason for _, _, reason in faults):
        draft.ask(
            f"numbers of {name}",
            f"thousands or decimals, {rows}",
            ("--decimal ,", "--decimal ."),
            examples,
            len(faults),
        )
    else:
        option = f"--missing {NOT_UNDERSTOOD}, which leaves them empty, or correct the cells"
        draft.ask(f"cells of {name}", f"not understood, {rows}", (option,), examples, len(faults))
