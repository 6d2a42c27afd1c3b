"""Words of scripts that set none apart: Thai to Burmese, Khmer, Chinese, Japanese, and Korean in headers."""

from __future__ import annotations

import re
from collections.abc import Collection

UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def known_parts(written: str, known: Collection[str], longest: int) -> list[str]:
    """The known words of a text, of `longest` letters at most, the longest first, with what stands between them."""
    found: list[str] = []
    unknown, at = "", 0
    while at < len(written):
        length = next((size for size in range(longest, 0, -1) if written[at : at + size] in known), 0)
        if not length:
            unknown += written[at]
        else:
            found += [one for one in (unknown, written[at : at + length]) if one]
            unknown = ""
        at += length or 1
    return [*found, unknown] if unknown else found
