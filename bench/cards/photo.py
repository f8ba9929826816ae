"""Photographs a card: on a table, from an angle, in some light, with a camera's noise. Called by
the measure; gives the picture and where the card's corners are in it."""

import random
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
LEVELS = ("easy", "medium", "hard")


@dataclass(frozen=True)
class Conditions:
    """``tilt`` degrees, ``slant`` share of the size that corners move, ``fill`` of the picture's
    width, ``noise`` of 255, ``blur`` pixels, ``light`` share lost across, JPEG ``quality``."""

    size: tuple[int, int]
    tilt: float
    slant: float
    fill: tuple[float, float]
    noise: float
    blur: float
    light: float
    quality: int
    clutter: float = 0.0
    shadow: float = 0.0
    glare: float = 0.0
    motion: int = 0


_CONDITIONS = {
    "easy": Conditions((1600, 1200), 4, 0.02, (0.7, 0.85), 3, 0.5, 0.1, 92),
    "medium": Conditions((1600, 1200), 12, 0.07, (0.55, 0.75), 7, 0.9, 0.3, 85, 0.3, 0.25),
    "hard": Conditions((1280, 960), 25, 0.12, (0.45, 0.62), 14, 1.3, 0.5, 65, 0.6, 0.5, 0.4, 4),
}


