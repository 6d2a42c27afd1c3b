"""The task *Case* from beginning to end in a real browser, on the small case that `buttress new` writes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import Browser, Page

import buttress.case
from tests.web.browser import PHONE, WIDE, check, chromium, server, visit

pytestmark = pytest.mark.browser
MADE_MILLISECONDS = 600_000
TRIED_MILLISECONDS = 120_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    blank = Path(buttress.case.__file__).parent / "exampleland"
    return Path(shutil.copytree(blank, tmp_path_factory.mktemp("cases") / "exampleland"))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[str]:
    with server(tmp_path_factory.mktemp("home"), str(folder)) as found:
        yield found


def test_a_scenario_is_tried_explained_and_saved(browser: Browser, address: str, folder: Path) -> None:
    with visit(browser, address, WIDE) as page:
        check(page, "case-empty")
        try_half_the_loan(page)
        assert page.get_by_role("row", name="reserves").first.is_visible()
        check(page, "tried")
        page.get_by_label("Name of the file").fill("half_and_late")
        page.get_by_role("button", name="Save").click()
        page.wait_for_url("**/case*")
        assert (folder / "scenarios" / "half_and_late.yaml").read_text().count("lever:") == 2

        page.get_by_label("Place", exact=True).select_option(index=1)
        page.get_by_role("button", name="Explain").click()
        page.wait_for_url("**/case/days/*", timeout=TRIED_MILLISECONDS)
        assert page.get_by_role("table").count() > 2
        check(page, "explained")


def try_half_the_loan(page: Page) -> None:
    page.get_by_label("What do you call it?").fill("Half the loan, two months late")
    page.get_by_label("Share of the loan that is paid, value", exact=True).fill("0.5")
    page.get_by_label("Days by which each payment of the loan is late, value", exact=True).fill("60")
    page.get_by_role("button", name="See what it changes").click()
    page.wait_for_url("**/case/scenarios/*", timeout=MADE_MILLISECONDS)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_brief_is_made_once_and_read(browser: Browser, address: str, size: dict[str, int]) -> None:
    with visit(browser, address, size) as page:
        if page.get_by_role("button", name="Make the brief").count():
            page.get_by_role("button", name="Make the brief").click()
            check(page, "job")
            page.wait_for_selector("a[download], [role=alert]", timeout=MADE_MILLISECONDS)
        assert page.get_by_role("heading", name="Claims", exact=True).is_visible()
        check(page, "case")
        with page.expect_download() as told:
            page.get_by_role("link", name="The brief as PDF").click()
        assert told.value.path().read_bytes().startswith(b"%PDF")


def test_work_is_cancelled_and_nothing_is_kept(browser: Browser, address: str) -> None:
    with visit(browser, address, WIDE) as page:
        page.get_by_label("Share of the loan that is paid, value", exact=True).fill("0.1")
        page.get_by_role("button", name="See what it changes").click()
        page.get_by_role("button", name="Cancel").click()
        page.get_by_text("It was cancelled").wait_for()
        page.get_by_role("link", name="Back").click()
        assert page.get_by_role("link", name="A scenario", exact=True).count() == 0
