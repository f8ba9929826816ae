"""Failed rows mended with the mouse and the keyboard: AppTest cannot type into a table."""

import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from core.engine.draft import open_draft, stage_draft
from core.engine.progress import Progress
from core.recipe import Recipe
from core.store import Store
from tests.browser.actions import open_app, type_into_cell, wait_for_run
from tests.browser.server import running_app

ROWS = 60
FILE = "Email,First name\nada@example.com,Ada\n" + "".join(
    f"{number}@,Name {number}\n" for number in range(3, ROWS + 3)
)
# Within the column of the emails, which comes behind the row and what is wrong with it.
EMAIL = 520
SECONDS = 1000


@pytest.fixture(scope="module")
def draft_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An import that waits for its review; all rows but the first fail."""
    folder = tmp_path_factory.mktemp("browser-rows")
    store = Store(folder / "rowcall.duckdb")
    cursor = store.cursor()
    recipe = Recipe.of("contacts", consent=True)
    import_id = open_draft(store, cursor, recipe, "people.csv", io.BytesIO(FILE.encode()))
    stage_draft(store, cursor, import_id, Progress())
    store.close()
    with running_app(folder) as address:
        yield f"{address}/review?import={import_id}"


@pytest.fixture
def page(checked_page: Page, draft_address: str) -> Page:
    """The failed rows of the dry run."""
    address, _, path = draft_address.rpartition("/")
    open_app(checked_page, address, path)
    expect(failed(checked_page)).to_have_text(str(ROWS), timeout=30 * SECONDS)
    checked_page.get_by_role("radio", name=re.compile("Failed")).click()
    expect(apply(checked_page)).to_be_visible()
    wait_for_run(checked_page)
    return checked_page


def failed(page: Page) -> Locator:
    """The number of rows that fail."""
    metric = page.get_by_test_id("stMetric").filter(has_text="Failed")
    return metric.get_by_test_id("stMetricValue")


def apply(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile(r"Apply \d+ edit"))


def editor(page: Page) -> Locator:
    return page.get_by_role("tabpanel").get_by_test_id("stDataFrame").first


def test_typing_into_cells_mends_rows(page: Page):
    expect(apply(page)).to_be_disabled()
    type_into_cell(page, editor(page), 0, EMAIL, "three@example.com")
    expect(apply(page)).to_contain_text("Apply 1 edit")
    type_into_cell(page, editor(page), 1, EMAIL, "four@example.com")
    expect(apply(page)).to_contain_text("Apply 2 edits")
    page.get_by_label("Page 2", exact=True).click()
    expect(page.get_by_text("2 edited rows on other pages.")).to_be_visible()
    wait_for_run(page)
    type_into_cell(page, editor(page), 0, EMAIL, "fifty@example.com")
    expect(apply(page)).to_contain_text("Apply 3 edits")
    page.get_by_label("Page 1", exact=True).click()
    expect(page.get_by_text("1 edited row on other pages.")).to_be_visible()
    apply(page).click()
    expect(failed(page)).to_have_text(str(ROWS - 3), timeout=30 * SECONDS)
    expect(apply(page)).to_be_disabled()
