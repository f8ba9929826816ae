"""The two components of the business card page in a real browser: corners dragged by mouse and
moved by keys, texts tapped."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import wait_for_run
from tests.capture.cards.drawing import as_bytes, draw_card, on_table

pytestmark = pytest.mark.browser
SECONDS = 90_000


def test_corners_and_boxes(checked_page: Page, app_address: str, tmp_path: Path):
    page = checked_page
    picture = tmp_path / "card.jpg"
    picture.write_bytes(as_bytes(on_table(draw_card())[0]))
    page.goto(f"{app_address}/business_card")
    page.locator('input[type="file"]').first.set_input_files(str(picture))
    corner = page.get_by_label("Top left corner")
    expect(corner).to_be_visible()
    begin = corner.get_attribute("aria-description")
    assert begin and begin.startswith("13 % from the left, 25 % from the top")

    corner.scroll_into_view_if_needed()
    box = corner.bounding_box()
    assert box
    page.mouse.move(box["x"] + 22, box["y"] + 22)
    page.mouse.down()
    page.mouse.move(box["x"] + 72, box["y"] + 62, steps=4)
    page.mouse.up()
    expect(corner).not_to_have_attribute("aria-description", begin)
    dragged = corner.get_attribute("aria-description")
    assert dragged
    corner.focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(corner).not_to_have_attribute("aria-description", dragged)
    page.get_by_role("button", name="Put the corners back").click()
    expect(corner).to_have_attribute("aria-description", begin)

    page.wait_for_timeout(1_000)  # what is pressed while the page is drawn anew can be lost
    wait_for_run(page)
    page.get_by_role("button", name="Read the card").click()
    text = page.get_by_role("button", name="Leiterin Einkauf (Job Title)")
    expect(text).to_be_visible(timeout=SECONDS)
    text.click()
    page.get_by_test_id("stButtonGroup").get_by_text("Company Name", exact=True).click()
    expect(page.get_by_role("textbox", name="Company Name")).to_have_value("Leiterin Einkauf")
    expect(page.get_by_role("button", name="Leiterin Einkauf (Company Name)")).to_be_visible()
