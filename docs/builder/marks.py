"""Marks in hand-written pages: a line `<!-- made: NAME ARGUMENT -->` is replaced by what the code makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

MARK = re.compile(r"^<!-- made: (?P<name>[\w-]+)(?: (?P<argument>.+?))? -->$", flags=re.MULTILINE)

Makers = Mapping[str, Callable[[str], str]]
"""What each mark's name makes of its argument, which is empty where none is given."""


def filled(text: str, makers: Makers) -> str:
    """The page with every mark replaced. Raises ValueError, with the names known, for an unknown mark."""

    def made(found: re.Match[str]) -> str:
        if found["name"] not in makers:
            raise ValueError(f"no maker for the mark {found[0]}; known: {', '.join(sorted(makers))}")
        return makers[found["name"]](found["argument"] or "").rstrip("\n")

    return MARK.sub(made, text)
