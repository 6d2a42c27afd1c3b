"""The one error of the room."""


class ExploreError(Exception):
    """A question that this room can't or won't answer; the text says what to ask instead. Exit code 2."""
