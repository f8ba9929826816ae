"""The card that is being scanned, in a folder of its own, so that a reload of the page comes back
to it: its photos, and the state of the page as JSON. The folder goes when the contact is ready to
save, when the card is discarded, and after a day. Called by the page of business cards.
"""

import json
import re
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from core.capture.cards.kept_reading import quad_from_json
from core.capture.cards.photo import Photo

KEPT_SECONDS = 24 * 3600
_QUALITY = 90
_STATE = "state.json"
_ID = re.compile(r"[0-9a-f]{32}")

Json = dict[str, Any]


class KeptCards:
    """The folders of cards below ``root``. A card is named by an id that nobody can guess."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def add(self) -> str:
        """A folder for a new card; its id is returned."""
        card = secrets.token_hex(16)
        (self._root / card).mkdir(parents=True)
        return card

    def keep_photo(self, card: str, name: str, photo: Photo) -> None:
        """Writes a photo, with as many pixels as it has. Nothing where the card has gone."""
        if self._has(card):
            path = self._root / card / f"{name}.jpg"
            Image.fromarray(photo.pixels).save(path, "JPEG", quality=_QUALITY)

    def keep_state(self, card: str, state: Json) -> None:
        """Writes the state, and deletes photos that its ``sides`` do not name."""
        if not self._has(card):
            return
        folder = self._root / card
        draft = folder / "state.new"
        draft.write_text(json.dumps(state), "utf-8")
        draft.replace(folder / _STATE)
        named = {f"{side['name']}.jpg" for side in state["sides"].values()}
        for path in folder.glob("*.jpg"):
            if path.name not in named:
                path.unlink(missing_ok=True)

    def read_state(self, card: str) -> Json | None:
        """The state; None where no such card is kept."""
        with suppress(OSError, ValueError):
            if self._has(card):
                state: Json = json.loads((self._root / card / _STATE).read_text("utf-8"))
                return state
        return None

    def read_photo(self, card: str, name: str, facts: Json) -> Photo:
        """A photo with what ``photo_facts`` said of it. Raises OSError where it has gone."""
        with Image.open(self._root / card / f"{name}.jpg") as image:
            pixels = np.asarray(image.convert("RGB"))
        return Photo(
            pixels, quad_from_json(facts["proposed"]), facts["found"], tuple(facts["warnings"])
        )

    def forget(self, card: str) -> None:
        """Deletes the folder."""
        if self._has(card):
            shutil.rmtree(self._root / card, ignore_errors=True)

    def forget_old(self, now: float | None = None) -> None:
        """Deletes what nobody has touched for a day."""
        now = time.time() if now is None else now
        with suppress(OSError):
            for folder in self._root.iterdir():
                if _ID.fullmatch(folder.name) and now - _touched(folder) > KEPT_SECONDS:
                    self.forget(folder.name)

    def _has(self, card: str) -> bool:
        return bool(_ID.fullmatch(card)) and (self._root / card).is_dir()


def photo_facts(photo: Photo) -> Json:
    """What of a photo is not in its picture."""
    return {"proposed": photo.proposed, "found": photo.found, "warnings": photo.warnings}


def _touched(folder: Path) -> float:
    return max(path.stat().st_mtime for path in (folder, *folder.iterdir()))
