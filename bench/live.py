"""How soon a code that is held still before the live camera is a contact on the page. Called by
``python -m bench live``: a real browser whose camera plays a film, the real app.

It is no test, since on a machine with other work all of browser, app and film come later."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.actions import open_app
from tests.browser.camera import camera_arguments, film_of
from tests.browser.chromium import ARGUMENTS, find_browser, launched_browser, opened_page
from tests.browser.server import running_app
from tests.capture.drawing import VCARD

_EMPTY_SECONDS = 6
_PATIENCE = 20_000
_FOUND = "Final review and edit"

# Keeps the moment at which the camera first sees something: 20 ms exact, in milliseconds.
_NOTE_WHEN_SEEN = """(() => {
    if (!navigator.mediaDevices) return;
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async wanted => {
        const stream = await ask(wanted);
        const video = document.createElement('video');
        Object.assign(video, {muted: true, srcObject: stream.clone()});
        video.play();
        const canvas = Object.assign(document.createElement('canvas'), {width: 64, height: 36});
        const drawn = canvas.getContext('2d', {willReadFrequently: true});
        const clock = setInterval(() => {
            if (video.readyState < 2) return;
            drawn.drawImage(video, 0, 0, 64, 36);
            const pixels = drawn.getImageData(0, 0, 64, 36).data;
            let [darkest, lightest] = [255, 0];
            for (let place = 0; place < pixels.length; place += 4) {
                darkest = Math.min(darkest, pixels[place]);
                lightest = Math.max(lightest, pixels[place]);
            }
            if (lightest - darkest > 60) {
                window.top.seenByCamera = Date.now();
                clearInterval(clock);
            }
        }, 20);
        return stream;
    };
})()"""

# Keeps the moment at which a text is first on the page.
_NOTE_WHEN_DRAWN = """text => {
    const look = () => {
        if (!window.drawnOnPage && document.body.innerText.includes(text))
            window.drawnOnPage = Date.now();
    };
    new MutationObserver(look).observe(
        document.body, {subtree: true, childList: true, characterData: true});
}"""


def measure(folder: Path, times: int) -> None:
    """Prints the seconds from the camera's first picture of the code to the contact on the page.
    The first is of an app just started."""
    program = find_browser()
    if program is None:
        raise SystemExit("No Chromium or Chrome was found.")
    film = film_of(VCARD, folder / "code.y4m", empty_seconds=_EMPTY_SECONDS, seconds=4)
    with running_app(folder) as address, launched_browser(program) as browser:
        made = browser.browser_type.launch(
            executable_path=program, args=[*ARGUMENTS, *camera_arguments(film)]
        )
        waits = list[float]()
        for _ in range(times):
            with opened_page(made) as page:
                waits.append(_seconds_to_the_page(page, address))
        made.close()
    film.unlink()
    print("\nlive camera: a code held still is on the page after")
    print("  " + "  ".join(f"{wait:.2f} s" for wait in waits) + "  (at most 1 s)")


def _seconds_to_the_page(page: Page, address: str) -> float:
    page.add_init_script(_NOTE_WHEN_SEEN)
    open_app(page, address, "qr_codes")
    page.evaluate(_NOTE_WHEN_DRAWN, _FOUND)
    camera = page.frame_locator("iframe")
    camera.get_by_role("button", name="Start the camera").click()
    expect(page.get_by_text(_FOUND)).to_be_visible(timeout=_PATIENCE)
    return float(page.evaluate("window.drawnOnPage - window.seenByCamera")) / 1000
