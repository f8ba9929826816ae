"""Between the picture and the card: cuts the card out flat, and lays places of one onto the other.
Called by ``card`` and the page."""

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.capture.cards.piece import Piece, Point, Quad
from core.capture.pictures import Pixels

# The card that is cut out has at most this many pixels along its longer side.
LARGEST = 1600


def card_size(quad: Quad) -> tuple[int, int]:
    """Width and height in pixels of the card that has these corners."""
    width = max(math.dist(quad[0], quad[1]), math.dist(quad[3], quad[2]))
    height = max(math.dist(quad[0], quad[3]), math.dist(quad[1], quad[2]))
    scale = min(1.0, LARGEST / max(width, height, 1.0))
    return max(8, round(width * scale)), max(8, round(height * scale))


def cut_out(pixels: Pixels, quad: Quad, turn: int = 0) -> Pixels:
    """The card flat and upright: perspective mended, turned clockwise by 0, 90, 180 or 270."""
    width, height = card_size(quad)
    matrix = _matrix(quad, width, height)
    flat = cv2.warpPerspective(
        pixels, matrix, (width, height), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
    )
    return np.ascontiguousarray(np.rot90(flat, k=-(turn // 90)))


def on_card(points: list[Point], quad: Quad, turn: int = 0) -> list[Point]:
    """Places of the picture as places of the card that ``cut_out`` gives."""
    width, height = card_size(quad)
    array = np.array(points, np.float64).reshape(-1, 1, 2)
    flat = cv2.perspectiveTransform(array, _matrix(quad, width, height)).reshape(-1, 2)
    return [turned((float(x), float(y)), (width, height), turn) for x, y in flat]


def turned(point: Point, size: tuple[int, int], turn: int) -> Point:
    """Where a place is after the picture of that width and height was turned clockwise."""
    x, y = point
    width, height = size
    return {
        0: (x, y),
        90: (height - y, x),
        180: (width - x, height - y),
        270: (y, width - x),
    }[turn % 360]


def pieces_on_card(pieces: list[Piece], quad: Quad, turn: int) -> list[Piece]:
    """The pieces with their places on the card."""
    moved = []
    for piece in pieces:
        first, second, third, fourth = on_card(list(piece.quad), quad, turn)
        moved.append(Piece(piece.text, (first, second, third, fourth), piece.confidence))
    return moved


def _matrix(quad: Quad, width: int, height: int) -> NDArray[Any]:
    source = np.array(quad, np.float32)
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    return cv2.getPerspectiveTransform(source, target)
