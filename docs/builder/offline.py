"""No page asks another host for anything: what the site's builder takes from one is replaced by a file of ours."""

from __future__ import annotations

import os
from pathlib import Path

SHIM = "https://unpkg.com/iframe-worker/shim"
"""Makes the search work on pages opened as files; `docs/assets/worker.js` does the same."""


def localise(site: Path) -> None:
    """Let every page of the site load our file in place of the other host's."""
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if SHIM in text:
            own = os.path.relpath(site / "assets" / "worker.js", path.parent)
            path.write_text(text.replace(SHIM, own), encoding="utf-8")
