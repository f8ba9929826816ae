"""The four corners of a card in a photograph, proposed. Called by ``card`` and the page.

Several views of the picture (lightness, colours, distance from the background, edges) are cut into
shapes; of each shape the four sides are found. The best by edge support, proportions and size wins,
and its sides are laid onto the strongest edge near them. The proposal may be wrong with a card in
two colours or on a background like it, so a person can drag the corners.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from core.capture.cards.card_score import score
from core.capture.cards.edges import edge_strength, on_edges
from core.capture.cards.piece import Quad
from core.capture.cards.quads import Image, in_order
from core.capture.cards.shapes import candidates
from core.capture.pictures import Pixels

# Longer side of the picture that corners are looked for in.
_WORKING = 640
_FINE = 1400
# A proposal with a lower score is no better than the whole picture.
SURE = 0.55


@dataclass(frozen=True)
class Corners:
    """``quad`` is top left, top right, bottom right, bottom left in the picture, in its pixels;
    ``confidence`` 0 to 1. Where no card was found it is the whole picture and 0."""

    quad: Quad
    confidence: float

    @property
    def sure(self) -> bool:
        """True where it is worth cutting the card out."""
        return self.confidence >= SURE


def propose_corners(pixels: Pixels) -> Corners:
    """The corners of the card in a picture of red, green, blue."""
    height, width = pixels.shape[:2]
    scale = min(1.0, _WORKING / max(height, width))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    strength = edge_strength(small)
    best: tuple[float, Image] | None = None
    for quad in candidates(small):
        refined = on_edges(quad, strength, 0.02 * max(small.shape[:2]))
        for option in (quad, refined):
            good = score(option, strength, small.shape)
            if best is None or good > best[0]:
                best = (good, option)
    if best is None or best[0] < 0.3:
        return Corners(whole(pixels), 0.0)
    quad = _finely(best[1] / scale, pixels)
    first, second, third, fourth = (tuple(map(float, point)) for point in in_order(quad))
    return Corners((first, second, third, fourth), round(min(1.0, best[0]), 3))  # type: ignore[arg-type]


def whole(pixels: Pixels) -> Quad:
    """The corners of the picture itself."""
    height, width = pixels.shape[:2]
    return (0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))


def _finely(quad: Image, pixels: Pixels) -> Image:
    """Laid onto the edges once more in a larger picture, where the card may be seen sharper."""
    scale = min(1.0, _FINE / max(pixels.shape[:2]))
    larger = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    strength = edge_strength(larger)
    refined = on_edges(quad * scale, strength, 0.006 * max(larger.shape[:2]))
    return np.asarray(refined / scale)
