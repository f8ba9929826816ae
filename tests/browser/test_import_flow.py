"""The whole flow as a person does it: a messy file dropped on the page, to a record of it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import playwright.sync_api
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from core.samples import messy_contacts
from tests.browser.actions import drop_file, open_app, wait_for_run
from tests.browser.chromium import NARROW, opened_page

# Of the page, and of the box in it that Streamlit scrolls.
WIDTHS = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
    .map(box => box.scrollWidth)"""
COUNTS = ("Created", "Updated", "Unchanged", "Skipped", "Failed")
IMPORT = re.compile(r"Import [\d,]+ records|Finish")
SECONDS = 1000


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """A dry run on a busy machine takes more than Playwright's five seconds."""
    expect.set_options(timeout=30 * SECONDS)
    yield
    expect.set_options(timeout=5 * SECONDS)


@pytest.fixture(scope="module")
def messy_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("files") / "Messe & Büro 2026.csv"
    file.write_bytes(messy_contacts())
    return file


def heading(page: Page, step: str) -> Locator:
    """The title of a step, once a file is there."""
    return page.get_by_role("heading", name=f"{step}: Messe & Büro 2026")


def button(page: Page, name: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("button", name=name)


def metrics(page: Page) -> dict[str, int]:
    """The numbers of the outcome."""
    expect(page.get_by_test_id("stMetric")).to_have_count(len(COUNTS))
    found = page.get_by_test_id("stMetricValue").all_inner_texts()
    return dict(zip(COUNTS, (int(text.replace(",", "")) for text in found), strict=True))


def upload(page: Page, address: str, file: Path) -> None:
    open_app(page, address, "upload")
    page.get_by_role("combobox", name="Language of the column headers").click()
    page.get_by_role("option", name="Deutsch").click()
    wait_for_run(page)
    drop_file(page, file)
    expect(heading(page, "Upload")).to_be_visible()
    expect(button(page, "Next: Map")).to_be_enabled()


def to_map(page: Page) -> None:
    button(page, "Next: Map").click()
    expect(heading(page, "Map")).to_be_visible()
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()


def to_details(page: Page) -> None:
    button(page, re.compile("Don't import .* unmapped")).click()
    expect(button(page, "Next: Details")).to_be_enabled()
    button(page, "Next: Details").click()
    expect(heading(page, "Details")).to_be_visible()


def to_review(page: Page) -> None:
    expect(button(page, "Next: Review")).to_be_disabled()
    page.get_by_text("Create a list of contacts from this import").click()
    page.get_by_text("These contacts expect to hear from us").click()
    expect(button(page, "Next: Review")).to_be_enabled()
    button(page, "Next: Review").click()
    expect(heading(page, "Review")).to_be_visible()
    expect(button(page, IMPORT)).to_be_visible()


def to_results(page: Page) -> None:
    button(page, IMPORT).click()
    expect(heading(page, "Results")).to_be_visible()
    expect(button(page, "Original file")).to_be_visible()


def test_a_messy_file_is_dropped_checked_and_imported(
    checked_page: Page, app_address: str, messy_file: Path
):
    page = checked_page
    upload(page, app_address, messy_file)
    expect(page.get_by_label("Header row (0: none)")).to_have_value("3")
    to_map(page)
    expect(page.get_by_text("First Name or Last Name or Email")).to_be_visible()
    to_details(page)
    expect(page.get_by_text("fit nothing else").first).to_be_visible()
    to_review(page)
    planned = metrics(page)
    assert planned["Failed"] > 0
    assert planned["Skipped"] > 0
    to_results(page)
    assert metrics(page) == planned
    page.get_by_role("link", name=re.compile("List: Messe & Büro 2026")).click()
    expect(page).to_have_url(re.compile(r"/browse\?.*list="))
    page.go_back()
    expect(heading(page, "Results")).to_be_visible()
    wait_for_run(page)
    open_first_record(page)
    expect(heading(page, "Results")).to_have_count(0)
    expect(page.get_by_text("Messe & Büro 2026").first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)


def open_first_record(page: Page) -> None:
    """Ticks the first row of the table, which is a canvas: its box is at the left of the row."""
    table = page.get_by_role("tabpanel").get_by_test_id("stDataFrame").first
    for _ in range(5):  # no element tells when a canvas has drawn its rows
        table.click(position={"x": 16, "y": 52})
        with suppress(playwright.sync_api.TimeoutError):
            page.wait_for_url(re.compile(r"/record\?.*object=contacts"), timeout=5 * SECONDS)
            return
    raise AssertionError("A click on a row opens no record")


def test_each_step_is_there_again_after_a_reload_and_fits_a_telephone(
    browser: Browser, app_address: str, messy_file: Path
):
    with opened_page(browser, width=NARROW) as page:
        open_app(page, app_address, "upload")
        assert max(page.evaluate(WIDTHS)) <= NARROW
        upload(page, app_address, messy_file)
        _reload_each_step(page)


def _reload_each_step(page: Page) -> None:
    steps = [to_map, to_details, to_review, to_results]
    for name, onward in zip(("Upload", "Map", "Details", "Review"), steps, strict=True):
        page.reload()
        expect(heading(page, name)).to_be_visible()
        wait_for_run(page)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        assert max(page.evaluate(WIDTHS)) <= NARROW, name
        onward(page)
        wait_for_run(page)
    before, address = metrics(page), page.url
    page.reload()
    expect(heading(page, "Results")).to_be_visible()
    assert metrics(page) == before
    assert max(page.evaluate(WIDTHS)) <= NARROW
    page.goto(address.replace("/results", "/review"))
    page.get_by_role("link", name="See its results").click()
    expect(heading(page, "Results")).to_be_visible()
    assert metrics(page) == before


def test_escape_closes_the_property_dialog(checked_page: Page, app_address: str, messy_file: Path):
    page = checked_page
    upload(page, app_address, messy_file)
    to_map(page)
    button(page, "Create a property").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Label")).to_have_value("Badge-Nr.")
    dialog.get_by_label("Internal name").fill("Not a name")
    dialog.get_by_role("button", name="Create", exact=True).click()
    expect(dialog.get_by_text("cannot be an internal name")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    button(page, "Map automatically again").click()
    wait_for_run(page)
    expect(dialog).to_have_count(0)
    button(page, "Create a property").click()
    expect(dialog.get_by_label("Label")).to_be_visible()
    expect(dialog.get_by_text("cannot be an internal name")).to_have_count(0)


def test_a_path_is_used_with_one_click(checked_page: Page, app_address: str, messy_file: Path):
    page = checked_page
    open_app(page, app_address, "upload")
    page.get_by_text("A large file on this machine").click()
    page.get_by_label("Path").fill(str(messy_file))
    button(page, "Use this file").click()
    expect(heading(page, "Upload")).to_be_visible()
