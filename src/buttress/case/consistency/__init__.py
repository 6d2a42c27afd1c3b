"""Mistakes that show only when the parts of a case are seen together, a file a subject."""
