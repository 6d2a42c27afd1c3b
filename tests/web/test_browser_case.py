"""The task *Case* from beginning to end in a real browser, on the small case that `buttress new` writes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import Browser, Page

from buttress.case.blank import BLANK
from tests.web.browser import PHONE, WIDE, check, press_to, server, visit

pytestmark = pytest.mark.browser
MADE_MILLISECONDS = 600_000
TRIED_MILLISECONDS = 120_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(BLANK, tmp_path_factory.mktemp("cases") / "exampleland"))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[str]:
    with server(tmp_path_factory.mktemp("home"), str(folder)) as found:
        yield found


def test_a_scenario_is_tried_sharpens_and_is_saved(browser: Browser, address: str, folder: Path) -> None:
    with visit(browser, address, WIDE) as page:
        check(page, "case-opening")
        page.get_by_role("heading", name="Try a scenario").wait_for(timeout=TRIED_MILLISECONDS)
        check(page, "case-empty")
        page.get_by_label("What do you call it?").fill("Half the loan, two months late")
        page.get_by_label("Share of the loan that is paid, value", exact=True).fill("0.5")
        page.get_by_label("Days by which each payment of the loan is late, value", exact=True).fill("60")
        page.get_by_role("button", name="See what it changes").click()
        page.wait_for_url("**/case/scenarios/*", timeout=MADE_MILLISECONDS)
        assert page.get_by_role("row", name="reserves").first.is_visible()
        check(page, "tried")
        page.get_by_text("1,000 pairs of runs").wait_for(timeout=TRIED_MILLISECONDS)
        assert page.get_by_role("figure").get_by_role("slider").count() == 1
        check(page, "sharper")
        page.get_by_label("Name of the file").fill("half_and_late")
        page.get_by_role("button", name="Save as a scenario").click()
        page.wait_for_url("**/case?from=half_and_late#try")
        assert "loan_delay_days" in (folder / "scenarios" / "half_and_late.yaml").read_text()
        assert page.get_by_label("Share of the loan that is paid, value", exact=True).input_value() == "0.5"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_brief_is_made_once_read_and_asked_why(browser: Browser, address: str, size: dict[str, int]) -> None:
    with visit(browser, address, size) as page:
        page.get_by_role("heading", name="Try a scenario").wait_for(timeout=TRIED_MILLISECONDS)
        if page.get_by_role("button", name="Make the brief").count():
            page.get_by_role("button", name="Make the brief").click()
            check(page, "job")
            page.wait_for_selector("a[download], [role=alert]", timeout=MADE_MILLISECONDS)
        assert page.get_by_role("heading", name="Claims", exact=True).is_visible()
        point_and_click(page)
        check(page, "case")
        with page.expect_download() as told:
            page.get_by_role("link", name="The brief as PDF").click()
        assert told.value.path().read_bytes().startswith(b"%PDF")
        page.get_by_role("button", name="Explain").click()
        page.wait_for_url("**/case/days/*", timeout=TRIED_MILLISECONDS)
        assert page.get_by_role("table").count() > 2
        check(page, "explained")


def point_and_click(page: Page) -> None:
    """A figure tells the values of the day that is pointed at, and a click asks why."""
    office = page.locator("figure", has_text="Still in office")
    box = office.locator("img").bounding_box()
    assert box is not None
    office.locator(".frame").hover(position={"x": box["width"] * 0.4, "y": box["height"] / 2})
    told = office.locator("output").inner_text()
    assert "Baseline" in told
    assert "%" in told
    office.get_by_role("slider").press("ArrowRight")
    assert office.locator("output").inner_text() != told
    places = page.locator("figure", has_text="Next seven days")
    places.locator(".frame").click(position={"x": 20, "y": 50})
    place = page.get_by_label("Place", exact=True).input_value()
    assert f'"{place}"' in (places.get_attribute("data-pointed") or "")
    office.locator(".frame").click(position={"x": box["width"] * 0.3, "y": box["height"] / 2})
    day = page.get_by_label("Day", exact=True).input_value()
    assert f'"{day}"' in (office.get_attribute("data-pointed") or "")
    assert page.get_by_role("button", name="Explain").evaluate("at => at === document.activeElement")


def test_a_lever_is_moved_by_the_keyboard_and_its_work_cancelled(browser: Browser, address: str) -> None:
    with visit(browser, address, WIDE) as page:
        page.get_by_role("heading", name="Try a scenario").wait_for(timeout=TRIED_MILLISECONDS)
        press_to(page, "Try a scenario", "Enter")
        press_to(page, "value-loan_cash")
        page.keyboard.press("ArrowDown")
        press_to(page, "See what it changes", "Enter")
        page.wait_for_url("**/jobs/*")
        press_to(page, "Cancel", "Enter")
        page.get_by_text("It was cancelled").wait_for()
        press_to(page, "Back", "Enter")
        page.wait_for_url("**/case#try")
        assert page.get_by_role("link", name="A scenario", exact=True).count() == 0
