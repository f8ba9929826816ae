"""The four corners of a card in a photograph, proposed. Called by ``card`` and the page.

Several views of the picture (lightness, colours, distance from the background, edges) are cut into
shapes; of each shape the four sides are found. The best by edge support, proportions and size wins,
and its sides are laid onto the strongest edge near them. The proposal may be wrong with a card in
two colours or on a background like it, so a person can drag the corners.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.capture.cards.piece import Point, Quad
from core.capture.pictures import Pixels

# Longer side of the picture that corners are looked for in.
_WORKING = 640
_FINE = 1400
_LEAST_AREA, _MOST_AREA = 0.06, 0.985
# Of cards: 85 x 55 mm is 1.55, 3.5 x 2 inches 1.75, a square 1; a photograph from the side adds.
_PROPORTIONS = (1.15, 2.3)
# A proposal with a lower score is no better than the whole picture.
SURE = 0.55

Image = NDArray[Any]


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
    strength = _edge_strength(small)
    best: tuple[float, Image] | None = None
    for quad in _candidates(small):
        refined = _on_edges(quad, strength, 0.02 * max(small.shape[:2]))
        for option in (quad, refined):
            score = _score(option, strength, small.shape)
            if best is None or score > best[0]:
                best = (score, option)
    if best is None or best[0] < 0.3:
        return Corners(whole(pixels), 0.0)
    quad = _finely(best[1] / scale, pixels)
    first, second, third, fourth = (tuple(map(float, point)) for point in _in_order(quad))
    return Corners((first, second, third, fourth), round(min(1.0, best[0]), 3))  # type: ignore[arg-type]


def whole(pixels: Pixels) -> Quad:
    """The corners of the picture itself."""
    height, width = pixels.shape[:2]
    return (0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))


def _finely(quad: Image, pixels: Pixels) -> Image:
    """Laid onto the edges once more in a larger picture, where the card may be seen sharper."""
    scale = min(1.0, _FINE / max(pixels.shape[:2]))
    larger = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    strength = _edge_strength(larger)
    refined = _on_edges(quad * scale, strength, 0.006 * max(larger.shape[:2]))
    return np.asarray(refined / scale)


# Shapes


def _candidates(image: Image) -> list[Image]:
    area = image.shape[0] * image.shape[1]
    found: list[Image] = []
    for mask in _masks(image):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            if cv2.contourArea(contour) < 0.5 * _LEAST_AREA * area:
                continue
            hull = cv2.convexHull(contour)
            if not _LEAST_AREA * area < cv2.contourArea(hull) < _MOST_AREA * area:
                continue
            quad = _four_sides(hull)
            if quad is not None and not any(_alike(quad, known) for known in found):
                found.append(quad)
    return found


def _masks(image: Image) -> list[Image]:
    """Black and white views of the picture in which a card may be one shape."""
    blurred = cv2.GaussianBlur(image, (5, 5), 0)
    lab = cv2.cvtColor(blurred, cv2.COLOR_RGB2LAB)
    views = [lab[:, :, channel] for channel in range(3)]
    views.append(cv2.cvtColor(blurred, cv2.COLOR_RGB2HSV)[:, :, 1])
    views.append(_from_background(lab))
    masks = []
    kernel = np.ones((5, 5), np.uint8)
    for view in views:
        _, mask = cv2.threshold(view, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
        masks += [closed, cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel), 255 - mask]
    edges: Image = np.zeros(image.shape[:2], np.uint8)
    for view in views[:3]:
        middle = float(np.median(view))
        for low, high in ((0.1 * middle, 0.3 * middle), (0.33 * middle, 0.8 * middle)):
            edges = edges | cv2.Canny(view, max(8, low), max(24, high))
    masks += [cv2.dilate(edges, np.ones((size, size), np.uint8)) for size in (3, 7)]
    # What the edges shut in.
    flooded = 255 - cv2.dilate(edges, np.ones((3, 3), np.uint8))
    masks.append(flooded)
    return masks


def _from_background(lab: Image) -> Image:
    """How far each pixel is from the colour that the edges of the picture have, light falling off
    across it allowed for: a plane is fitted to the border."""
    height, width = lab.shape[:2]
    band = max(4, min(height, width) // 25)
    inside = np.zeros((height, width), bool)
    inside[band:-band, band:-band] = True
    ys, xs = np.nonzero(~inside)
    terms = np.stack([np.ones_like(xs), xs / width, ys / height], axis=1).astype(np.float32)
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    distance = np.zeros((height, width), np.float32)
    for channel in range(3):
        values = lab[ys, xs, channel].astype(np.float32)
        keep = np.abs(values - np.median(values)) < 40
        if keep.sum() < 20:
            continue
        plane, *_ = np.linalg.lstsq(terms[keep], values[keep], rcond=None)
        expected = plane[0] + plane[1] * xx / width + plane[2] * yy / height
        distance += (lab[:, :, channel] - expected) ** 2
    distance = np.sqrt(distance)
    return np.clip(distance * 2, 0, 255).astype(np.uint8)


def _four_sides(hull: Image) -> Image | None:
    """The four corners of a convex shape: its four longest sides, made to meet."""
    length = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.05, 0.08):
        points = cv2.approxPolyDP(hull, share * length, True)[:, 0, :].astype(np.float32)
        if len(points) == 4:
            return _in_order(points)
        quad = _longest_four(points) if 4 < len(points) <= 9 else None
        # Rounded or hidden corners; must still be nearly the same shape.
        if quad is not None and cv2.contourArea(hull) > 0.9 * cv2.contourArea(quad):
            return _in_order(quad)
    return None


def _longest_four(points: Image) -> Image | None:
    count = len(points)
    sides = [(points[i], points[(i + 1) % count]) for i in range(count)]
    lengths = [math.dist(a, b) for a, b in sides]
    chosen = sorted(sorted(range(count), key=lambda i: -lengths[i])[:4])
    lines = [_line(*sides[i]) for i in chosen]
    corners = [_meet(lines[i - 1], lines[i]) for i in range(4)]
    if any(corner is None for corner in corners):
        return None
    quad = np.array(corners, np.float32)
    return quad if cv2.isContourConvex(quad.reshape(-1, 1, 2)) else None


def _line(one: Image, other: Image) -> tuple[float, float, float]:
    """a x + b y = c, with (a, b) of length 1."""
    dx, dy = float(other[0] - one[0]), float(other[1] - one[1])
    norm = math.hypot(dx, dy) or 1.0
    a, b = -dy / norm, dx / norm
    return a, b, a * float(one[0]) + b * float(one[1])


def _meet(one: tuple[float, float, float], other: tuple[float, float, float]) -> Point | None:
    determinant = one[0] * other[1] - one[1] * other[0]
    if abs(determinant) < 0.15:
        return None
    return (
        (one[2] * other[1] - one[1] * other[2]) / determinant,
        (one[0] * other[2] - one[2] * other[0]) / determinant,
    )


def _alike(one: Image, other: Image) -> bool:
    return bool(np.abs(one - other).max() < 4)


def _in_order(quad: Image) -> Image:
    """Top left first, then clockwise, whatever the tilt."""
    quad = np.asarray(quad, np.float32).reshape(4, 2)
    middle = quad.mean(axis=0)
    angles = np.arctan2(quad[:, 1] - middle[1], quad[:, 0] - middle[0])
    quad = quad[np.argsort(angles)]
    return np.roll(quad, -int(np.argmin(quad.sum(axis=1))), axis=0)


# Edges


def _edge_strength(image: Image) -> Image:
    """How strongly the picture changes at each pixel, in the channel where it changes most; 1 is a
    clear edge of this picture."""
    lab = cv2.cvtColor(cv2.GaussianBlur(image, (3, 3), 0), cv2.COLOR_RGB2LAB).astype(np.float32)
    dx = cv2.Sobel(lab, cv2.CV_32F, 1, 0)
    dy = cv2.Sobel(lab, cv2.CV_32F, 0, 1)
    size = np.sqrt(dx * dx + dy * dy)
    size[:, :, 1:] *= 1.5  # colours change less than lightness
    strongest = size.max(axis=2)
    clear = max(20.0, float(np.percentile(strongest, 93)))
    return np.asarray(np.minimum(strongest / clear, 1.5))


def _along(quad: Image, side: int, count: int) -> tuple[Image, Image]:
    """Points on a side, without its ends (corners may be round), and the direction across it."""
    one, other = quad[side], quad[(side + 1) % 4]
    shares = np.linspace(0.06, 0.94, count)[:, None]
    points = one + (other - one) * shares
    direction = (other - one) / max(1e-6, float(np.linalg.norm(other - one)))
    return points, np.array([-direction[1], direction[0]])


def _at(strength: Image, points: Image) -> Image:
    xs = np.clip(np.round(points[..., 0]).astype(int), 0, strength.shape[1] - 1)
    ys = np.clip(np.round(points[..., 1]).astype(int), 0, strength.shape[0] - 1)
    return np.asarray(strength[ys, xs])


def _on_edges(quad: Image, strength: Image, reach: float) -> Image:
    """The sides moved to the strongest edge within reach: a line is fitted through the best points
    across each side, twice, without those far off."""
    reach = max(2.0, reach)
    steps = np.arange(-reach, reach + 0.5, 1.0)
    lines = []
    for side in range(4):
        points, across = _along(quad, side, 60)
        grid = points[:, None, :] + steps[None, :, None] * across[None, None, :]
        values = _at(strength, grid) - 0.15 * np.abs(steps)[None, :] / reach
        best = values.argmax(axis=1)
        chosen = grid[np.arange(len(points)), best]
        weight = values[np.arange(len(points)), best] > 0.25
        if weight.sum() < 12:
            lines.append(_line(quad[side], quad[(side + 1) % 4]))
            continue
        chosen = chosen[weight].astype(np.float32)
        for _ in range(3):
            vx, vy, x, y = cv2.fitLine(chosen, cv2.DIST_HUBER, 0, 0.01, 0.01).flatten()
            away = np.abs((chosen[:, 0] - x) * vy - (chosen[:, 1] - y) * vx)
            near = away <= max(1.0, 1.5 * float(np.median(away)))
            if near.sum() < 10:
                break
            chosen = chosen[near]
        lines.append(_line(np.array([x, y]), np.array([x + vx, y + vy])))
    corners = [_meet(lines[side - 1], lines[side]) for side in range(4)]
    if any(corner is None for corner in corners):
        return quad
    refined = np.array(corners, np.float32)
    moved = float(np.abs(refined - quad).max())
    return refined if moved < 4 * reach else quad


def _score(quad: Image, strength: Image, shape: tuple[int, ...]) -> float:
    """Of edge support (the weakest side counts most), proportions and size; 1 is very good."""
    height, width = shape[:2]
    margin = 0.03 * max(height, width)
    if (quad < -margin).any() or (quad[:, 0] > width + margin).any():
        return 0.0
    if (quad[:, 1] > height + margin).any():
        return 0.0
    sides = [math.dist(quad[i], quad[(i + 1) % 4]) for i in range(4)]
    if min(sides) < 0.1 * max(height, width) or not cv2.isContourConvex(quad.reshape(-1, 1, 2)):
        return 0.0
    support = []
    for side in range(4):
        points, across = _along(quad, side, 80)
        near = [_at(strength, points + step * across) for step in (-1.5, -0.75, 0, 0.75, 1.5)]
        support.append(float(np.clip(np.max(near, axis=0), 0, 1).mean()))
    area = float(cv2.contourArea(quad)) / (height * width)
    shapely = _proportions(sides) * _straight(quad)
    # In a picture of edges everywhere, noise or a woven cloth, an edge says little.
    noise = max(0.0, float(np.median(strength)) - 0.12)
    edge = 0.5 * float(np.mean(support)) + 0.5 * min(support) - 1.5 * noise
    return max(0.0, edge) * shapely * (0.72 + 0.28 * min(1.0, area / 0.35))


def _proportions(sides: list[float]) -> float:
    one, other = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    ratio = max(one, other) / max(1e-6, min(one, other))
    low, high = _PROPORTIONS
    if low <= ratio <= high:
        return 1.0
    return max(0.0, 1 - 1.2 * (low - ratio)) if ratio < low else max(0.0, 1 - 0.7 * (ratio - high))


def _straight(quad: Image) -> float:
    """1 where all angles are nearly right; a photograph from the side makes them less so."""
    worst = 0.0
    closed = [*quad, quad[0], quad[1]]
    for (a, b), (_, c) in pairwise(pairwise(closed)):
        one, other = a - b, c - b
        cosine = float(np.dot(one, other) / max(1e-6, np.linalg.norm(one) * np.linalg.norm(other)))
        worst = max(worst, abs(cosine))
    return 1.0 if worst < 0.3 else max(0.0, 1 - 2 * (worst - 0.3))
