"""Workbooks that would fill the memory, refused before they are opened."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

from buttress.intake.error import IntakeError, located
from buttress.intake.text_table import MAX_CELLS, MAX_ROWS

MAX_UNPACKED = 300_000_000
CHUNK = 1 << 20
_ADDRESS = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})([0-9]{1,7})"')
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, ParseError)


def check_archive(name: str, raw: bytes) -> None:
    """Unpack a workbook once without keeping it. IntakeError if it is broken, or its cells reach too far."""
    unpacked, row, column = 0, 0, 0
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for member in archive.infolist():
                with archive.open(member) as stream:
                    tail = b""
                    while block := stream.read(CHUNK):
                        unpacked += len(block)
                        if unpacked > MAX_UNPACKED:
                            raise IntakeError(located(name, None, f"unpacks to more than {MAX_UNPACKED // 10**6} MB"))
                        if "sheet" in member.filename:
                            for letters, digits in _ADDRESS.findall(tail + block):
                                row, column = max(row, int(digits)), max(column, _index(letters))
                        tail = block[-200:]
            if "content.xml" in archive.namelist():
                with archive.open("content.xml") as stream:
                    row, column = _open_document_size(stream)
    except IntakeError:
        raise
    except _BROKEN as reason:
        text = f"a broken workbook ({str(reason)[:80]}); save it anew"
        raise IntakeError(located(name, None, text)) from None
    if row > MAX_ROWS or row * column > MAX_CELLS:
        most = f"at most {MAX_ROWS:,} rows and {MAX_CELLS:,} cells are read"
        raise IntakeError(located(name, None, f"a cell stands in row {row:,}, column {column:,}; {most}"))


def _index(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _open_document_size(stream: IO[bytes]) -> tuple[int, int]:
    """The last row and column that hold something, with cells and rows that stand for many counted as many."""
    most_rows, most_columns, rows, columns, last = 0, 0, 0, 0, 0
    for tag, element in _closed(stream):
        if tag in ("table-cell", "covered-table-cell"):
            columns += _times(element, "number-columns-repeated")
            if any(key.endswith("value-type") for key in element.attrib):
                last = columns
        elif tag == "table-row":
            rows += _times(element, "number-rows-repeated")
            if last:
                most_rows, most_columns = max(most_rows, rows), max(most_columns, last)
            columns = last = 0
            element.clear()
        elif tag == "table":
            rows = 0
            element.clear()
    return most_rows, most_columns


def _closed(stream: IO[bytes]) -> Iterator[tuple[str, Element]]:
    for _, element in iterparse(stream):
        yield element.tag.rpartition("}")[2], element


def _times(element: Element, what: str) -> int:
    return next((int(value) for key, value in element.attrib.items() if key.endswith(what)), 1)
