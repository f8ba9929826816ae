"""Dialogs close when they are done, which AppTest, without fragments, cannot show."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import drop_file, open_app, wait_for_run


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    expect.set_options(timeout=30_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def mapping(checked_page: Page, app_address: str, tmp_path: Path) -> Page:
    """The mapping of a small file."""
    file = tmp_path / "shoes.csv"
    file.write_text("Email,Shoe size\nada@example.com, 42 \n")
    open_app(checked_page, app_address, "upload")
    drop_file(checked_page, file)
    checked_page.get_by_role("button", name="Next: Map").click()
    expect(checked_page.get_by_role("heading", name="Map: shoes")).to_be_visible()
    wait_for_run(checked_page)
    return checked_page


def test_they_close_when_done(mapping: Page, app_address: str):
    page, dialog = mapping, mapping.get_by_role("dialog")
    page.get_by_role("button", name="Create a property").click()
    expect(dialog.get_by_label("Label")).to_have_value("Shoe size")
    dialog.get_by_role("button", name="Create", exact=True).click()
    expect(dialog).to_have_count(0)

    page.get_by_role("button", name="Transform a column").click()
    dialog.get_by_role("combobox", name="Column to transform").click()
    page.get_by_role("option", name="Shoe size").click()
    expect(dialog.get_by_test_id("stDataFrame")).to_be_visible()
    dialog.get_by_role("button", name="Apply").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("Fixes (1)")).to_be_visible()

    open_app(page, app_address)
    page.get_by_role("button", name="Drop").first.click()
    dialog.get_by_role("button", name="Drop", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("Draft dropped.")).to_be_visible()
