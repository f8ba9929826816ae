"""QR codes drawn for tests: turned, blurred, small, inverted, several in one picture."""

import io
from collections.abc import Sequence

import numpy as np
import segno
from numpy.typing import NDArray
from PIL import Image

VCARD = (
    "BEGIN:VCARD\nVERSION:3.0\nN:Grün;Zoë\nORG:Example\nTEL;TYPE=CELL:+31612345678\n"
    "EMAIL:zoe@example.com\nEND:VCARD"
)


def code(content: str | bytes, scale: int = 4, **options: object) -> Image.Image:
    """A code with its quiet zone, grey."""
    drawn = io.BytesIO()
    segno.make(content, micro=False, **options).save(drawn, kind="png", scale=scale)
    return Image.open(drawn).convert("L")


def scene(codes: Sequence[tuple[Image.Image, tuple[int, int]]], size=(1280, 720)) -> Image.Image:
    """The codes at their places on a textured background."""
    rng = np.random.default_rng(1)
    small = rng.integers(90, 200, (size[1] // 40, size[0] // 40), dtype=np.uint8)
    picture = Image.fromarray(small).resize(size, Image.Resampling.BICUBIC)
    for drawn, place in codes:
        picture.paste(drawn, place)
    return picture


def turned(picture: Image.Image, degrees: float) -> Image.Image:
    return picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=200)


def as_file(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def pixels(picture: Image.Image) -> NDArray[np.uint8]:
    return np.array(picture)
