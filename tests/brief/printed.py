"""The words of a print, read back, and where they stand."""

from __future__ import annotations

import pypdfium2


def words(printed: bytes) -> list[str]:
    """The text of each page, with single spaces."""
    return [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in pypdfium2.PdfDocument(printed)]


def lowest(printed: bytes) -> float:
    """How far above the foot of its sheet the lowest of every tenth letter ends, points; below 0 it is cut off."""
    texts = [sheet.get_textpage() for sheet in pypdfium2.PdfDocument(printed)]
    return min(text.get_charbox(at)[1] for text in texts for at in range(0, text.count_chars(), 10))
