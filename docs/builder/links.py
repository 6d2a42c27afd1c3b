"""Every link of the built site leads somewhere, and no page needs another host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}
_CSS_URL = re.compile(r"(?:url\(|@import )\s*['\"]?((?:https?:)?//[^'\") ]+)")


class _Page(HTMLParser):
    """The links of a page, what it loads, and the places that a link can point to."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.places |= {given[name] for name in ("id", "name") if given.get(name)}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        is_loaded = tag != "link" or given.get("rel") in ("stylesheet", "icon", "preload", "preconnect")
        if _LOADED.get(tag) in given and is_loaded:
            self.loads.append(given[_LOADED[tag]])


def faults(site: Path) -> list[str]:
    """A line a fault: a link, picture, script or style that is not there, or that another host would have to give."""
    pages = {path.resolve(): _read(path) for path in sorted(site.rglob("*.html"))}
    found = [fault for path, page in pages.items() for fault in _of_page(site.resolve(), path, page, pages)]
    for path in sorted(site.rglob("*.css")):
        found += [f"{path}: loads {url}" for url in _CSS_URL.findall(path.read_text(encoding="utf-8"))]
    return found


def _of_page(site: Path, path: Path, page: _Page, pages: dict[Path, _Page]) -> Iterator[str]:
    name = path.relative_to(site)
    for target in dict.fromkeys([*page.links, *page.loads]):
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            if target in page.loads and parts.scheme != "data":
                yield f"{name}: loads {target} from another host"
            continue
        file = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        if parts.path.startswith("/"):
            file = (site / unquote(parts.path).lstrip("/")).resolve()
        file = file / "index.html" if file.is_dir() else file
        if not file.exists():
            yield f"{name}: {target} is not there"
        elif parts.fragment and file in pages and unquote(parts.fragment) not in pages[file].places:
            yield f"{name}: {target} names no place on its page"


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page
