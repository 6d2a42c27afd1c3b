"""`buttress serve`: the pages in a browser."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from buttress.cli.printing import examples

EXAMPLES = examples(
    "buttress serve",
    "buttress serve reports.xlsx",
    "buttress serve cases/belarus-2020 --port 9000 --no-browser",
)
PORT = 8765
NEEDED = ("starlette", "uvicorn", "python_multipart")


def command(
    what: Annotated[
        Path | None,
        typer.Argument(
            metavar="[CASE|FILE]", help="A case's folder or a file of reports to begin with.", show_default=False
        ),
    ] = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")
    ] = PORT,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Don't open the page in a browser.")] = False,
) -> None:
    """Serve the pages to a browser on this machine: next week from a file of reports, step by step.

    Prints one line when it is ready, the address with the token that opens it. Nothing leaves the machine. Ctrl-C ends
    it.
    """
    if any(find_spec(name) is None for name in NEEDED):
        raise typer.BadParameter("the pages need more packages: pip install 'buttress[web]'", param_hint="serve")
    if what is not None and not what.exists():
        raise typer.BadParameter(f"{what} is neither a case's folder nor a file", param_hint="CASE|FILE")
    from buttress.web.server import serve

    serve(what, port, browser=not no_browser, say=typer.echo)
