"""The list of commands, in the order in which an analyst meets them."""

from __future__ import annotations

from typing import Annotated

import typer

import buttress
from buttress.cli import (
    brief,
    check,
    claims,
    compare,
    explain,
    fit,
    forecast,
    hindcast,
    monitor,
    new,
    read,
    replicate,
    run,
    schema,
    score,
    sensitivity,
    serve,
    update,
    verify,
    voi,
    whatif,
)
from buttress.cli.edge import Edge

app = typer.Typer(
    cls=Edge,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="A stress test for a contested incumbent: a case folder goes in, a two-page brief comes out.",
)

for module in (
    new,
    check,
    fit,
    update,
    run,
    compare,
    brief,
    read,
    monitor,
    forecast,
    score,
    claims,
    sensitivity,
    whatif,
    voi,
    explain,
    hindcast,
    replicate,
    verify,
    schema,
    serve,
):
    app.command(module.__name__.rpartition(".")[2], epilog=module.EXAMPLES)(module.command)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"buttress {buttress.__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """A stress test for a contested incumbent: a case folder goes in, a two-page brief comes out."""
