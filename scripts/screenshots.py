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


@dataclass(frozen=True)
class Shot:
    """One picture: the page's path, and the buttons to press there first, by their label."""

    name: str
    path: str = ""
    press: tuple[str, ...] = ()
    width: int = WIDE
    dark: bool = False


SHOTS = (
    Shot("home"),
    Shot("home-dark", dark=True),
    Shot("home-narrow", width=NARROW),
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
        take_screenshot(page, picture)
    return picture


if __name__ == "__main__":
    main()
