"""The commands. Each has a file of its own; rooms below are imported only when a command runs."""

from __future__ import annotations


def main() -> None:
    """Entry point of `buttress`."""
    from buttress.cli.app import app

    app(prog_name="buttress")
