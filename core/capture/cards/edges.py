"""Edges in a picture: where they are, and a shape's sides laid onto them. Called by ``corners``."""

import cv2
import numpy as np

from core.capture.cards.quads import Image, line, meet


def edge_strength(image: Image) -> Image:
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


def along(quad: Image, side: int, count: int) -> tuple[Image, Image]:
    """Points on a side, without its ends (corners may be round), and the direction across it."""
    one, other = quad[side], quad[(side + 1) % 4]
    shares = np.linspace(0.06, 0.94, count)[:, None]
    points = one + (other - one) * shares
    direction = (other - one) / max(1e-6, float(np.linalg.norm(other - one)))
    return points, np.array([-direction[1], direction[0]])


def at(strength: Image, points: Image) -> Image:
    """The strength at each point; outside the picture that of its border."""
    xs = np.clip(np.round(points[..., 0]).astype(int), 0, strength.shape[1] - 1)
    ys = np.clip(np.round(points[..., 1]).astype(int), 0, strength.shape[0] - 1)
    return np.asarray(strength[ys, xs])


def on_edges(quad: Image, strength: Image, reach: float) -> Image:
    """The sides moved to the strongest edge within reach: a line is fitted through the best points
    across each side, twice, without those far off."""
    reach = max(2.0, reach)
    steps = np.arange(-reach, reach + 0.5, 1.0)
    lines = []
    for side in range(4):
        points, across = along(quad, side, 60)
        grid = points[:, None, :] + steps[None, :, None] * across[None, None, :]
        values = at(strength, grid) - 0.15 * np.abs(steps)[None, :] / reach
        best = values.argmax(axis=1)
        chosen = grid[np.arange(len(points)), best]
        weight = values[np.arange(len(points)), best] > 0.25
        if weight.sum() < 12:
            lines.append(line(quad[side], quad[(side + 1) % 4]))
            continue
        chosen = chosen[weight].astype(np.float32)
        for _ in range(3):
            vx, vy, x, y = cv2.fitLine(chosen, cv2.DIST_HUBER, 0, 0.01, 0.01).flatten()
            away = np.abs((chosen[:, 0] - x) * vy - (chosen[:, 1] - y) * vx)
            near = away <= max(1.0, 1.5 * float(np.median(away)))
            if near.sum() < 10:
                break
            chosen = chosen[near]
        lines.append(line(np.array([x, y]), np.array([x + vx, y + vy])))
    corners = [meet(lines[side - 1], lines[side]) for side in range(4)]
    if any(corner is None for corner in corners):
        return quad
    refined = np.array(corners, np.float32)
    moved = float(np.abs(refined - quad).max())
    return refined if moved < 4 * reach else quad
