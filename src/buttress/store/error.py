"""The one error of the room."""


class StoreError(Exception):
    """A directory of runs that can't be used as asked; the text says why and what to do instead. Exit code 2."""
