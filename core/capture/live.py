"""Looks for codes in the frames of a camera as they come, at a bounded rate. Called by the camera's
own thread; the page asks what was found."""

import threading
import time
from typing import Any

from numpy.typing import NDArray

from core.capture.codes import Code, find_codes_live

# A code held still for a second is looked at ten times; more would only cost.
LOOKS_PER_SECOND = 10
# For so long the outline of a code stays in the picture.
OUTLINE_SECONDS = 0.5


class LiveScanner:
    """What a camera has found since the page last asked."""

    def __init__(self) -> None:
        self.frames = self.looks = 0
        self._found: dict[str, Code] = {}
        self._outlined: list[Code] = []
        self._looked = self._seen = float("-inf")
        self._lock = threading.Lock()

    def look(self, frame: NDArray[Any], now: float | None = None) -> list[Code]:
        """The codes to outline in this frame, grey or coloured; most frames are not looked at."""
        now = time.monotonic() if now is None else now
        self.frames += 1
        if now - self._looked >= 1 / LOOKS_PER_SECOND:
            self._looked = now
            self.looks += 1
            if codes := find_codes_live(frame):
                self._outlined, self._seen = codes, now
                with self._lock:
                    self._found.update({code.text: code for code in codes})
        if now - self._seen > OUTLINE_SECONDS:
            self._outlined = []
        return self._outlined

    @property
    def has_found(self) -> bool:
        """Whether ``take`` would give something."""
        return bool(self._found)

    def take(self) -> list[Code]:
        """The codes found since the last time, each once."""
        with self._lock:
            found, self._found = list(self._found.values()), {}
        return found
