"""What only a browser has: a live camera, no camera, a contact picker, a narrow window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.actions import drop_file, open_app, wait_for_run
from tests.browser.camera import camera_arguments, film_of
from tests.browser.chromium import ARGUMENTS, NARROW, find_browser, opened_page
from tests.capture.drawing import VCARD, as_file, code

PATIENCE = 60_000
TRIES = 5
PICKED = """() => {
    Object.defineProperty(navigator, 'contacts', {value: {
        getProperties: async () => ['name', 'email', 'tel'],
        select: async (wanted, options) => [
            {name: ['Zoë Grün'], email: ['zoe@example.com'], tel: ['+31612345678']},
            {name: ['Max'], email: [], tel: ['0201234567']}],
    }});
}"""


@pytest.fixture
def empty_seconds() -> int:
    """How long the camera sees nothing, before and after each second in which it sees a code."""
    return 0


@pytest.fixture
def camera_page(
    browser: Browser, tmp_path: Path, empty_seconds: int
) -> Iterator[tuple[Page, list[str]]]:
    """A page whose camera sees a code, and the addresses it asks for."""
    film = film_of(VCARD, tmp_path / "code.y4m", empty_seconds=empty_seconds)
    asked: list[str] = []
    made = browser.browser_type.launch(
        executable_path=find_browser(), args=[*ARGUMENTS, *camera_arguments(film)]
    )
    with opened_page(made) as page:
        page.on("request", lambda request: asked.append(request.url))
        yield page, asked
    made.close()


def start_camera(page: Page, found: Locator) -> None:
    """Starts the camera until a code is found. On a busy machine the connection of browser and app
    does not always come about; the page tells to stop and start again then."""
    camera = page.frame_locator("iframe")
    stop = camera.get_by_role("button", name="Stop the camera")
    for _ in range(TRIES):
        camera.get_by_role("button", name="Start the camera").click()
        try:
            return expect(found).to_be_visible(timeout=PATIENCE / TRIES)
        except AssertionError:
            if stop.is_visible():
                stop.click()
            page.wait_for_timeout(1_000)
    expect(found).to_be_visible()


@pytest.mark.parametrize("empty_seconds", [3])
def test_a_code_held_before_the_live_camera_for_a_second_becomes_a_contact(
    camera_page: tuple[Page, list[str]], app_address: str
) -> None:
    page, asked = camera_page
    page.set_default_timeout(PATIENCE)
    open_app(page, app_address, "qr_codes")
    start_camera(page, page.get_by_text("Final review and edit"))
    expect(page.get_by_label("First Name")).to_have_value("Zoë")
    expect(page.get_by_label("Last Name")).to_have_value("Grün")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Contact saved")).to_be_visible(timeout=PATIENCE)
    local = ("http://localhost:", "ws://localhost:", "data:", "blob:")
    assert [url for url in asked if not url.startswith(local)] == []


def test_scanning_several_goes_on_after_a_code(
    camera_page: tuple[Page, list[str]], app_address: str
) -> None:
    page, _ = camera_page
    page.set_default_timeout(PATIENCE)
    open_app(page, app_address, "qr_codes")
    page.get_by_text("Scan several").click()
    page.wait_for_timeout(1_500)  # the toggle changes nothing that could be waited for
    wait_for_run(page)
    start_camera(page, page.get_by_text("1 contact scanned"))
    page.wait_for_timeout(4_000)
    camera = page.frame_locator("iframe")
    expect(camera.get_by_role("button", name="Stop the camera")).to_be_visible()
    expect(page.get_by_text("1 contact scanned")).to_be_visible()


def test_a_photo_of_a_code_becomes_a_contact(
    camera_page: tuple[Page, list[str]], app_address: str
) -> None:
    page, _ = camera_page
    page.set_default_timeout(PATIENCE)
    open_app(page, app_address, "qr_codes")
    page.get_by_text("Take a photo").click()
    page.wait_for_function(
        "document.querySelector('[data-testid=stCameraInput] video')?.currentTime > 0.5"
    )
    page.get_by_test_id("stCameraInputButton").click()
    expect(page.get_by_text("Final review and edit")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_label("Email")).to_have_value("zoe@example.com")


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("Object.defineProperty(window, 'isSecureContext', {value: false})", "only over HTTPS"),
        ("navigator.permissions.query = async () => ({state: 'denied'})", "camera is blocked"),
        ("navigator.mediaDevices.enumerateDevices = async () => []", "No camera was found"),
    ],
    ids=["http", "denied", "none"],
)
def test_without_a_camera_it_says_why_and_takes_a_picture(
    checked_page: Page, app_address: str, tmp_path: Path, script: str, told: str
) -> None:
    checked_page.add_init_script(script)
    picture = tmp_path / "code.png"
    picture.write_bytes(as_file(code(VCARD)))
    open_app(checked_page, app_address, "qr_codes")
    expect(checked_page.get_by_text(told)).to_be_visible()
    drop_file(checked_page, picture)
    expect(checked_page.get_by_text("Final review and edit")).to_be_visible()


def test_contacts_picked_in_the_browser_are_listed(checked_page: Page, app_address: str) -> None:
    checked_page.add_init_script(f"({PICKED})()")
    open_app(checked_page, app_address, "device_contacts")
    checked_page.get_by_role("button", name="Choose from this device").click()
    expect(checked_page.get_by_text("2 contacts, 2 selected")).to_be_visible()


def test_no_picker_no_button(checked_page: Page, app_address: str) -> None:
    open_app(checked_page, app_address, "device_contacts")
    expect(checked_page.get_by_text("How to get contacts out of a phone")).to_be_visible()
    assert checked_page.get_by_role("button", name="Choose from this device").count() == 0


@pytest.mark.parametrize("path", ["device_contacts", "qr_codes"])
def test_a_narrow_window_needs_no_scrolling_aside(
    browser: Browser, app_address: str, path: str
) -> None:
    with opened_page(browser, width=NARROW) as page:
        open_app(page, app_address, path)
        wait_for_run(page)
        wide = "document.querySelector('[data-testid=stMain]').scrollWidth"
        assert page.evaluate(wide) <= NARROW
