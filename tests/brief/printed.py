"""The words of a print, read back."""

from __future__ import annotations

import pypdfium2


def words(printed: bytes) -> list[str]:
    """The text of each page, with single spaces."""
    return [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in pypdfium2.PdfDocument(printed)]
