"""Finds the machine's Chromium and opens pages in it; Playwright's own download is not used."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

COMMANDS = ("chromium", "chromium-browser", "google-chrome")
MAC_PROGRAMS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
ARGUMENTS = (
    "--headless",
    "--no-sandbox",  # the sandbox does not start for root, as in CI
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",  # these three: no look-ups of its maker's hosts
    "--disable-component-update",
    "--disable-sync",
)
WIDE, NARROW = 1400, 390
HEIGHT = 900
ACTION_MILLISECONDS = 20_000


def find_browser() -> str | None:
    """The program to drive, or None. ``scripts/system_packages.sh`` looks in the same places."""
    commands = (shutil.which(name) for name in COMMANDS)
    programs = (str(path) for path in MAC_PROGRAMS if path.exists())
    return next((path for path in (*commands, *programs) if path), None)


@contextmanager
def launched_browser(program: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def opened_page(browser: Browser, *, width: int = WIDE, dark: bool = False) -> Iterator[Page]:
    """A page of a fresh profile: no cookies, no session of another test."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
    )
    context.set_default_timeout(ACTION_MILLISECONDS)
    yield context.new_page()
    context.close()
