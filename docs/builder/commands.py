"""The reference of the commands, from the commands themselves."""

from __future__ import annotations

import re
from typing import Any

import typer.main

from buttress.cli.app import app
from docs.builder.markdown import table


def commands() -> dict[str, Any]:
    """The commands by name, in the order of the list."""
    return dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def sections(_: str = "") -> str:
    """A section a command: what it does, its options, examples."""
    return "\n".join(_section(name, command) for name, command in commands().items())


def _section(name: str, command: Any) -> str:
    rows = [(_names(one), _what(one)) for one in command.params]
    examples = [line.strip() for line in re.sub(r"\[/?bold\]", "", command.epilog).split("\n\n")[1:]]
    lines = [f"## buttress {name}", "", _flat(command.help), "", table(("option", "what"), rows)]
    lines += ["```sh", *(line.replace("\\[", "[") for line in examples), "```", ""]
    return "\n".join(lines)


def _flat(help_text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in help_text.split("\n\n"))


def _names(one: Any) -> str:
    if one.param_type_name == "argument":
        return f"`{one.metavar}`"
    return ", ".join(f"`{option}`" for option in one.opts)


def _what(one: Any) -> str:
    shown = ""
    if one.default not in (None, False) and not callable(one.default):
        shown = f" Default: `{getattr(one.default, 'value', one.default)}`."
    return (one.help or "") + shown + (" Required." if one.required else "")
