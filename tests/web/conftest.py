"""The pages without a network and without processes: what the worker would do is done here. And a browser's server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("starlette")
from starlette.testclient import TestClient

from buttress.pipeline.messages import message_of
from buttress.web import opening
from buttress.web.app import make_app
from buttress.web.error import WebError
from buttress.web.site import Site
from buttress.web.worker import CallProcess

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PORT = 8123
ADDRESS = f"http://127.0.0.1:{PORT}"
TOKEN = "t" * 43


def call_here(
    self: CallProcess, function: Callable[..., Any], *words: Any, tell: Any = None, seconds: float = 0.0
) -> Any:
    """What a worker does, in this process."""
    del self, seconds
    try:
        return function(*words, **({} if tell is None else {"progress": tell}))
    except Exception as error:
        text = message_of(error)
        if text is None:
            raise
        raise WebError(text, 422) from None


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site in an empty working folder."""
    monkeypatch.setattr(CallProcess, "call", call_here)
    monkeypatch.setattr(opening, "SAID_AFTER", 60.0)
    found = Site(tmp_path / "pages")
    yield found
    found.close()


@pytest.fixture
def stranger(site: Site) -> TestClient:
    """A browser without the cookie."""
    return TestClient(make_app(site, TOKEN, PORT), base_url=ADDRESS, follow_redirects=False)


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    """A browser that came in by the token, and sends what a browser sends with a form."""
    assert stranger.get(f"/?token={TOKEN}").status_code == 303
    stranger.headers["origin"] = ADDRESS
    return stranger


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The machine's Chromium."""
    from tests.web.browser import chromium

    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address, with its token, of a server without a case."""
    from tests.web.browser import server

    with server(tmp_path_factory.mktemp("home")) as found:
        yield found
