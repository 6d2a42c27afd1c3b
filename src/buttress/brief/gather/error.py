"""What stops a brief, in words for its reader."""


class BriefError(ValueError):
    """A brief that can't be made as asked; the text says what to ask instead."""
