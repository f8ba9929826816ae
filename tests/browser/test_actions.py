"""The tools of these tests, tried on a script of their own."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import drop_file, open_app, take_screenshot
from tests.browser.server import running_app

PNG_SIGNATURE = b"\x89PNG"


@pytest.fixture
def uploader(checked_page: Page, tmp_path: Path):
    with running_app(tmp_path, "tests/browser/uploader.py") as address:
        open_app(checked_page, address)
        yield checked_page


def test_a_dropped_file_arrives_whole(uploader: Page, tmp_path: Path):
    file = tmp_path / "people.csv"
    file.write_bytes("name\nZoë\n".encode())
    drop_file(uploader, file)
    expect(uploader.get_by_text("people.csv holds 10 bytes")).to_be_visible()


def test_a_screenshot_is_a_picture(uploader: Page, tmp_path: Path):
    picture = tmp_path / "pictures" / "uploader.png"
    take_screenshot(uploader, picture)
    assert picture.read_bytes().startswith(PNG_SIGNATURE)
