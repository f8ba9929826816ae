"""Makes the README's pictures again: ``make screenshots``. The app runs on a store of its own."""

import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from core.samples import TOGETHER, sample_people_and_firms, sample_together
from tests.browser.actions import drop_file, open_app, take_screenshot, wait_for_run
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
# Of several objects; the one of two files comes before it.
FAIR = "?import=6"


@dataclass(frozen=True)
class Shot:
    """One picture: the page's path, and what to do there first: choose by label, drop files, press
    by label, tick. They are taken in order, on one store, so each finds what others did."""

    name: str
    path: str = ""
    choose: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
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
    Shot(
        "common-column",
        "upload",
        choose=("Two files with associations",),
        drop=("people.csv", "firms.csv"),
        press=("Next: Common column",),
    ),
    Shot(
        "map-several",
        "upload",
        choose=("Several objects in one file", "Deals"),
        drop=("fair.csv",),
        press=("Next: Map",),
    ),
    Shot("details-several", f"details{FAIR}", tick=("These contacts expect to hear from us",)),
    Shot("review-several", f"review{FAIR}"),
    Shot("home-dark", dark=True),
    Shot("results-narrow", f"results{IMPORT}", width=NARROW),
)


def main() -> None:
    program = find_browser()
    if program is None:
        sys.exit("No Chromium or Chrome found: scripts/system_packages.sh test")
    with (
        TemporaryDirectory() as files,
        TemporaryDirectory() as data,
        running_app(Path(data)) as address,
        launched_browser(program) as browser,
    ):
        write_files(Path(files))
        for shot in SHOTS:
            print(take(browser, address, shot, Path(files)).relative_to(ROOT))


def write_files(folder: Path) -> None:
    """The files that are dropped."""
    people, firms = sample_people_and_firms()
    fair = sample_together(TOGETHER)
    for name, content in {"people.csv": people, "firms.csv": firms, "fair.csv": fair}.items():
        (folder / name).write_bytes(content)


def take(browser: Browser, address: str, shot: Shot, files: Path) -> Path:
    picture = PICTURES / f"{shot.name}.png"
    with opened_page(browser, width=shot.width, dark=shot.dark) as page:
        open_app(page, address, shot.path)
        for label in shot.choose:
            page.get_by_text(label, exact=True).last.click()
            wait_for_new_run(page)
        for name in shot.drop:
            drop_file(page, files / name)
            wait_for_new_run(page)
        for label in shot.press:
            page.get_by_role("button", name=label).click()
            wait_for_new_run(page)
        for label in shot.tick:
            page.get_by_text(label).click()
            wait_for_new_run(page)
        page.wait_for_timeout(1000)  # a page that was led to draws after the one before
        take_screenshot(page, picture)
    return picture


def wait_for_new_run(page: Page) -> None:
    """A run starts some time after the click, on a busy machine quite some."""
    page.wait_for_timeout(1500)
    wait_for_run(page)


if __name__ == "__main__":
    main()
