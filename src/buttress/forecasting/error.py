"""What a forecast says to its user."""

from __future__ import annotations


class ForecastError(ValueError):
    """A question that the forecast can't answer; the text says what to ask instead."""
