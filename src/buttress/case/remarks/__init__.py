"""Remarks on a case that loads, a file a subject."""
