"""The picture of the pages in the README: `python -m docs.builder.page_picture`. Needs a Chromium on the machine.

The server is started on the case of Belarus, half its loan is tried two months late, and what the browser shows of the
answer, once it is sharp, is written to docs/page.png.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from pathlib import Path

from docs.builder.served import served

ROOT = Path(__file__).resolve().parents[2]
CASE, PICTURE = ROOT / "cases" / "belarus-2020", ROOT / "docs" / "page.png"
SIZE = {"width": 1000, "height": 893}
COLOURS = 64
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MILLISECONDS = 900_000
"""The first answer waits for the fit."""


def main() -> None:
    """Make the picture."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as home:
        image = Image.open(io.BytesIO(_seen(Path(home))))
    image.convert("RGB").quantize(COLOURS).save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1000} kB")


def _seen(home: Path) -> bytes:
    """What the browser shows, as PNG."""
    from playwright.sync_api import sync_playwright

    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        raise SystemExit("no Chromium on this machine")
    with served(home, str(CASE)) as (_, address), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=os.geteuid() != 0)
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
        page.set_default_timeout(MILLISECONDS)
        page.goto(address)
        page.get_by_label("What do you call it?").fill("Half the loan, two months late")
        page.get_by_label("Share of the loan that is paid, value", exact=True).fill("0.5")
        page.get_by_label("Days by which each payment of the loan is late, value", exact=True).fill("60")
        page.get_by_role("button", name="See what it changes").click()
        page.get_by_text("1,000 pairs of runs").wait_for()
        page.reload()  # without the line that said so
        return page.screenshot()


if __name__ == "__main__":
    main()
