"""The words of a print, read back."""

from __future__ import annotations

import io
import re

import pypdf
from pypdf.generic import NameObject, StreamObject

PATHS = re.compile(rb"(?:[-.\d]+\s+){6}c\b|(?:[-.\d]+\s+){2}[ml]\b")
"""What draws curves and lines: most of a page where there are figures, and no word stands in them."""


def words(printed: bytes) -> list[str]:
    """The text of each page, with single spaces."""
    return [" ".join(_text(sheet).split()) for sheet in pypdf.PdfReader(io.BytesIO(printed)).pages]


def _text(sheet: pypdf.PageObject) -> str:
    contents = sheet.get_contents()
    assert contents is not None
    stream = StreamObject()
    stream.set_data(PATHS.sub(b"", contents.get_data()))
    sheet[NameObject("/Contents")] = stream
    return sheet.extract_text()
