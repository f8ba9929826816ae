"""The part of the photo that a value was read from, and nothing of its neighbours. Called by the
review of a card."""

from dataclasses import dataclass

import cv2
import numpy as np

from core.capture.cards import Found, Piece, Quad, SideRead, cut_out
from core.capture.cards.words import fold
from core.capture.pictures import Pixels

# Of a line's height: the air around its letters. More would show the lines above and below.
_AIR = 0.1
# A line is drawn with this height, in pixels of the screen.
_LINE = 34
_NARROW, _WIDE = "fijlrtI1.,:;'|!()/- ", "mwMW@"


@dataclass(frozen=True)
class Crop:
    """A picture and how wide it is to be drawn, so that all lines have one height."""

    pixels: Pixels
    width: int


def crop_of(pixels: Pixels, side: SideRead, found: Found) -> Crop | None:
    """Where a value stands on a side, line below line; None where it is on another side."""
    last = side.first + len(side.pieces)
    own = [side.pieces[n - side.first] for n in found.pieces if side.first <= n < last]
    if not own:
        return None
    strips = [cut_out(pixels, _with_air(_part(piece, found.value))) for piece in own]
    height = max(strip.shape[0] for strip in strips)
    scaled = [_of_height(strip, height) for strip in strips]
    widest = max(strip.shape[1] for strip in scaled)
    drawn = np.ascontiguousarray(np.vstack([_of_width(strip, widest) for strip in scaled]))
    return Crop(drawn, max(8, round(widest * _LINE / height)))


def span_in(value: str, text: str) -> tuple[int, int] | None:
    """Where a value stands in a text, letters and digits alone compared: first and last place. None
    where it does not, or is all of it."""
    places = [place for place, letter in enumerate(text) if letter.isalnum()]
    letters = "".join(fold(text[place])[:1] or "?" for place in places)
    wanted = "".join(fold(letter)[:1] or "?" for letter in value if letter.isalnum())
    if not wanted:
        return None
    starts = [at for at in range(len(letters)) if letters.startswith(wanted, at)]
    # A whole word before a part of one: Ann in "Annabel Ann".
    whole = [at for at in starts if _is_word(text, places[at], places[at + len(wanted) - 1])]
    if not starts or len(wanted) == len(letters):
        return None
    at = (whole or starts)[0]
    return places[at], places[at + len(wanted) - 1]


def _is_word(text: str, first: int, last: int) -> bool:
    return not text[first - 1 : first].isalnum() and not text[last + 1 : last + 2].isalnum()


def _part(piece: Piece, value: str) -> Quad:
    """The quad of a value within its piece: by its share of the width, as letters are wide."""
    span = span_in(value, piece.text)
    if span is None:
        return piece.quad
    widths = [_width(letter) for letter in piece.text]
    total = sum(widths)
    begin, end = sum(widths[: span[0]]) / total, sum(widths[: span[1] + 1]) / total
    first, second, third, fourth = (np.array(point) for point in piece.quad)
    top, bottom = second - first, third - fourth
    return _quad(
        first + begin * top, first + end * top, fourth + end * bottom, fourth + begin * bottom
    )


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.5
    return 1.5 if letter in _WIDE else 1.2 if letter.isupper() else 1.0


def _with_air(quad: Quad) -> Quad:
    first, second, third, fourth = (np.array(point) for point in quad)
    down = (fourth - first + third - second) / 2
    right = second - first + third - fourth
    air_down = _AIR * down
    # As much to the side as half a letter is wide.
    air_right = 0.25 * np.linalg.norm(down) * right / max(1.0, float(np.linalg.norm(right)))
    return _quad(
        first - air_down - air_right,
        second - air_down + air_right,
        third + air_down + air_right,
        fourth + air_down - air_right,
    )


def _quad(*points: np.ndarray) -> Quad:
    first, second, third, fourth = ((float(x), float(y)) for x, y in points)
    return first, second, third, fourth


def _of_height(strip: Pixels, height: int) -> Pixels:
    width = max(1, round(strip.shape[1] * height / strip.shape[0]))
    return np.asarray(cv2.resize(strip, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _of_width(strip: Pixels, width: int) -> Pixels:
    """The strip with more of its paper behind it."""
    paper = np.median(strip.reshape(-1, 3), axis=0).astype(np.uint8)
    filled = np.empty((strip.shape[0], width, 3), np.uint8)
    filled[:] = paper
    filled[:, : strip.shape[1]] = strip
    return filled
