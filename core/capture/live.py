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
# A code that was out of the picture for so long is found anew when it comes back.
AWAY_SECONDS = 3.0


class LiveScanner:
    """What a camera has found and the page has not settled yet."""

    def __init__(self) -> None:
        self.frames = self.looks = 0
        self._found: dict[str, Code] = {}
        self._last_seen: dict[str, float] = {}
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
                self._note(codes, now)
        if now - self._seen > OUTLINE_SECONDS:
            self._outlined = []
        return self._outlined

    def _note(self, codes: list[Code], now: float) -> None:
        with self._lock:
            recent = {t: at for t, at in self._last_seen.items() if now - at <= AWAY_SECONDS}
            self._found.update({code.text: code for code in codes if code.text not in recent})
            self._last_seen = recent | {code.text: now for code in codes}

    def found(self) -> list[Code]:
        """The codes that came into the picture and are not settled, each once. They stay until
        ``settle``: a run of the page may be broken off at any moment."""
        with self._lock:
            return list(self._found.values())

    def settle(self, codes: list[Code]) -> None:
        """Says that these were dealt with."""
        with self._lock:
            for code in codes:
                self._found.pop(code.text, None)
