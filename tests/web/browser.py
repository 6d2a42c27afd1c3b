"""A real browser on the real server: both are started, and what must hold of every page is asserted when they stop."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python import __file__ as axe_package
from playwright.sync_api import Browser, Page, Request, sync_playwright

from docs.builder.served import served

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
SCRIPT = (Path(axe_package).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=not root)
        yield browser
        browser.close()


@contextmanager
def server(home: Path, *words: str) -> Iterator[str]:
    """`buttress serve` with folders of its own; its address with the token."""
    with server_process(home, *words) as (_, line):
        yield line


@contextmanager
def server_process(home: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The same, with the process."""
    with served(home, *words) as (process, line):
        assert line.startswith("http://127.0.0.1:"), line
        yield process, line


@contextmanager
def visit(browser: Browser, address: str, size: dict[str, int]) -> Iterator[Page]:
    """A page that came in by the token's address; at the end nothing was wrong and no other host was asked."""
    context = browser.new_context(viewport=size, accept_downloads=True)
    page = context.new_page()
    hosts: set[str] = set()
    wrong: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith("data:"):
            hosts.add(urlsplit(request.url).netloc)

    page.on("request", asked)
    page.on("console", lambda told: wrong.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    assert "token" not in page.url
    yield page
    assert hosts == {urlsplit(address).netloc}
    assert wrong == []
    context.close()


def check(page: Page, name: str) -> None:
    """What holds of each page: axe finds nothing, nothing is wider than the window; a picture where one is wanted."""
    # The page's own policy lets no script in, so axe comes by the debugger.
    page.evaluate(SCRIPT)
    found = page.evaluate("tags => axe.run({runOnly: tags})", list(RULES))["violations"]
    told = [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found]
    assert told == [], json.dumps(told, indent=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than the window"
    check_print(page, name)
    wanted = os.environ.get("PYTEST_PICTURES")
    if wanted:
        assert page.viewport_size is not None
        Path(wanted).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(wanted) / f"{name}-{page.viewport_size['width']}.png", full_page=True)


def check_print(page: Page, name: str) -> None:
    """What holds of each page on paper: the heading and every figure are there, nothing that can be pressed is."""
    page.emulate_media(media="print")
    try:
        assert page.get_by_role("heading", level=1).is_visible(), name
        pressed = page.locator("nav, button, input, select, textarea").filter(visible=True)
        assert [one.evaluate("at => at.outerHTML.slice(0, 120)") for one in pressed.all()] == [], name
        for image in page.locator("figure img").all():
            assert image.is_visible(), name
    finally:
        page.emulate_media(media="screen")


def press_to(page: Page, name: str, then: str = "") -> None:
    """Press Tab until an element with that text or id has the focus, which is seen; then another key."""
    for _ in range(120):
        page.keyboard.press("Tab")
        text, outline = page.evaluate(
            "(() => { const at = document.activeElement;"
            " return [at.id + ' ' + at.textContent.trim(), getComputedStyle(at).outlineStyle]; })()"
        )
        if name in text.split("\n")[0]:
            assert outline != "none", f"the focus on {name} can't be seen"
            if then:
                page.keyboard.press(then)
            return
    raise AssertionError(f"no way to {name} by Tab")
