"""The task *Next week* from beginning to end in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import Browser, Page

from tests.web.browser import PHONE, WIDE, check, press_to, visit
from tests.web.reports import reports

pytestmark = pytest.mark.browser
MADE_MILLISECONDS = 120_000


def start(page: Page, file: Path) -> None:
    page.get_by_role("link", name="Next week", exact=True).first.click()
    check(page, "next-week")
    page.get_by_label("A table of reports").set_input_files(file)
    page.get_by_role("button", name="Read it").click()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_from_a_file_to_next_week_and_the_week_after(
    browser: Browser, address: str, size: dict[str, int], tmp_path: Path
) -> None:
    file = tmp_path / "city list.csv"
    file.write_text(reports())
    with visit(browser, address, size) as page:
        check(page, "home")
        start(page, file)
        assert page.get_by_role("heading", level=1).inner_text() == "city list"
        page.get_by_text("Places:").click()
        check(page, "file")

        page.get_by_label("Country that the places lie in").locator("xpath=ancestor::details/summary").click()
        page.get_by_label("Country that the places lie in").fill("Ukraine")
        page.get_by_label("Day", exact=True).select_option("published")
        page.get_by_role("button", name="Keep this").click()
        check(page, "question")
        page.get_by_label("Day", exact=True).select_option("date")
        page.get_by_role("button", name="Keep this").click()

        page.get_by_role("button", name="Make the page").click()
        page.wait_for_url("**/weeks/*", timeout=MADE_MILLISECONDS)
        assert page.get_by_role("heading", name="Detained next week,").is_visible()
        assert page.get_by_role("rowheader", name="Kyiv").is_visible()
        check(page, "week")
        first = page.url
        with page.expect_download() as told:
            page.get_by_role("link", name="hubverse").click()
        assert told.value.path().read_text().startswith("origin_date,target,horizon")

        page.get_by_role("link", name="city list").click()
        page.get_by_label("Day, new row 1").fill("2024-05-26")
        page.get_by_label("Place, new row 1").fill("Kyiv")
        page.get_by_label("Who says it, new row 1").fill("lawyers")
        page.get_by_label("Detained, new row 1").fill("11")
        page.get_by_role("button", name="Add these rows").click()
        check(page, "rows")
        page.get_by_role("button", name="Make the page").click()
        page.wait_for_url("**/weeks/*", timeout=MADE_MILLISECONDS)
        assert page.url != first
        page.get_by_role("link", name="← 20 May 2024").click()
        assert page.url == first
        said = page.get_by_role("row", name="lawyers, detained")
        assert said.get_by_role("cell").nth(2).inner_text() == "11"
        check(page, "week-past")


def test_the_keyboard_alone_is_enough(browser: Browser, address: str, tmp_path: Path) -> None:
    with visit(browser, address, WIDE) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
        press_to(page, "Next week", "Enter")
        page.wait_for_url("**/next-week")
        press_to(page, "Or paste rows", "Enter")
        press_to(page, "pasted-new")
        page.keyboard.insert_text(reports())
        press_to(page, "title-new")
        page.keyboard.type("typed")
        press_to(page, "Read it", "Enter")
        page.wait_for_url("**/next-week/*")
        press_to(page, "Make the page of next week", "Enter")
        page.wait_for_url("**/weeks/*", timeout=MADE_MILLISECONDS)


def test_markup_of_a_file_is_shown_as_it_stands(browser: Browser, address: str, tmp_path: Path) -> None:
    file = tmp_path / "marked.csv"
    mark = "<img src=x onerror=alert(1)>"
    text = reports()
    for word, marked in {"Kyiv": mark, "lawyers": f"{mark}lawyers", "Source": f"Source {mark}"}.items():
        text = text.replace(word, marked)
    file.write_text(text)
    with visit(browser, address, WIDE) as page:
        page.on("dialog", lambda dialog: pytest.fail("a script of the file ran"))
        start(page, file)
        page.get_by_text("Places:").click()
        assert page.get_by_role("rowheader", name=mark, exact=True).is_visible()
        page.get_by_role("button", name="Make the page").click()
        page.wait_for_url("**/weeks/*", timeout=MADE_MILLISECONDS)
        assert page.locator("img[src=x]").count() == 0


def test_a_second_tab_is_told(browser: Browser, address: str, tmp_path: Path) -> None:
    file = tmp_path / "two tabs.csv"
    file.write_text(reports(4))
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(address)
    start(page, file)
    other = context.new_page()
    other.goto(page.url)
    page.get_by_label("Language of the page").select_option("uk")
    page.get_by_role("button", name="Set").click()
    other.get_by_label("Language of the page").select_option("fr")
    other.get_by_role("button", name="Set").click()
    assert "changed in another tab" in other.get_by_role("alert").inner_text()
    page.reload()
    assert page.get_by_label("Language of the page").input_value() == "uk"
    context.close()
