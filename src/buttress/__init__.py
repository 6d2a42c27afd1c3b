"""Buttress: a stress test for contested incumbents."""

__version__ = "0.1.0"
