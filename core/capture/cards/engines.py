"""The engines that read text in pictures: what there is, what is installed, one of each a process.

An engine is loaded when it is first needed and kept: RapidOCR takes about a second and half a
gigabyte, EasyOCR eight seconds and nearly two. They run one picture at a time, so that memory stays
bounded however many people scan.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Protocol

from core.capture.cards.piece import Piece
from core.capture.pictures import Pixels
from core.errors import AppError


class Engine(Protocol):
    """Reads a picture: rows of red, green, blue."""

    def read(self, pixels: Pixels) -> tuple[list[Piece], int]:
        """The texts, and by how many degrees clockwise the picture must be turned to be upright
        (0, 90, 180 or 270). The quads are of the picture as it was given."""
        ...


@dataclass(frozen=True)
class EngineKind:
    """``label`` is for people; ``needs`` are the packages it takes; ``hint`` says how to get it."""

    label: str
    needs: tuple[str, ...]
    load: Callable[[], Engine]
    hint: str

    @property
    def installed(self) -> bool:
        """True where its packages are there."""
        return all(find_spec(name) is not None for name in self.needs)


def _load_rapid() -> Engine:
    from core.capture.cards.rapid import RapidEngine

    return RapidEngine()


def _load_easy() -> Engine:
    from core.capture.cards.easy import EasyEngine

    return EasyEngine()


ENGINES: dict[str, EngineKind] = {
    "rapidocr": EngineKind(
        "RapidOCR", ("rapidocr", "onnxruntime"), _load_rapid, "Run make run again: it installs it."
    ),
    "easyocr": EngineKind(
        "EasyOCR",
        ("easyocr", "easyocr_en_models"),
        _load_easy,
        "Stop Rowcall, run make easyocr (6 GB), and start it again.",
    ),
}
DEFAULT = "rapidocr"

_loaded: dict[str, Engine] = {}
_loading = threading.Lock()
_reading = threading.Lock()


def read_pieces(pixels: Pixels, engine: str = DEFAULT) -> tuple[list[Piece], int]:
    """The texts of a picture and its turn, read by an engine of ``ENGINES``.

    Raises ``AppError`` where the engine is not installed."""
    loaded = _load(engine)
    with _reading:
        return loaded.read(pixels)


def _load(name: str) -> Engine:
    kind = ENGINES[name]
    if not kind.installed:
        raise AppError(
            f"{kind.label} is not installed",
            "Cards can be read by it once it is.",
            kind.hint,
        )
    with _loading:
        if name not in _loaded:
            _loaded[name] = kind.load()
        return _loaded[name]
