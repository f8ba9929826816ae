"""What a person does with a Streamlit page, and the wait that must follow."""

import base64
import mimetypes
from contextlib import suppress
from pathlib import Path

import playwright.sync_api
from playwright.sync_api import Locator, Page

# Connected, the script has run, and nothing of the former run is still greyed out.
SETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app?.getAttribute('data-test-connection-state') === 'CONNECTED'
        && app?.getAttribute('data-test-script-state') === 'notRunning'
        && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]');
}"""

DROP = """(zone, [name, type, encoded]) => {
    const bytes = Uint8Array.from(atob(encoded), letter => letter.charCodeAt(0));
    const carried = new DataTransfer();
    carried.items.add(new File([bytes], name, {type}));
    for (const step of ['dragenter', 'dragover', 'drop'])
        zone.dispatchEvent(new DragEvent(step, {
            bubbles: true, cancelable: true, composed: true, dataTransfer: carried}));
}"""

# Streamlit scrolls an inner box, so a picture of the whole page needs a window of its height.
FULL_HEIGHT = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    return main ? main.scrollHeight + window.innerHeight - main.clientHeight : window.innerHeight;
}"""

# The height of a row of a table, and of its header, in pixels.
GRID_ROW = 35


def open_app(page: Page, address: str, path: str = "") -> None:
    """Go to a page of the app and wait until it is drawn."""
    page.goto(f"{address}/{path}")
    wait_for_run(page)


def wait_for_run(page: Page) -> None:
    """Wait until the script has run; after a click, expect an element first: a run starts late."""
    page.wait_for_function(SETTLED)


def drop_file(page: Page, file: Path, uploader: int = 0) -> None:
    """Drag ``file`` onto the n-th uploader of the page and drop it there."""
    zone = page.get_by_test_id("stFileUploaderDropzone").nth(uploader)
    type_ = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    zone.evaluate(DROP, [file.name, type_, base64.b64encode(file.read_bytes()).decode()])


def take_screenshot(page: Page, picture: Path) -> None:
    """The whole page from top to bottom, not only what the window shows."""
    wait_for_run(page)
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({**size, "height": max(size["height"], page.evaluate(FULL_HEIGHT))})
    page.wait_for_timeout(500)  # grids draw on a canvas, which no element tells
    picture.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=picture)
    page.set_viewport_size(size)


def type_into_cell(page: Page, grid: Locator, row: int, from_left: int, text: str) -> None:
    """Opens the cell of a table at this distance from its left side and types over what is in it;
    the first row is 0. A table is a canvas, which no element tells when it is drawn."""
    cell = page.locator("#portal textarea")
    for _ in range(5):
        page.wait_for_timeout(500)
        box = grid.bounding_box()
        assert box is not None
        page.mouse.dblclick(box["x"] + from_left, box["y"] + GRID_ROW * (row + 1) + GRID_ROW // 2)
        with suppress(playwright.sync_api.TimeoutError):
            cell.wait_for(timeout=1000)
            cell.fill(text)
            cell.press("Enter")
            return
    raise AssertionError("No cell opens to type in")
