"""Makes the README's pictures again: ``make screenshots``. The app runs on a store of its own."""

import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from tests.browser.actions import open_app, take_screenshot, wait_for_run
from tests.browser.chromium import (
    NARROW,
    WIDE,
    find_browser,
    launched_browser,
    opened_page,
)
from tests.browser.server import ROOT, running_app

PICTURES = ROOT / "docs" / "screenshots"


# The import of the messy sample file: "Load sample data" makes the three before it.
IMPORT = "?import=4"


@dataclass(frozen=True)
class Shot:
    """One picture: the page's path, and what to press there first, by label. They are taken in
    order, on one store, so each finds what those before it did."""

    name: str
    path: str = ""
    press: tuple[str, ...] = ()
    tick: tuple[str, ...] = ()
    width: int = WIDE
    dark: bool = False


SHOTS = (
    Shot("home", press=("Load sample data",)),
    Shot("upload", press=("Import a messy sample file",)),
    Shot("map", f"upload{IMPORT}", press=("Next: Map", "Don't import 1 unmapped column")),
    Shot("details", f"details{IMPORT}", tick=("These contacts expect to hear from us",)),
    Shot("review", f"review{IMPORT}"),
    Shot("results", f"review{IMPORT}", press=("Import 320 records",)),
    Shot("records", "browse"),
    Shot("history", "history"),
    Shot("home-dark", dark=True),
    Shot("results-narrow", f"results{IMPORT}", width=NARROW),
)


def main() -> None:
    program = find_browser()
    if program is None:
        sys.exit("No Chromium or Chrome found: scripts/system_packages.sh test")
    with (
        TemporaryDirectory() as data,
        running_app(Path(data)) as address,
        launched_browser(program) as browser,
    ):
        for shot in SHOTS:
            print(take(browser, address, shot).relative_to(ROOT))


def take(browser: Browser, address: str, shot: Shot) -> Path:
    picture = PICTURES / f"{shot.name}.png"
    with opened_page(browser, width=shot.width, dark=shot.dark) as page:
        open_app(page, address, shot.path)
        for label in shot.press:
            page.get_by_role("button", name=label).click()
            wait_for_run(page)
        for label in shot.tick:
            page.get_by_text(label).click()
            wait_for_run(page)
        take_screenshot(page, picture)
    return picture


if __name__ == "__main__":
    main()
