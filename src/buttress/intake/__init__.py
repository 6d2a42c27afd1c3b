"""The user's own files, read into reports."""
