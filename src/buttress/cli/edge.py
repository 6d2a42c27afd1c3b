"""The one place where errors become a sentence for the user.

What leaves a command:

- an exception of the product's own (CaseError, StoreError, ...): its text on stderr, exit code 2;
- a file that the system refuses (OSError): one sentence, exit code 2;
- Ctrl-C: a sentence, exit code 130;
- anything else is a fault of ours and keeps its traceback.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

INTERRUPTED = 130
USER_ERROR = 2


class Edge(TyperGroup):
    """The command group, which turns what goes wrong below it into messages and exit codes."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except KeyboardInterrupt:
            say("interrupted; the same command goes on from what is written")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # The reader (head, less) has left: stop without a word, and keep Python from flushing into nothing.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except Exception as error:
            text = message_of(error)
            if text is None:
                raise
            say(text)
            raise typer.Exit(USER_ERROR) from None


def message_of(error: Exception) -> str | None:
    """What to tell the user, or None if the error is a fault of the program."""
    if type(error).__module__.split(".")[0] == "buttress":
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: error: {error.strerror or 'cannot be used'}"
    return None


def say(text: str) -> None:
    """Print text on stderr, without anything that a terminal could take for a command."""
    print("".join(letter if letter.isprintable() or letter == "\n" else "?" for letter in text), file=sys.stderr)
