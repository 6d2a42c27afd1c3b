"""What stops a brief, in words for its reader."""


class FindingsError(ValueError):
    """Results that can't be shown as asked; the text says what to ask instead."""
