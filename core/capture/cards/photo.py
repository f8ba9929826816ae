"""A photograph of one side of a card, before anything is read: its pixels, where the card is, and
what is wrong with the picture. Called by ``kinds`` and the page.
"""

import math
from dataclasses import dataclass
from pathlib import Path

from core.capture.cards.corners import propose_corners, whole
from core.capture.cards.piece import Point, Quad
from core.capture.cards.quality import find_faults
from core.capture.cards.warp import cut_out
from core.capture.pictures import Pixels, read_picture
from core.errors import FileError

# Text is read at up to 2000 pixels along the longer side; more is for cutting the card out.
CARD_PIXELS = 6_000_000
# A card that a person marks has at least this share of the picture.
_LEAST_SHARE = 0.01
# Of a picture: pixels of its short side, and how often that may go into the long one.
_LEAST_SIDE, _LONGEST_STRIP = 16, 20


@dataclass(frozen=True)
class Photo:
    """``proposed`` are the card's corners, or the picture's own where no card was found
    (``found`` is False then); ``warnings`` are about the file."""

    pixels: Pixels
    proposed: Quad
    found: bool
    warnings: tuple[str, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]

    def faults(self, quad: Quad) -> list[str]:
        """What would spoil the reading of the card with these corners: blur, glare, darkness."""
        return find_faults(cut_out(self.pixels, quad))


def open_photo(source: Path | bytes) -> Photo:
    """Reads a picture and proposes the corners. Raises ``FileError`` where it cannot be read, and
    where it is too small or too long a strip to be of a card, which the engines do not survive."""
    picture = read_picture(source, colour=True, working_pixels=CARD_PIXELS)
    short, long = sorted(picture.pixels.shape[:2])
    if short < _LEAST_SIDE or long > _LONGEST_STRIP * short:
        is_strip = long > _LONGEST_STRIP * short
        raise FileError(
            "Not a photo of a card",
            f"The picture is {round(long / short):,} times as long as it is wide."
            if is_strip
            else f"The picture is only {short:,} pixels wide.",
            "Take a photo of the whole card, or choose another picture.",
        )
    corners = propose_corners(picture.pixels)
    quad = corners.quad if corners.sure else whole(picture.pixels)
    return Photo(picture.pixels, quad, corners.sure, tuple(picture.warnings))


def is_card_shape(quad: Quad) -> bool:
    """True for four corners that go round a surface: no side crosses another, none is a point."""
    turns = [_turn(quad[i - 2], quad[i - 1], quad[i]) for i in range(4)]
    width = max(x for x, _ in quad) - min(x for x, _ in quad)
    height = max(y for _, y in quad) - min(y for _, y in quad)
    least = _LEAST_SHARE * width * height
    sides = [math.dist(quad[i - 1], quad[i]) for i in range(4)]
    return min(sides) > 4 and all(turn > least for turn in turns)


def _turn(a: Point, b: Point, c: Point) -> float:
    """Above 0 where the way from a over b to c turns clockwise on the screen."""
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
