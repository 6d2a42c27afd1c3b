"""The one error of the room."""


class ExperimentError(Exception):
    """An experiment that can't be done as asked; the text says what to ask instead. Exit code 2."""