def photograph(
    rng: random.Random, card: Image.Image, level: str
) -> tuple[Pixels, NDArray[np.float32]]:
    """The photograph, and the corners (4 x 2) in it: the card's top left first, clockwise."""
    c = _CONDITIONS[level]
    noise = np.random.default_rng(rng.randrange(1 << 30))
    width, height = c.size
    if card.height > card.width:
        width, height = height, width
    picture = _table(rng, noise, width, height, c.clutter)
    corners = _corners(rng, c, card, width, height)
    flat = np.asarray(card)
    source = np.array(
        [(0, 0), (card.width, 0), (card.width, card.height), (0, card.height)], np.float32
    )
    matrix = cv2.getPerspectiveTransform(source, corners)
    laid = cv2.warpPerspective(flat, matrix, (width, height), flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(
        np.full(flat.shape[:2], 255, np.uint8), matrix, (width, height), flags=cv2.INTER_LINEAR
    )
    cast = cv2.GaussianBlur(np.roll(mask, (8, 8), (0, 1)), (0, 0), 9)[:, :, None] / 255.0
    picture = picture * (1 - 0.35 * cast)
    share = mask[:, :, None] / 255.0
    picture = picture * (1 - share) + laid * share
    picture = _light(rng, picture, c)
    picture = _camera(rng, noise, picture, c)
    return picture, corners


def _corners(
    rng: random.Random, c: Conditions, card: Image.Image, width: int, height: int
) -> NDArray[np.float32]:
    scale = rng.uniform(*c.fill) * width / card.width
    scale = min(scale, 0.86 * height / card.height)
    w, h = card.width * scale / 2, card.height * scale / 2
    angle = np.deg2rad(rng.uniform(-c.tilt, c.tilt))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = np.array([(-w, -h), (w, -h), (w, h), (-w, h)]) @ turn.T
    for point in points:
        point += [rng.uniform(-1, 1) * c.slant * w * 0.8, rng.uniform(-1, 1) * c.slant * h]
    low, high = points.min(axis=0), points.max(axis=0)
    room = np.array([width, height]) - (high - low)
    if (room < 16).any():
        points *= float(((np.array([width, height]) - 16) / (high - low)).min())
        low, high = points.min(axis=0), points.max(axis=0)
        room = np.array([width, height]) - (high - low)
    place = np.array([room[0] * rng.uniform(0.2, 0.8), room[1] * rng.uniform(0.2, 0.8)])
    return np.asarray(points - low + place, np.float32)


def _table(rng: random.Random, noise: Any, width: int, height: int, clutter: float) -> NDArray[Any]:
    """Plain, grained like wood, or woven; with things lying on it."""
    base = np.array(
        rng.choice(
            [
                (92, 66, 45),
                (170, 140, 105),
                (60, 62, 66),
                (120, 125, 130),
                (35, 40, 50),
                (190, 185, 175),
                (110, 40, 35),
                (70, 95, 80),
            ]
        ),
        np.float32,
    )
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    kind = rng.random()
    if kind < 0.45:
        rows = cv2.GaussianBlur(noise.normal(0, 1, (height, 1)).astype(np.float32), (1, 31), 6)
        grain = (
            rows * 40
            + np.sin(ys / 9 + 3 * np.sin(xs / 300)) * 4
            + noise.normal(0, 3, (height, width))
        )
    elif kind < 0.6:
        grain = 7 * np.sin(xs / 3) * np.sin(ys / 3) + noise.normal(0, 4, (height, width))
    else:
        grain = (
            cv2.GaussianBlur(noise.normal(0, 1, (height, width)).astype(np.float32), (0, 0), 3) * 12
        )
    picture = np.clip(base[None, None, :] + grain[:, :, None], 0, 255)
    if rng.random() < clutter:
        for _ in range(rng.randint(1, 3)):
            colour = [rng.randint(20, 230) for _ in range(3)]
            x, y = (
                rng.choice([rng.randint(-80, width // 8), rng.randint(width * 7 // 8, width)]),
                rng.randint(0, height),
            )
            shape = np.array(
                [
                    (x, y),
                    (x + rng.randint(60, 240), y + rng.randint(-60, 60)),
                    (x + rng.randint(40, 200), y + rng.randint(80, 260)),
                    (x - 20, y + rng.randint(60, 200)),
                ],
                np.int32,
            )
            picture = np.ascontiguousarray(picture, np.float32)
            cv2.fillPoly(picture, [shape], colour)
    return picture


def _light(rng: random.Random, picture: NDArray[Any], c: Conditions) -> NDArray[Any]:
    height, width = picture.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    across = (np.cos(angle) * (xs / width - 0.5) + np.sin(angle) * (ys / height - 0.5)) + 0.5
    factor = 1 - c.light * np.clip(across, 0, 1)
    if rng.random() < c.shadow:
        edge = np.clip(
            (np.cos(angle + 1) * (xs - width / 2) + np.sin(angle + 1) * (ys - height / 2)) / 40,
            -1,
            1,
        )
        factor = factor * (0.8 + 0.2 * edge)
    tint = np.array([1.0, rng.uniform(0.94, 1.0), rng.uniform(0.86, 1.0)])
    picture = picture * factor[:, :, None] * tint * rng.uniform(0.85, 1.08)
    if rng.random() < c.glare:
        x, y = rng.uniform(0.3, 0.7) * width, rng.uniform(0.3, 0.7) * height
        spot = np.exp(-(((xs - x) / 110) ** 2 + ((ys - y) / 70) ** 2))
        picture = picture + 190 * spot[:, :, None]
    return picture


def _camera(rng: random.Random, noise: Any, picture: NDArray[Any], c: Conditions) -> Pixels:
    picture = cv2.GaussianBlur(
        picture.astype(np.float32), (0, 0), max(0.3, c.blur * rng.uniform(0.6, 1.1))
    )
    if c.motion and rng.random() < 0.5:
        length = rng.randint(2, c.motion)
        kernel = np.zeros((length, length), np.float32)
        kernel[length // 2, :] = 1 / length
        picture = cv2.filter2D(picture, -1, kernel if rng.random() < 0.5 else kernel.T)
    picture = picture + noise.normal(0, c.noise * rng.uniform(0.5, 1.1), picture.shape)
    sharp = np.clip(picture, 0, 255).astype(np.uint8)
    _, data = cv2.imencode(".jpg", sharp[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, c.quality])
    decoded = cv2.imdecode(data, cv2.IMREAD_COLOR)
    assert decoded is not None
    return np.ascontiguousarray(decoded[:, :, ::-1], np.uint8)
