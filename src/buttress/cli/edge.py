"""The one place where errors become a sentence for the user.

What leaves a command:

- an exception of the product's own (CaseError, StoreError, ...): its text on stderr, exit code 2;
- a file or stream that the system refuses (OSError; a full disk): one sentence, exit code 2;
- Ctrl-C: a sentence, exit code 130;
- anything else is a fault of ours and keeps its traceback.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

INTERRUPTED = 130
USER_ERROR = 2


class Edge(TyperGroup):
    """The command group, which turns what goes wrong below it into messages and exit codes."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        with _in_words():  # --help and --version print here
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        with _in_words():
            return super().invoke(ctx)


@contextmanager
def _in_words() -> Iterator[None]:
    """Whatever is raised inside leaves as a sentence and an exit code; what was printed is written out."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        say("interrupted; the same command goes on from what is written")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:  # the reader (head, less) has left: stop without a word
        _leave_stdout()
        raise typer.Exit(0) from None
    except typer.Exit:
        raise
    except Exception as error:
        from buttress.pipeline.messages import message_of

        text = message_of(error)
        if text is None:
            raise
        say(text)
        _leave_stdout_if_full()
        raise typer.Exit(USER_ERROR) from None


def _leave_stdout_if_full() -> None:
    """Keep Python from writing to a stream once more at its end, where that fails."""
    try:
        sys.stdout.flush()
    except OSError:
        _leave_stdout()


def _leave_stdout() -> None:
    """Let what is still to be printed go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str) -> None:
    """Print text on stderr, without anything that a terminal could take for a command."""
    print("".join(letter if letter.isprintable() or letter == "\n" else "?" for letter in text), file=sys.stderr)
