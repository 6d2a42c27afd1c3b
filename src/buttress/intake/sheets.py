"""Every sheet of a file, whatever program wrote it."""

from __future__ import annotations

from pathlib import Path

from buttress.intake.account import AccountDraft
from buttress.intake.error import IntakeError, located
from buttress.intake.json_lines import json_sheet
from buttress.intake.sheet import Sheet
from buttress.intake.text_encoding import ANSWER, decode
from buttress.intake.text_table import text_sheet
from buttress.intake.workbook import workbook_sheets

MAX_BYTES = 100_000_000
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OTHER_KINDS = {
    b"%PDF": "a PDF; copy its table into a spreadsheet",
    b"PAR1": "a Parquet file; save it as CSV",
    b"\x1f\x8b": "compressed with gzip; unpack it first",
    b"Rar!": "a RAR archive; unpack it first",
    b"7z\xbc\xaf": "a 7z archive; unpack it first",
    b"\x89PNG": "a picture; a table of text is needed",
    b"\xff\xd8\xff": "a picture; a table of text is needed",
    b"{\\rtf": "a text document; copy its table into a spreadsheet",
    b"<!DOC": "a web page; copy its table into a spreadsheet",
    b"<html": "a web page; copy its table into a spreadsheet",
}


def read_sheets(path: Path, answers: dict[str, str], draft: AccountDraft) -> tuple[Sheet, ...]:
    """The sheets of a file, in its order, each with a row at least. IntakeError, or OSError of the system."""
    name = str(path)
    if path.is_dir():
        hint = f"; did you mean {path / 'events.csv'}?" if (path / "events.csv").is_file() else ""
        raise IntakeError(located(name, None, f"a folder, where a table is needed{hint}"))
    if path.stat().st_size > MAX_BYTES:
        raise IntakeError(located(name, None, f"larger than {MAX_BYTES // 1_000_000} MB; keep the years that matter"))
    raw = path.read_bytes()
    for start, what in OTHER_KINDS.items():
        if raw[:8].lower().startswith(start.lower()):
            raise IntakeError(located(name, None, what))
    if raw.startswith((ZIP, OLD_OFFICE)):
        sheets = workbook_sheets(name, raw)
    else:
        text = decode(name, raw, answers.get(ANSWER), draft)
        sheets = (
            (json_sheet(name, text),)
            if text.lstrip()[:1] in "{[" and text.strip()
            else (text_sheet(name, text, draft),)
        )
    sheets = tuple(sheet for sheet in sheets if sheet.rows)
    if not sheets:
        raise IntakeError(located(name, None, "empty; a header with a date and a count is needed at least"))
    return sheets
