"""How much four corners look like those of a card: edge support, proportions, size. Called by
``corners``."""

import math
from itertools import pairwise

import cv2
import numpy as np

from core.capture.cards.edges import along, at
from core.capture.cards.quads import Image

# Of cards: 85 x 55 mm is 1.55, 3.5 x 2 inches 1.75, a square 1; a photograph from the side adds.
_PROPORTIONS = (1.15, 2.3)


def score(quad: Image, strength: Image, shape: tuple[int, ...]) -> float:
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
        points, across = along(quad, side, 80)
        near = [at(strength, points + step * across) for step in (-1.5, -0.75, 0, 0.75, 1.5)]
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
