"""RapidOCR: finds lines, tells which way up they are, reads them. Its models are inside its
package; nothing is downloaded. Loaded by ``engines``.

Its steps are called one by one, since which way up the card is must be decided for the whole card:
a single line is often taken for upside down.
"""

import math
from typing import Any

import numpy as np
from rapidocr import RapidOCR

from core.capture.cards.piece import Piece, Quad
from core.capture.pictures import Pixels

# Lines that the engine is less sure of are noise: texture, edges, parts of a logo.
LEAST_CONFIDENCE = 0.5
# How clearly the lines must be of one mind; else both ways are read and compared.
_CLEAR = 0.35
# Of height to width: the engine itself turns a line that is taller.
_TALL = 1.5


class RapidEngine:
    """One loaded engine."""

    def __init__(self) -> None:
        self._ocr: Any = RapidOCR(params={"Global.log_level": "critical"})

    def read(self, pixels: Pixels) -> tuple[list[Piece], int]:
        """The texts and the turn that makes the picture upright: see ``engines.Engine``."""
        # OpenCV's order of colours.
        image, record = self._ocr.preprocess_img(np.ascontiguousarray(pixels[:, :, ::-1]))
        boxes = self._boxes(image)
        if not len(boxes):
            return [], 0
        quarter = _is_sideways(boxes)
        if quarter:
            # Found anew, since lines that run upwards are missed more often.
            image = np.ascontiguousarray(np.rot90(image, k=-1))
            boxes = self._boxes(image)
            if not len(boxes):
                return [], 0
        boxes = np.stack([_from_top_left(box) for box in boxes])
        crops = self._ocr.crop_text_regions(image, boxes)
        down, clear = self._is_upside_down(crops)
        texts = self._texts(crops, down)
        if not clear:
            other = self._texts(crops, not down)
            if _sureness(other) > _sureness(texts):
                down, texts = not down, other
        turn = (90 * int(quarter) + (180 if down else 0)) % 360
        scale = (record["preprocess"]["ratio_w"], record["preprocess"]["ratio_h"])
        pieces = []
        for box, (text, sure) in zip(boxes, texts, strict=True):
            if text.strip() and sure >= LEAST_CONFIDENCE:
                quad = _as_read(box, image.shape, quarter, down, scale)
                pieces.append(Piece(text.strip(), quad, float(sure)))
        return pieces, turn

    def _boxes(self, image: Any) -> Any:
        found = self._ocr._load_det_model()(image)
        return [] if found.boxes is None else found.boxes

    def _is_upside_down(self, crops: list[Any]) -> tuple[bool, bool]:
        """By the votes of the lines, the longer ones counting more; and whether that is clear."""
        told = self._ocr._load_cls_model()(list(crops)).cls_res or []
        votes = 0.0
        weight = 0.0
        for crop, (label, sure) in zip(crops, told, strict=False):
            length = min(12.0, crop.shape[1] / max(1, crop.shape[0]))
            votes += length * float(sure) * (1 if label == "180" else -1)
            weight += length
        return votes > 0, abs(votes) > _CLEAR * weight

    def _texts(self, crops: list[Any], down: bool) -> list[tuple[str, float]]:
        upright = [np.ascontiguousarray(np.rot90(crop, 2)) for crop in crops] if down else crops
        read = self._ocr.recognize_txt(upright)
        return list(zip(read.txts or (), read.scores or (), strict=True))


def _sureness(texts: list[tuple[str, float]]) -> float:
    return sum(sure * len(text) for text, sure in texts) / max(1, sum(len(t) for t, _ in texts))


def _is_sideways(boxes: Any) -> bool:
    """True where most lines run upwards or downwards. Which of the two the lines tell later."""
    tall = wide = 0.0
    for box in boxes:
        width, height = math.dist(box[0], box[1]), math.dist(box[0], box[3])
        if height > _TALL * width:
            tall += height
        elif width > _TALL * height:
            wide += width
    return tall > wide


def _from_top_left(box: Any) -> Any:
    """The corners clockwise, so that the first side is the upper one: the engine's own order is
    another for tilted lines."""
    middle = box.mean(axis=0)
    box = box[np.argsort(np.arctan2(box[:, 1] - middle[1], box[:, 0] - middle[0]))]
    rightward = [
        float((box[(i + 1) % 4] - box[i] + box[(i + 2) % 4] - box[(i + 3) % 4])[0])
        for i in range(4)
    ]
    return np.ascontiguousarray(np.roll(box, -int(np.argmax(rightward)), axis=0), np.float32)


def _as_read(
    box: Any, shape: tuple[int, ...], quarter: bool, down: bool, scale: tuple[float, float]
) -> Quad:
    """The corners in the picture as it was given, the first one where one begins to read."""
    points = [tuple(map(float, point)) for point in box]
    if quarter:
        # ``shape`` is of the turned image; its width is the given one's height.
        points = [(y, shape[1] - x) for x, y in points]
    if down:
        points = points[2:] + points[:2]
    first, second, third, fourth = ((x * scale[0], y * scale[1]) for x, y in points)
    return first, second, third, fourth
