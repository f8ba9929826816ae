"""A picture of any kind becomes pixels, grey to look for codes in or coloured to look for cards in,
within bounded memory and time.

Pillow reads it. A photo of many megapixels is made smaller while it is decoded (JPEG) or right
after; what would need too much memory is refused before anything is decoded. Called by ``codes``
and ``cards``.
"""

import io
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import FileError

Pixels = NDArray[np.uint8]

LARGEST_FILE = 200 << 20
# Codes are looked for in at most this many pixels: a phone's 12-megapixel photo is not touched.
WORKING_PIXELS = 16_000_000
# What decoding may take. Pillow itself refuses more than 178 megapixels.
LARGEST_DECODED = 420 << 20

_FORMATS = ("JPEG", "MPO", "PNG", "GIF", "BMP", "WEBP", "TIFF", "PPM", "AVIF")
_BYTES_PER_PIXEL = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2}
# These decode everything into memory of their own first, and Pillow copies it.
_TWICE_IN_MEMORY = ("WEBP", "AVIF")
_END_OF_JPEG = b"\xff\xd9"


@dataclass
class Picture:
    """``pixels`` are rows of 0 to 255, upright, grey or red, green, blue; ``scale`` times a place
    in them is the place in the picture as viewers show it, which is ``width`` by ``height``."""

    pixels: Pixels
    width: int
    height: int
    scale: float = 1.0
    warnings: list[str] = field(default_factory=list)


def read_picture(
    source: Path | bytes, colour: bool = False, working_pixels: int = WORKING_PIXELS
) -> Picture:
    """The picture of a file or its bytes; of an animation the first frame. One of more than
    ``working_pixels`` is made smaller, to no less than that.

    Raises ``FileError`` where there is no picture, it is damaged from the start, or too large.
    """
    data = _read(source) if isinstance(source, Path) else source
    if not data:
        raise FileError("The file is empty", "There is no picture in it.")
    try:
        return _decoded(data, colour, working_pixels)
    except FileError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large("it has more than 178 megapixels") from error
    except UnidentifiedImageError as error:
        raise _no_picture(data) from error
    except MemoryError as error:
        raise _too_large("it does not fit into memory") from error
    except Exception as error:  # Pillow's decoders raise whatever their parsing trips over
        raise _damaged(error) from error


def from_array(array: NDArray[Any]) -> Picture:
    """The picture of a camera frame: rows of grey values, or of 3 or 4 colours, 0 to 255."""
    if array.ndim == 3 and array.shape[2] == 1:
        array = array[:, :, 0]
    if array.dtype == np.bool_:
        array = array.astype(np.uint8) * 255
    if array.dtype != np.uint8 or array.ndim not in (2, 3) or not array.size:
        raise FileError("Not a picture", f"An array of {array.dtype} with shape {array.shape}.", "")
    if array.ndim == 3:
        array = np.asarray(Image.fromarray(np.ascontiguousarray(array[:, :, :3])).convert("L"))
    height, width = array.shape
    return Picture(np.ascontiguousarray(array), width, height)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _too_large(f"the file has more than {LARGEST_FILE >> 20} MB")
        return path.read_bytes()
    except OSError as error:
        raise FileError("The file cannot be opened", f"{path}: {error.strerror}.") from error


def _decoded(data: bytes, colour: bool, working_pixels: int) -> Picture:
    image = _open(data)
    _check_size(image)
    factor = (working_pixels / max(1, image.width * image.height)) ** 0.5
    whole = image.size
    if factor < 1 and image.format in ("JPEG", "MPO"):
        image.draft(
            "RGB" if colour else "L", (int(image.width * factor), int(image.height * factor))
        )
    told = []
    try:
        image.load()
    except OSError:
        if image.format not in ("JPEG", "MPO"):
            raise
        # The end is missing. With an end put on, the decoder gives what is there.
        image = _open(data + _END_OF_JPEG)
        image.load()
        told.append("The picture is cut off; what is missing of it is grey.")
    if (steps := int((image.width * image.height / working_pixels) ** 0.5)) > 1:
        image = _reducible(image, colour).reduce(steps)
    shrunk = max(whole) / max(image.size)
    image = _upright(image)
    width, height = (round(side * shrunk) for side in image.size)
    pixels = _coloured(image) if colour else _grey(image)
    return Picture(pixels, width, height, shrunk, told)


def _open(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        # Our own check follows, in words of ours.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        Image.init()
        return Image.open(io.BytesIO(data), formats=[f for f in _FORMATS if f in Image.OPEN])


def _check_size(image: Image.Image) -> None:
    pixels = image.width * image.height
    if image.format in ("JPEG", "MPO"):
        return  # made smaller while it is decoded
    needed = pixels * _BYTES_PER_PIXEL.get(image.mode, 4)
    if image.format in _TWICE_IN_MEMORY:
        needed *= 2
    if needed > LARGEST_DECODED:
        raise _too_large(f"it has {pixels / 1e6:,.0f} megapixels")


def _reducible(image: Image.Image, colour: bool) -> Image.Image:
    """A palette's numbers must not be averaged; nor can 16 bits be by Pillow."""
    if image.mode in ("P", "1", "PA"):
        plain = "RGB" if colour else "L"
        return image.convert("RGBA" if "transparency" in image.info else plain)
    return Image.fromarray(_eight_bits(image)) if image.mode.startswith(("I", "F")) else image


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # a damaged EXIF block says nothing about the picture
        return image


def _grey(image: Image.Image) -> Pixels:
    if image.mode.startswith(("I", "F")):
        return _eight_bits(image)
    return np.asarray(_on_paper(image).convert("L"))


def _coloured(image: Image.Image) -> Pixels:
    if image.mode.startswith(("I", "F")):
        return np.repeat(_eight_bits(image)[:, :, None], 3, axis=2)
    return np.asarray(_on_paper(image).convert("RGB"))


def _on_paper(image: Image.Image) -> Image.Image:
    """What is black on nothing would be black on black without paper."""
    if not image.has_transparency_data:
        return image
    layers = image.convert("RGBA")
    paper = Image.new("RGBA", layers.size, "white")
    return Image.alpha_composite(paper, layers)


def _eight_bits(image: Image.Image) -> Pixels:
    """Pictures of 16 or 32 bits a pixel: the span of their values becomes 0 to 255."""
    values = np.nan_to_num(np.asarray(image, dtype=np.float32))
    low, high = float(values.min()), float(values.max())
    return ((values - low) * (255.0 / max(high - low, 1e-6))).astype(np.uint8)


def _too_large(why: str) -> FileError:
    return FileError(
        "The picture is too large", f"It was not read: {why}.", "Take it with a lower resolution."
    )


def _no_picture(data: bytes) -> FileError:
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"):
        found, hint = "This is a HEIC photo.", "Save it as JPEG first."
    elif data.startswith(b"%PDF"):
        found, hint = "This is a PDF document.", "Save the page as a picture first."
    else:
        found, hint = "There is no picture in the file that can be read.", "Use JPEG or PNG."
    return FileError("Not a picture", found, hint)


def _damaged(error: Exception) -> FileError:
    return FileError(
        "The picture is damaged", f"It cannot be read: {error}.", "Save or take it again."
    )
