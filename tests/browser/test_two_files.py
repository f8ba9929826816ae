"""Two files dropped one after the other, tied by a column, to the associations they make."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from core.samples import sample_file
from tests.browser.actions import drop_file, open_app, wait_for_run

SECONDS = 1000


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """A dry run on a busy machine takes more than Playwright's five seconds."""
    expect.set_options(timeout=30 * SECONDS)
    yield
    expect.set_options(timeout=5 * SECONDS)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The sample files of contacts and companies, which have the company's name in common."""
    found = []
    for name in ("contacts", "companies"):
        file = tmp_path / f"{name}.csv"
        file.write_bytes(sample_file(name))
        found.append(file)
    return found


def button(page: Page, name: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("button", name=name)


def heading(page: Page, step: str) -> Locator:
    return page.get_by_role("heading", name=f"{step}: contacts")


def onward(page: Page, name: str, step: str) -> None:
    """Presses what leads on, and waits for the next step."""
    wait_for_run(page)
    button(page, name).click()
    expect(heading(page, step)).to_be_visible()
    wait_for_run(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_two_files_are_dropped_tied_and_imported(
    checked_page: Page, app_address: str, files: list[Path]
):
    page = checked_page
    open_app(page, app_address, "upload")
    page.get_by_role("radio", name="Two files with associations").click()
    expect(page.get_by_text("The file of companies comes next.")).to_be_visible()
    wait_for_run(page)
    drop_file(page, files[0])
    expect(page.get_by_text("File 2 of 2: companies")).to_be_visible()
    wait_for_run(page)
    drop_file(page, files[1])
    expect(button(page, "Next: Common column")).to_be_enabled()
    onward(page, "Next: Common column", "Common column")
    expect(page.get_by_role("radio", name="Company", exact=True)).to_be_checked()
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("10 of 10")
    onward(page, "Next: Map", "Map")
    expect(page.get_by_text("File 1 of 2. Contacts: contacts.csv")).to_be_visible()
    button(page, "Next: the second file").click()
    expect(page.get_by_text("File 2 of 2. Companies: companies.csv")).to_be_visible()
    onward(page, "Next: Details", "Details")
    page.get_by_text("These contacts expect to hear from us").click()
    expect(button(page, "Next: Review")).to_be_enabled()
    onward(page, "Next: Review", "Review")
    expect(page.get_by_text("10 associations of contacts and companies")).to_be_visible()
    onward(page, "Import 20 records", "Results")
    page.reload()
    expect(page.get_by_text("10 associations of contacts and companies")).to_be_visible()
    page.get_by_role("tab", name="Associations").click()
    expect(page.get_by_text("Select a pair to see its associations.")).to_be_visible()
    page.get_by_role("link", name="See the 10 records").click()
    expect(page).to_have_url(re.compile(r"/browse\?.*object=contacts"))
