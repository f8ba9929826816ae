"""Says before reading what would spoil it: blur, glare, darkness, too few pixels. Called by
``card`` and the page.

The figures were set on generated photographs (bench/cards): text is read worse below them.
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.capture.pictures import Pixels

# Variance of the Laplacian of a card made 800 pixels wide; sharp text has many hundreds.
_BLURRED = 60.0
# Share of the card that is burnt out next to parts that are not.
_GLARE = 0.02
# The brightest parts of a card, be they paper or letters, are darker than this.
_DARK = 55
# From the darkest to the brightest: a picture with less has nothing on it.
_LEAST_CONTRAST = 25
_FEW_PIXELS = 350
# The card in cells, across and down, and how much brighter something in one must be than the rest.
_CELLS = (16, 10)
_DETAIL = 40


def find_faults(card: Pixels) -> list[str]:
    """Sentences on what is wrong with the picture of a card; empty where nothing is."""
    height, width = card.shape[:2]
    grey = cv2.cvtColor(card, cv2.COLOR_RGB2GRAY)
    faults = []
    if max(width, height) < _FEW_PIXELS:
        faults.append(
            f"The card is only {max(width, height)} pixels long; go nearer or use a larger picture."
        )
    scale = 800 / max(width, height)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    darkest, brightest = _range(small)
    empty = brightest - darkest < _LEAST_CONTRAST
    if brightest < _DARK:
        faults.append("The picture is dark; use more light.")
    elif empty:
        faults.append("Nothing is in the picture: it is all of one colour.")
    if not empty and _sharpness(small) < _BLURRED:
        faults.append("The picture is blurred; hold still and let the camera focus.")
    if _glare(small) > _GLARE:
        faults.append("There is glare on the card; turn it away from the light.")
    return faults


def _range(grey: NDArray[Any]) -> tuple[float, float]:
    """The darkest and the brightest that a few letters have, without the noise of a camera. A navy
    card with white letters is bright there, a white card in the dark is not."""
    calm = cv2.GaussianBlur(grey, (3, 3), 0)
    return float(np.percentile(calm, 0.2)), float(np.percentile(calm, 99.8))


def _sharpness(grey: NDArray[Any]) -> float:
    """Of the parts that have any detail: an empty half of a card is not blurred."""
    laplacian = cv2.Laplacian(grey, cv2.CV_64F) ** 2
    cells = cv2.resize(laplacian, _CELLS, interpolation=cv2.INTER_AREA)
    detailed = _detailed(grey)
    # Of most cards a fifth of the cells or more has text; of one with two lines only those count.
    if 0 < detailed.mean() < 0.2:
        cells = cells[detailed]
    return float(np.percentile(cells, 80))


def _detailed(grey: NDArray[Any]) -> NDArray[np.bool_]:
    """The cells that have something bright beside something dark."""
    room = np.ones((25, 25), np.uint8)
    bright = cv2.resize(cv2.dilate(grey, room), _CELLS, interpolation=cv2.INTER_NEAREST)
    dark = cv2.resize(cv2.erode(grey, room), _CELLS, interpolation=cv2.INTER_NEAREST)
    found: NDArray[np.bool_] = cv2.subtract(bright, dark) > _DETAIL
    return found


def _glare(grey: NDArray[Any]) -> float:
    """The share in spots of pure white with a soft rim, where the card is darker elsewhere."""
    usual = float(np.percentile(grey, 75))
    if usual > 232:
        return 0.0  # white paper in good light
    burnt: NDArray[Any] = (grey >= 250).astype(np.uint8)
    burnt = cv2.morphologyEx(burnt, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    return float(burnt.mean())
