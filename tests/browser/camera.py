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
