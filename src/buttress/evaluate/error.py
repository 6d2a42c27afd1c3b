"""What scoring says to its user.

ValueError
└── ScoreError     files or a case that can't be scored; its text says which and what is missing
"""

from __future__ import annotations


class ScoreError(ValueError):
    """Files or a case can't be scored."""
