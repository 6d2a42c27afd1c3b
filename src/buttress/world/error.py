"""The one error of this room."""


class WorldError(ValueError):
    """A case or a scenario that the model cannot take; the text says what to write instead."""
