"""What the page says to its user."""

from __future__ import annotations


class MonitorError(ValueError):
    """A page that can't be made as asked; the text says what to do instead."""
