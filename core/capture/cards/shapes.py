"""What may be a card in a picture: shapes with four sides in several views of it. Called by
``corners``."""

import cv2
import numpy as np

from core.capture.cards.quads import Image, alike, four_sides

LEAST_AREA, MOST_AREA = 0.06, 0.985


def candidates(image: Image) -> list[Image]:
    """The corners of every shape that is large enough and has four sides."""
    area = image.shape[0] * image.shape[1]
    found: list[Image] = []
    for mask in _masks(image):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            if cv2.contourArea(contour) < 0.5 * LEAST_AREA * area:
                continue
            hull = cv2.convexHull(contour)
            if not LEAST_AREA * area < cv2.contourArea(hull) < MOST_AREA * area:
                continue
            quad = four_sides(hull)
            if quad is not None and not any(alike(quad, known) for known in found):
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
