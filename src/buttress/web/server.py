"""The server: one address of this machine, printed when it is ready."""

from __future__ import annotations

import asyncio
import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from buttress.web.app import make_app
from buttress.web.error import WebError
from buttress.web.site import Site, files_folder
from buttress.web.token import kept_token

HOST = "127.0.0.1"
MOST_AT_ONCE = 64


def serve(what: Path | None, port: int, *, browser: bool, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C. `what` is a case's folder or a file of reports to begin with; port 0 takes a free one.

    Raises WebError where the port is taken, StoreError where another server has the working folder.
    """
    listening = _listen(port)
    port = listening.getsockname()[1]
    token = kept_token()
    case = what if what is not None and what.is_dir() else None
    site = Site(files_folder(), case)
    path = "/"
    if case is not None:
        path = "/case"
    elif what is not None:
        from buttress.web.kept_reading import adopted  # it loads the intake, of which no other start has need

        path = f"/next-week/{adopted(site.files, what).id}"
    address = f"http://{HOST}:{port}{path}?token={token}"
    config = uvicorn.Config(
        make_app(site, token, port),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        ws="none",
        limit_concurrency=MOST_AT_ONCE,
        timeout_graceful_shutdown=3,
    )
    with suppress(KeyboardInterrupt):  # how it is meant to end
        asyncio.run(_run(uvicorn.Server(config), listening, address, browser, say))


async def _run(
    server: uvicorn.Server, listening: socket.socket, address: str, browser: bool, say: Callable[[str], None]
) -> None:
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    if server.started:
        say(address)
        if browser:
            await asyncio.to_thread(webbrowser.open, address)
    await serving


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or error
        raise WebError(f"port {port}: error: {reason}; name another one with --port, or let 0 find one") from None
    return listening
