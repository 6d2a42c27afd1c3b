"""A CSV file as row models with line numbers, strictly: known columns, even rows, sound quoting."""

from __future__ import annotations

import csv
import io
from typing import TypeVar

from pydantic import ValidationError

from buttress.case.explain import MAX_MESSAGES, located
from buttress.case.message import CaseError, Message, error, nearest, shown
from buttress.case.rows import Row, columns

MAX_ROWS = 200_000
MAX_FIELD = 10_000
MAX_PARSED = 131_072
"""Letters of a cell beyond which the file counts as broken: a quote that never closes."""
MAX_LINE = 1_000_000
R = TypeVar("R", bound=Row)


def read_rows(model: type[R], text: str) -> list[R]:
    """All rows of the text of the model's file; raises CaseError with up to a hundred located messages."""
    records = _records(model.file, text)
    line, header = records[0]
    _check_header(model, line, header)
    messages: list[Message] = []
    rows: list[R] = []
    for line, cells in records[1:]:
        if len(cells) != len(header):
            messages.append(error(model.file, line, f"{len(cells)} cells where the header has {len(header)}"))
        else:
            _take(model, line, dict(zip(header, cells, strict=True)), rows, messages)
        if len(messages) >= MAX_MESSAGES:
            break
    if messages:
        raise CaseError(messages)
    return rows


def _take(model: type[R], line: int, cells: dict[str, str], rows: list[R], messages: list[Message]) -> None:
    values: dict[str, object] = {key: text.strip() for key, text in cells.items() if text.strip()}
    try:
        rows.append(model.model_validate({**values, "line": line}))
    except ValidationError as reason:
        for message in located(reason, model, model.file, lambda _: line):
            text = message.message.replace("the key '", "the cell '").replace("is missing", "is empty")
            messages.append(Message(message.file, message.line, message.level, text))


def _check_header(model: type[Row], line: int, header: list[str]) -> None:
    names = columns(model)
    needed = [name for name in names if name not in model.optional]
    messages = [
        error(model.file, line, f"unknown column {shown(name)}{nearest(name, names)}")
        for name in header
        if name not in names
    ]
    messages += [
        error(model.file, line, f"the column '{name}' is repeated")
        for name in sorted(set(header))
        if header.count(name) > 1
    ]
    messages += [error(model.file, line, f"the column '{name}' is missing") for name in needed if name not in header]
    if messages:
        raise CaseError(messages)


def _records(name: str, text: str) -> list[tuple[int, list[str]]]:
    """Each record with the line on which it starts; blank lines are skipped."""
    for line, whole in enumerate(io.StringIO(text), start=1):
        if len(whole) > MAX_LINE:
            raise CaseError([error(name, line, f"a line longer than {MAX_LINE} letters")])
    csv.field_size_limit(MAX_PARSED)  # it is one number for the whole process, and readers of other files move it
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[tuple[int, list[str]]] = []
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as reason:
            raise CaseError([error(name, line, f"broken CSV: {reason}")]) from None
        if not cells or not any(cell.strip() for cell in cells):
            continue
        if any(len(cell) > MAX_FIELD for cell in cells):
            raise CaseError([error(name, line, f"a cell is longer than {MAX_FIELD} letters")])
        if len(records) > MAX_ROWS:
            raise CaseError([error(name, line, f"more than {MAX_ROWS} rows")])
        records.append((line, cells))
    return records or [(1, [])]
