"""JSON lines, or one JSON list of records, as a sheet."""

from __future__ import annotations

import json
from collections.abc import Iterator

from buttress.intake.error import IntakeError, located
from buttress.intake.sheet import Sheet, SheetRow, plain_number
from buttress.intake.text_table import MAX_CELLS, MAX_ROWS, tidy


def json_sheet(name: str, text: str) -> Sheet:
    """A record a row under a header (row 0) of every key; a row's number is its line, or its place in the list."""
    keys: dict[str, int] = {}
    rows: list[SheetRow] = []
    cells_seen = 0
    for number, record in _records(name, text):
        if not isinstance(record, dict):
            raise IntakeError(located(name, number, 'no record; a line like {"date": "2024-11-28", ...} is needed'))
        cells = {keys.setdefault(tidy(key), len(keys)): _cell(value) for key, value in _flat(record).items()}
        cells_seen += len(keys)
        if len(rows) >= MAX_ROWS or cells_seen > MAX_CELLS:
            raise IntakeError(located(name, number, f"more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells"))
        if any(cells.values()):
            rows.append(SheetRow(number, tuple(cells.get(index, "") for index in range(len(keys)))))
    return Sheet("", (SheetRow(0, tuple(keys)), *rows) if rows else (), "records")


def _records(name: str, text: str) -> Iterator[tuple[int, object]]:
    if text.lstrip().startswith("["):
        whole = _parsed(name, None, text)
        yield from enumerate(whole if isinstance(whole, list) else [], 1)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, _parsed(name, number, line)


def _parsed(name: str, line: int | None, text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as reason:
        raise IntakeError(located(name, line, f"broken JSON ({str(reason)[:80]})")) from None


def _flat(record: dict[object, object]) -> dict[str, object]:
    """A record with those inside it one level up: `{"place": {"city": ...}}` has the key `place city`."""
    flat: dict[str, object] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            flat.update({f"{key} {inner}": held for inner, held in value.items()})
        else:
            flat[str(key)] = value
    return flat


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return plain_number(value) if abs(value) < 1e15 else str(value)
    return tidy(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
