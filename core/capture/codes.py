"""Finds QR codes in a picture: their texts and where their corners are.

zxing-cpp does nearly all of it: of 716 test pictures it reads 664, doubled in size 12 more. zbar
comes last and may be missing (a package of the system). Other two-dimensional codes and product
codes are looked for where there is no QR code, since badges carry them and a product is to be
called one. A live frame gets zxing-cpp alone, for QR codes only: 2 ms.

Called by ``kinds``, the pages and the camera.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

from core.capture.pictures import Picture, Pixels, from_array, read_picture

Corner = tuple[float, float]

# A picture with a longer side than that gains nothing from being doubled.
SMALL = 1_500

_FORMAT = zxingcpp.BarcodeFormat
_QR = (_FORMAT.QRCode, _FORMAT.MicroQRCode, _FORMAT.RMQRCode)
_OTHERS = (
    *(_FORMAT.Aztec, _FORMAT.DataMatrix, _FORMAT.PDF417),
    *(_FORMAT.EAN13, _FORMAT.EAN8, _FORMAT.UPCA, _FORMAT.UPCE),
)
# zbar takes UTF-8 for these; encoding its text in them again gives the bytes of the code.
_ZBAR_GUESSES = ("big5", "shift_jis")


@dataclass(frozen=True)
class Code:
    """``corners`` are top left, top right, bottom right, bottom left of the code as it was printed,
    in pixels of the picture; ``format`` is zxing's name of the kind of code (``QRCode``)."""

    text: str
    corners: tuple[Corner, ...]
    format: str = "QRCode"


@dataclass(frozen=True)
class FoundCodes:
    """The codes of a picture of ``width`` by ``height``, and what there is to say about it."""

    codes: tuple[Code, ...]
    width: int
    height: int
    warnings: tuple[str, ...] = ()


def read_codes(source: Path | bytes | NDArray[Any]) -> FoundCodes:
    """Every code in an image file, its bytes, or the pixels of a frame; no code is no error.

    Raises ``FileError`` where the picture cannot be read."""
    picture = from_array(source) if isinstance(source, np.ndarray) else read_picture(source)
    codes = [_scaled(code, picture.scale) for code in _find(picture)]
    return FoundCodes(tuple(codes), picture.width, picture.height, tuple(picture.warnings))


def find_codes_live(frame: NDArray[Any]) -> list[Code]:
    """The QR codes in a camera's frame, grey or coloured, as fast as they can be found."""
    return _zxing(from_array(frame).pixels, _QR)


def _find(picture: Picture) -> list[Code]:
    pixels = picture.pixels
    found = _zxing(pixels, _QR)
    if max(pixels.shape) < SMALL:
        doubled = [_scaled(code, 0.5) for code in _zxing(_doubled(pixels), _QR)]
        found += [code for code in doubled if not any(_same(code, known) for known in found)]
    return found or _zxing(pixels, _OTHERS) or _zbar(pixels)


def _zxing(pixels: Pixels, formats: tuple[zxingcpp.BarcodeFormat, ...]) -> list[Code]:
    # Made here: what a module keeps of it may outlive the library when a process is cut short, of
    # which the library then complains on standard error.
    wanted = zxingcpp.BarcodeFormats(list(formats))
    try:
        found = zxingcpp.read_barcodes(pixels, formats=wanted, text_mode=zxingcpp.TextMode.Plain)
    except (RuntimeError, ValueError, TypeError):
        return []
    return [Code(c.text, _corners(c.position), c.format.name) for c in found if c.valid]


def _corners(place: zxingcpp.Position) -> tuple[Corner, ...]:
    points = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    return tuple((float(point.x), float(point.y)) for point in points)


def _doubled(pixels: Pixels) -> Pixels:
    height, width = pixels.shape
    resized = Image.fromarray(pixels).resize((2 * width, 2 * height), Image.Resampling.BICUBIC)
    return np.asarray(resized)


def _scaled(code: Code, factor: float) -> Code:
    if factor == 1:
        return code
    return Code(code.text, tuple((x * factor, y * factor) for x, y in code.corners), code.format)


def _same(one: Code, other: Code) -> bool:
    """The same text at the same place: two codes never overlap."""
    size = max(abs(one.corners[0][axis] - one.corners[2][axis]) for axis in (0, 1))
    return one.text == other.text and all(
        abs(_middle(one, axis) - _middle(other, axis)) < size / 2 for axis in (0, 1)
    )


def _middle(code: Code, axis: int) -> float:
    return sum(corner[axis] for corner in code.corners) / len(code.corners)


def _zbar(pixels: Pixels) -> list[Code]:
    zbar = load_zbar()
    if zbar is None:
        return []
    return [
        Code(repaired(symbol.data.decode("utf-8", "replace")), _zbar_corners(symbol))
        for symbol in zbar.decode(Image.fromarray(pixels), symbols=[zbar.ZBarSymbol.QRCODE])
    ]


@cache
def load_zbar() -> Any:
    """The module ``pyzbar.pyzbar``; None where the system's library (libzbar0) is missing."""
    try:
        from pyzbar import pyzbar
    except (ImportError, OSError):
        return None
    return pyzbar


def repaired(text: str) -> str:
    """zbar's text with the accents that the code holds: it takes UTF-8 for Big5 or Shift_JIS."""
    if text.isascii():
        return text
    for guess in _ZBAR_GUESSES:
        try:
            return text.encode(guess).decode("utf-8")
        except UnicodeError:
            continue
    return text


def _zbar_corners(symbol: Any) -> tuple[Corner, ...]:
    if len(symbol.polygon) == 4:  # zbar goes round the other way
        return tuple(
            (float(symbol.polygon[at][0]), float(symbol.polygon[at][1])) for at in (0, 3, 2, 1)
        )
    left, top, width, height = symbol.rect
    right, bottom = left + width, top + height
    return tuple(
        (float(x), float(y))
        for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))
    )
