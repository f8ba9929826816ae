"""The part of the photo that a value was read from, and nothing of its neighbours. Called by the
review of a card."""

import math
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
# How much brighter than ink its paper is; how wide a gap between words is, of a line's height; how
# far the widths of letters may be wrong, of the line's width.
_INK, _GAP, _NEAR = 40, 0.12, 0.06
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
    strips = [cut_out(pixels, _part(pixels, piece, found.value)) for piece in own]
    height = max(strip.shape[0] for strip in strips)
    scaled = [_of_height(strip, height) for strip in strips]
    widest = max(strip.shape[1] for strip in scaled)
    drawn = np.ascontiguousarray(np.vstack([_of_width(strip, widest) for strip in scaled]))
    return Crop(drawn, max(8, round(widest * _LINE / height)))


def span_in(value: str, text: str) -> tuple[int, int] | None:
    """Where a value stands in a text, letters and digits alone compared: first and last place. None
    where it does not, or is all of it. The sign before a number is part of it."""
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
    first, last = places[at], places[at + len(wanted) - 1]
    while text[first - 1 : first] and text[first - 1] in "+(":
        first -= 1
    return first, last


def _is_word(text: str, first: int, last: int) -> bool:
    return not text[first - 1 : first].isalnum() and not text[last + 1 : last + 2].isalnum()


def _part(pixels: Pixels, piece: Piece, value: str) -> Quad:
    """The quad of a value within its piece: by its share of the width, as letters are wide, and the
    gap between words that is nearest."""
    span = span_in(value, piece.text)
    begin, end = 0.0, 1.0
    if span is not None:
        widths = [_width(letter) for letter in piece.text]
        total, gaps = sum(widths), _gaps(cut_out(pixels, piece.quad))
        if span[0]:
            begin = _nearest(gaps, sum(widths[: span[0]]) / total)
        if span[1] + 1 < len(piece.text):
            end = _nearest(gaps, sum(widths[: span[1] + 1]) / total)
    return _between(piece.quad, begin, end)


def _between(quad: Quad, begin: float, end: float) -> Quad:
    """A part of a line with air above and below, and beside it where the line begins and ends: in a
    gap the next word is near."""
    first, second, third, fourth = (np.array(point) for point in quad)
    top, bottom = second - first, third - fourth
    beside = 0.25 * math.dist(first, fourth) / max(1.0, math.dist(first, second))
    begin, end = begin or -beside, end if end < 1 else 1 + beside
    above = _AIR * (fourth - first)
    return _quad(
        first + begin * top - above,
        first + end * top - above,
        fourth + end * bottom + above,
        fourth + begin * bottom + above,
    )


def _gaps(line: Pixels) -> list[float]:
    """The middles of the gaps between words, as shares of the width of a line."""
    grey = line.mean(axis=2)
    height, width = grey.shape
    empty = np.ptp(grey, axis=0) < _INK
    edges = np.flatnonzero(np.diff(np.concatenate(([0], empty.astype(np.int8), [0]))))
    runs = zip(edges[::2], edges[1::2], strict=True)
    return [(begin + end) / 2 / width for begin, end in runs if end - begin > _GAP * height]


def _nearest(gaps: list[float], share: float) -> float:
    """The gap at a place, where there is one near it."""
    near = min(gaps, key=lambda gap: abs(gap - share), default=share)
    return near if abs(near - share) < _NEAR else share


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.5
    return 1.5 if letter in _WIDE else 1.2 if letter.isupper() else 1.0


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
