"""What a user is told of what went wrong: on the command line and in the browser."""

from __future__ import annotations


def message_of(error: Exception) -> str | None:
    """What to tell the user, or None if the error is a fault of the program."""
    if type(error).__module__.split(".")[0] == "buttress":
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: error: {error.strerror or 'cannot be used'}"
    if isinstance(error, OSError) and error.errno is not None:  # a stream, not a file that was opened by name
        return f"output: error: {error.strerror or 'cannot be written'}"
    return None
