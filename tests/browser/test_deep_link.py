"""The address of a page, opened first on a server that has served nothing yet."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.actions import open_app
from tests.browser.chromium import opened_page
from tests.browser.server import running_app


def test_the_first_visitor_may_open_any_page(browser: Browser, tmp_path: Path):
    """Streamlit says "Page not found" to that one, unless app.py prevents it."""
    with running_app(tmp_path) as address, opened_page(browser) as page:
        open_app(page, address, "history")
        expect(page.get_by_role("heading", name="History")).to_be_visible()
        expect(page.get_by_text("Page not found")).to_have_count(0)
