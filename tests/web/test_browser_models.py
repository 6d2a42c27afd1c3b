"""*History and models* in a real browser: a slider moved by the keyboard changes picture, words and address."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import Browser

from tests.web.browser import PHONE, WIDE, check, press_to, visit

pytestmark = pytest.mark.browser
WORKED_OUT_MILLISECONDS = 120_000


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_slider_changes_the_picture_and_the_address(browser: Browser, address: str, size: dict[str, int]) -> None:
    with visit(browser, address, size) as page:
        page.get_by_role("link", name="History and models").first.click()
        page.wait_for_url("**/history")
        check(page, "history")
        page.get_by_role("link", name="Granovetter 1978").click()
        figure = page.locator("#lesson figcaption")
        assert "spread 12.2 %" in figure.inner_text()
        press_to(page, "value-sd")
        page.keyboard.press("Tab")  # its slider
        page.keyboard.press("ArrowRight")
        page.wait_for_url("**/models/granovetter?*sd=12.3*")
        assert "spread 12.3 %" in figure.inner_text()
        check(page, "lesson")


def test_published_figures_stand_beside_ours(browser: Browser, address: str) -> None:
    with visit(browser, address, WIDE) as page:
        page.goto(address.partition("?")[0] + "models/kuran")
        page.get_by_role("button", name="Work them out").click()
        page.wait_for_url("**/models/kuran#figures", timeout=WORKED_OUT_MILLISECONDS)
        assert page.get_by_role("columnheader", name="Published").is_visible()
        check(page, "figures")
