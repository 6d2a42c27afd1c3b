"""The reference of the commands, `docs/commands.md`, written from the commands themselves."""

from __future__ import annotations

import re
from typing import Any

import typer.main

from buttress.cli.app import app

HEAD = """# Commands

<!-- written by `make docs` from the commands; do not edit -->

Every command takes a case folder or a folder of results. Numbers go to stdout, progress and remarks to stderr.

Exit codes: 0 done; 1 a check found something (`trace`, `verify`); 2 the input can't be used, with a message that says
where and what; 130 interrupted. `buttress --install-completion` sets up completion for your shell; it completes the
names of scenarios too.
"""


def commands() -> dict[str, Any]:
    """The commands by name, in the order of the list."""
    return dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def text() -> str:
    """The whole document."""
    return "\n".join([HEAD, *(_section(name, command) for name, command in commands().items())])


def _section(name: str, command: Any) -> str:
    lines = [f"## buttress {name}", "", _flat(command.help), ""]
    lines += ["| option | what |", "|---|---|"]
    lines += [f"| {_names(one)} | {_what(one)} |" for one in command.params]
    examples = [line.strip() for line in re.sub(r"\[/?bold\]", "", command.epilog).split("\n\n")[1:]]
    lines += ["", "```sh", *(line.replace("\\[", "[") for line in examples), "```", ""]
    return "\n".join(lines)


def _flat(help_text: str) -> str:
    paragraphs = [" ".join(part.split()) for part in help_text.split("\n\n")]
    return "\n\n".join(paragraphs)


def _names(one: Any) -> str:
    if one.param_type_name == "argument":
        return f"`{one.metavar}`"
    return ", ".join(f"`{opt}`" for opt in one.opts)


def _what(one: Any) -> str:
    default = one.default
    shown = (
        "" if default in (None, False) or callable(default) else f" Default: `{getattr(default, 'value', default)}`."
    )
    needed = " Required." if one.required else ""
    return (one.help or "").replace("|", "\\|") + shown + needed
