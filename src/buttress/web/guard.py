"""What is refused before a page is made, and the headers of every answer.

The server listens on this machine alone, but every page that a browser shows could send it requests. So a request must
name our own host (no other name that points here), come from our own pages or from the address bar (Origin and
Sec-Fetch-Site), and carry the cookie that the token gave. No header allows other sites to read an answer.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from buttress.web.error import WebError
from buttress.web.token import cookie_value, same

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

MOST_BYTES = 10_000_000
"""The largest request body."""
MOST_SECONDS = 60.0
"""How long a body may take to arrive."""
COOKIE = "buttress"
METHODS = ("GET", "HEAD", "POST")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("cache-control", "no-store"),
)
NO_TOKEN = "This page is for the person who started the server. Open the address that `buttress serve` printed."


class Guard:
    """An ASGI application round another one, for one port and one token."""

    def __init__(self, app: App, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._cookie = cookie_value(token)
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            target = self._checked(scope)
        except WebError as refused:
            await _answer(send, refused.status, str(refused))
            return
        if target is not None:
            await _answer(send, 303, "", (("location", target), ("set-cookie", self._set_cookie())))
            return
        await self._app(scope, _bounded(receive, _length(scope)), _with_headers(send))

    def _checked(self, scope: Message) -> str | None:
        """Where to send a visit that carries the token; WebError for a request that is refused."""
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        if host not in self._hosts:
            raise WebError(f"This server answers at {self._hosts[0]} alone.", 421)
        if scope["method"] not in METHODS:
            raise WebError("Only GET and POST are answered.", 405)
        _check_site(scope["method"], headers, host)
        if _length(scope) > MOST_BYTES:
            raise WebError(f"At most {MOST_BYTES // 1_000_000} MB can be sent.", 413)
        token = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        if token and scope["method"] == "GET":
            if not same(token, self._token):
                raise WebError(NO_TOKEN, 401)
            path = str(scope["path"])
            return path if path.startswith("/") and not path.startswith("//") and path.isprintable() else "/"
        if not same(_cookie(headers.get("cookie", "")), self._cookie):
            raise WebError(NO_TOKEN, 401)
        return None

    def _set_cookie(self) -> str:
        return f"{COOKIE}={self._cookie}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict"


def _check_site(method: str, headers: MutableMapping[str, str], host: str) -> None:
    """WebError for what another site sends: any change, and any page that it would take into itself."""
    origin = headers.get("origin")
    if (method == "POST" and origin != f"http://{host}") or origin not in (None, f"http://{host}"):
        raise WebError("Only this server's own pages can send it forms.", 403)
    if headers.get("sec-fetch-site") in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate":
        raise WebError("Only this server's own pages can ask it for data.", 403)


def _cookie(text: str) -> str:
    try:
        morsel = SimpleCookie(text).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _length(scope: Message) -> int:
    """The stated length of the body; -1 where none is stated, past the largest where it is no number."""
    stated = next((value for name, value in scope["headers"] if name.lower() == b"content-length"), None)
    if stated is None:
        return -1
    return int(stated) if stated.isdigit() and len(stated) < 16 else MOST_BYTES + 1


def _bounded(receive: Receive, stated: int) -> Receive:
    """A receive that gives no more bytes, and for no longer, than a body may have."""
    until = time.monotonic() + MOST_SECONDS
    seen, more = 0, stated != 0

    async def bounded() -> Message:
        nonlocal seen, more
        if not more:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), max(until - time.monotonic(), 0.0))
        except TimeoutError:
            raise WebError("The file took too long to arrive.", 408) from None
        seen += len(message.get("body", b""))
        more = bool(message.get("more_body"))
        if seen > MOST_BYTES:
            raise WebError(f"At most {MOST_BYTES // 1_000_000} MB can be sent.", 413)
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message["headers"]}
            extra = [(name.encode(), value.encode()) for name, value in HEADERS if name.encode() not in own]
            message["headers"] = [*message["headers"], *extra]
        await send(message)

    return sent


async def _answer(send: Send, status: int, text: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
    """A short answer of plain text."""
    whole = text.encode()
    told = (("content-type", "text/plain; charset=utf-8"), ("content-length", str(len(whole))), *HEADERS, *headers)
    encoded = [(name.encode(), value.encode("latin-1", "ignore")) for name, value in told]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": whole})
