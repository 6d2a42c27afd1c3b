"""How a long piece of work tells what it has done. The command line draws it; a library call is silent."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called in the caller's thread with a stage's name, how much is done and how much there is."""


def silent(stage: str, done: int, total: int) -> None:
    """Say nothing."""
    del stage, done, total
