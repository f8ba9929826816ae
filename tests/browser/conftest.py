"""One server and one browser for all tests here; each test gets a page of its own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.actions import open_app
from tests.browser.chromium import find_browser, launched_browser, opened_page
from tests.browser.server import running_app


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = find_browser()
    if program is None and os.environ.get("CI"):
        pytest.fail("CI must have a browser: scripts/system_packages.sh test")
    if program is None:
        pytest.skip("no Chromium or Chrome found")
    with launched_browser(program) as browser:
        yield browser


@pytest.fixture(scope="session")
def app_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the app writes while it runs."""
    return tmp_path_factory.mktemp("browser-data") / "server.log"


@pytest.fixture(scope="session")
def app_address(app_log: Path) -> Iterator[str]:
    with running_app(app_log.parent) as address:
        yield address


@pytest.fixture(autouse=True)
def no_trace(app_log: Path) -> Iterator[None]:
    """Fails a test in which the app broke, and shows where: the page only says that it did."""
    before = app_log.stat().st_size if app_log.exists() else 0
    yield
    written = app_log.read_bytes()[before:].decode(errors="replace") if app_log.exists() else ""
    assert "Uncaught app execution" not in written, written


@pytest.fixture
def checked_page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test when a script breaks or anything but this machine is asked."""
    requests: list[str] = []
    errors: list[str] = []
    with opened_page(browser) as page:
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
    local = ("http://localhost:", "ws://localhost:", "data:", "blob:")
    assert [url for url in requests if not url.startswith(local)] == []
    assert errors == []


@pytest.fixture
def browser_page(checked_page: Page, app_address: str) -> Page:
    """The app's first page, drawn."""
    open_app(checked_page, app_address)
    return checked_page
