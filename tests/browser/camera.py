"""A camera that plays a film: a QR code held still before it, as a Y4M file for Chromium."""

from pathlib import Path

import numpy as np

from tests.capture.drawing import code, scene

WIDTH, HEIGHT, FRAMES_PER_SECOND = 1280, 720, 10


def film_of(text: str, path: Path, *, empty_seconds: int = 0, seconds: int = 1) -> Path:
    """Writes the film of a code of this text, which is played again and again: so long nothing but
    grey, so long the code."""
    picture = scene([(code(text, scale=8), (420, 150))], (WIDTH, HEIGHT))
    grey = np.asarray(picture.convert("L")).tobytes()
    nothing = bytes([150]) * (WIDTH * HEIGHT)
    no_colour = bytes([128]) * (WIDTH * HEIGHT // 2)
    rate = f"F{FRAMES_PER_SECOND}:1"
    with path.open("wb") as film:
        film.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} {rate} Ip A1:1 C420jpeg\n".encode())
        for shown, long in ((nothing, empty_seconds), (grey, seconds)):
            for _ in range(FRAMES_PER_SECOND * long):
                film.write(b"FRAME\n" + shown + no_colour)
    return path


def camera_arguments(film: Path) -> tuple[str, ...]:
    """Of a Chromium whose camera plays this film and whose user says yes to it."""
    return (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    )


# Keeps the moment at which the camera first sees something: 20 ms exact, in milliseconds.
NOTE_WHEN_SEEN = """(() => {
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
NOTE_WHEN_DRAWN = """text => {
    const look = () => {
        if (!window.drawnOnPage && document.body.innerText.includes(text))
            window.drawnOnPage = Date.now();
    };
    new MutationObserver(look).observe(
        document.body, {subtree: true, childList: true, characterData: true});
}"""
