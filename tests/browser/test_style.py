"""What the style adds to the theme: texts that can be read in both, no unguarded download."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from core.engine.sample_data import load_sample_data
from core.store import Store
from tests.browser.actions import open_app
from tests.browser.chromium import opened_page
from tests.browser.server import running_app

# The smallest contrast of normal text (WCAG 2.2, AA).
READABLE = 4.5

# Colour of the text and of what is behind it, see-through layers mixed.
COLOURS = """element => {
    const parse = text => (text.match(/[\\d.]+/g) || []).map(Number);
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
        const [r, g, b, a = 1] = parse(getComputedStyle(e).backgroundColor);
        layers.push([r, g, b, a]);
        if (a === 1) break;
    }
    const behind = layers.reverse().reduce(
        (under, [r, g, b, a]) => [r, g, b].map((c, i) => c * a + under[i] * (1 - a)), [0, 0, 0]);
    return [parse(getComputedStyle(element).color).slice(0, 3), behind];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("browser-style")
    store = Store(folder / "rowcall.duckdb")
    load_sample_data(store, store.cursor())
    store.close()
    with running_app(folder) as made:
        yield made


def luminance(colour: list[float]) -> float:
    parts = [c / 255 for c in colour]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(element: Locator) -> float:
    text, behind = element.evaluate(COLOURS)
    darker, lighter = sorted((luminance(text), luminance(behind)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_is_chosen_can_be_read(browser: Browser, address: str, dark: bool):
    with opened_page(browser, dark=dark) as page:
        open_app(page, address, "browse?object=deals")
        assert contrast(page.get_by_role("radio", checked=True)) >= READABLE
        page.get_by_role("button", name="Filter").click()
        page.get_by_role("combobox", name="Condition").click()
        page.keyboard.type("is known")
        page.keyboard.press("Enter")
        button = page.get_by_role("button", name="Add filter")
        expect(button).to_be_enabled()
        assert contrast(button) >= READABLE
        open_app(page, address, f"record?object=companies&id={first_company(page, address)}")
        assert contrast(page.get_by_role("tab", selected=True)) >= READABLE


def first_company(page: Page, address: str) -> str:
    """The Record ID of a company, as a click on its row leads to it."""
    open_app(page, address, "browse?object=companies")
    page.wait_for_timeout(500)
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 80, box["y"] + 52)
    page.wait_for_url("**/record?object=companies&id=*")
    return page.url.rpartition("=")[2]


def test_a_table_offers_no_download_of_its_own(checked_page: Page, address: str):
    open_app(checked_page, address, "browse")
    checked_page.get_by_test_id("stDataFrame").first.hover()
    toolbar = checked_page.get_by_test_id("stElementToolbar").first
    expect(toolbar.get_by_label("Search: ")).to_be_visible()
    expect(toolbar.locator("button[aria-label*='CSV']")).to_be_hidden()


def test_on_a_touch_screen_the_tools_of_a_table_cover_nothing(browser: Browser, address: str):
    context = browser.new_context(
        viewport={"width": 390, "height": 900}, has_touch=True, is_mobile=True, locale="en-GB"
    )
    page = context.new_page()
    open_app(page, address, "browse?object=deals")
    tools, table = page.get_by_test_id("stElementToolbar").first, page.get_by_test_id("stDataFrame")
    expect(tools).to_be_visible()
    shown, below = tools.bounding_box(), table.first.bounding_box()
    before = table.first.locator(
        "xpath=ancestor::*[@data-testid='stElementContainer']/preceding-sibling::*[1]"
    ).bounding_box()
    assert shown and below and before
    assert before["y"] + before["height"] <= shown["y"] + 2
    assert shown["y"] + shown["height"] <= below["y"] + 40
    context.close()


def test_an_uploader_shows_all_its_formats_on_a_phone(browser: Browser, address: str):
    with opened_page(browser, width=390) as page:
        open_app(page, address, "business_card")
        list_ = page.get_by_text("HEIC, HEIF")
        expect(list_).to_be_visible()
        assert list_.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
