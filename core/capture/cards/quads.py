"""Four corners of a shape: lines through points, and where they meet. Called by ``corners``,
``shapes`` and ``edges``."""

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.capture.cards.piece import Point

# Rows of any kind of number; corners are 4 x 2.
Image = NDArray[Any]


def four_sides(hull: Image) -> Image | None:
    """The four corners of a convex shape: its four longest sides, made to meet."""
    length = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.05, 0.08):
        points = cv2.approxPolyDP(hull, share * length, True)[:, 0, :].astype(np.float32)
        if len(points) == 4:
            return in_order(points)
        quad = _longest_four(points) if 4 < len(points) <= 9 else None
        # Rounded or hidden corners; must still be nearly the same shape.
        if quad is not None and cv2.contourArea(hull) > 0.9 * cv2.contourArea(quad):
            return in_order(quad)
    return None


def _longest_four(points: Image) -> Image | None:
    count = len(points)
    sides = [(points[i], points[(i + 1) % count]) for i in range(count)]
    lengths = [math.dist(a, b) for a, b in sides]
    chosen = sorted(sorted(range(count), key=lambda i: -lengths[i])[:4])
    lines = [line(*sides[i]) for i in chosen]
    corners = [meet(lines[i - 1], lines[i]) for i in range(4)]
    if any(corner is None for corner in corners):
        return None
    quad = np.array(corners, np.float32)
    return quad if cv2.isContourConvex(quad.reshape(-1, 1, 2)) else None


def line(one: Image, other: Image) -> tuple[float, float, float]:
    """a x + b y = c, with (a, b) of length 1."""
    dx, dy = float(other[0] - one[0]), float(other[1] - one[1])
    norm = math.hypot(dx, dy) or 1.0
    a, b = -dy / norm, dx / norm
    return a, b, a * float(one[0]) + b * float(one[1])


def meet(one: tuple[float, float, float], other: tuple[float, float, float]) -> Point | None:
    """Where two lines meet; None where they are nearly parallel."""
    determinant = one[0] * other[1] - one[1] * other[0]
    if abs(determinant) < 0.15:
        return None
    return (
        (one[2] * other[1] - one[1] * other[2]) / determinant,
        (one[0] * other[2] - one[2] * other[0]) / determinant,
    )


def alike(one: Image, other: Image) -> bool:
    """True for corners that are within a few pixels of one another."""
    return bool(np.abs(one - other).max() < 4)


def in_order(quad: Image) -> Image:
    """Top left first, then clockwise, whatever the tilt."""
    quad = np.asarray(quad, np.float32).reshape(4, 2)
    middle = quad.mean(axis=0)
    angles = np.arctan2(quad[:, 1] - middle[1], quad[:, 0] - middle[0])
    quad = quad[np.argsort(angles)]
    return np.roll(quad, -int(np.argmin(quad.sum(axis=1))), axis=0)
