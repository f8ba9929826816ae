"""The records pages where AppTest cannot go: the mouse and the keyboard in a grid, the browser's
way back, a file saved by a click."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from core.engine.sample_data import load_sample_data
from core.store import Store
from tests.browser.actions import open_app
from tests.browser.server import running_app

ROW, HEADER = 35, 35


@pytest.fixture(scope="module")
def samples_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("browser-samples")
    store = Store(folder / "rowcall.duckdb")
    load_sample_data(store, store.cursor())
    store.close()
    with running_app(folder) as address:
        yield address


@pytest.fixture
def page(checked_page: Page, samples_address: str) -> Page:
    """A list of contacts, with the home page before it."""
    open_app(checked_page, samples_address)
    open_app(checked_page, samples_address, "browse?q=anna&sort=city")
    return checked_page


def click_cell(page: Page, row: int, from_left: int) -> None:
    """Clicks in the first grid, at a distance from its left side."""
    page.wait_for_timeout(500)  # it draws on a canvas, which no element tells
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + from_left, box["y"] + HEADER + ROW * row + ROW // 2)


def expect_record(page: Page) -> None:
    page.wait_for_url("**/record?object=contacts&id=*")
    expect(page.get_by_role("tab", name="Timeline")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("nna")


def test_a_click_on_a_name_opens_the_record_and_back_shows_the_list(page: Page):
    click_cell(page, 0, 70)
    expect_record(page)
    page.go_back()
    expect(page.get_by_placeholder("Search contacts")).to_have_value("anna")
    expect(page.get_by_role("heading", level=1)).to_have_text("Records")


def test_the_keyboard_opens_a_record(page: Page):
    click_cell(page, 1, 400)
    page.keyboard.press("Shift+Space")
    expect_record(page)
    page.get_by_role("link", name="Back to the list").click()
    page.wait_for_url("**/browse?object=contacts&q=anna&sort=city")
    expect(page.get_by_placeholder("Search contacts")).to_have_value("anna")


def test_a_value_is_typed_saved_and_put_back(page: Page):
    click_cell(page, 0, 70)
    expect_record(page)
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("textbox", name="City").fill("Goes")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved: City.")).to_be_visible()
    page.get_by_role("tab", name="Timeline").click()
    expect(page.get_by_text("→ Goes")).to_be_visible()
    page.get_by_role("button", name="Put back").click()
    expect(page.get_by_text("Put back: City.")).to_be_visible()
    expect(page.get_by_role("button", name="Put back")).to_have_count(0)


@pytest.mark.parametrize("label", ["CSV", "XLSX"])
def test_an_export_is_saved_by_one_click(page: Page, label: str):
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as saved:
        page.get_by_test_id("stPopoverBody").get_by_role("button", name=label, exact=True).click()
    assert saved.value.suggested_filename == f"contacts.{label.lower()}"
    assert Path(saved.value.path()).stat().st_size > 1000
