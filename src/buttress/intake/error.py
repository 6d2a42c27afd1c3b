"""What scoring says to its user.

ValueError
└── ScoreError     a file that can't be scored; its text says where and what is missing
"""

from __future__ import annotations


class ScoreError(ValueError):
    """A file or a case can't be scored."""


def located(file: str, line: int | None, message: str) -> str:
    """A message in the form of the whole program: file:line: error: what."""
    return f"{file}: error: {message}" if line is None else f"{file}:{line}: error: {message}"
