"""The app as a visitor first sees it."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.actions import open_app
from tests.browser.chromium import NARROW, opened_page

BACKGROUND = "getComputedStyle(document.querySelector('[data-testid=\"stApp\"]')).backgroundColor"


def test_it_opens(browser_page: Page):
    expect(browser_page).to_have_title(re.compile("Rowcall"))
    expect(browser_page.get_by_role("heading").first).to_be_visible()
    expect(browser_page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize(
    ("dark", "background"), [(False, "rgb(255, 255, 255)"), (True, "rgb(20, 25, 28)")]
)
def test_it_follows_the_visitors_theme(
    browser: Browser, app_address: str, dark: bool, background: str
):
    with opened_page(browser, dark=dark) as page:
        open_app(page, app_address)
        assert page.evaluate(BACKGROUND) == background


def test_it_fits_a_telephone(browser: Browser, app_address: str):
    with opened_page(browser, width=NARROW) as page:
        open_app(page, app_address)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
