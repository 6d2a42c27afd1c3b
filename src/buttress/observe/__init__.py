"""Reporters: from what happened to what was said of it, and how likely the reports are."""
