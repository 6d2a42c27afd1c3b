"""What reading a user's file says to its user.

ValueError
└── IntakeError     a file that can't be read as reports; its text says where and what is missing
"""

from __future__ import annotations


class IntakeError(ValueError):
    """A file can't be read as reports."""


def located(file: str, line: int | None, message: str) -> str:
    """A message in the form of the whole program: file:line: error: what."""
    return f"{file}: error: {message}" if line is None else f"{file}:{line}: error: {message}"
