"""The steps of an import: the page of each, what it is called, and which one an open import is at.
Called by the frame of the steps and by lists of imports."""

from contextlib import suppress

import duckdb

from core.store import steps
from core.store.imports import OPEN, Import
from pages.parts.current import (
    BUSINESS_CARD,
    CAPTURE_PAGES,
    COMMON,
    DETAILS,
    DEVICE_CONTACTS,
    MAP,
    QR_CODES,
    RESULTS,
    REVIEW,
    UPLOAD,
    current_file,
)
from pages.parts.database import cursor as new_cursor

STEPS = {
    UPLOAD: "Upload",
    COMMON: "Common column",
    MAP: "Map",
    DETAILS: "Details",
    REVIEW: "Review",
    RESULTS: "Results",
}
CAPTURE_NAMES = {
    DEVICE_CONTACTS: "Device contacts",
    QR_CODES: "QR codes",
    BUSINESS_CARD: "Business cards",
}
# The page of each step that is remembered (core/store/steps.py).
_NOTED = {steps.CAPTURE + source: page for source, page in CAPTURE_PAGES.items()} | {
    steps.UPLOAD: UPLOAD,
    steps.COMMON: COMMON,
    steps.MAP: MAP,
    steps.MAP_2: MAP,
    steps.DETAILS: DETAILS,
    steps.REVIEW: REVIEW,
}


def step_page(step: str) -> tuple[str, dict[str, str]]:
    """The page of a remembered step, and what its address says besides the import."""
    return _NOTED[step], {"file": "2"} if step == steps.MAP_2 else {}


def page_name(page: str) -> str:
    """What the page of a step is called."""
    return STEPS.get(page) or CAPTURE_NAMES[page]


def note_step(page: str, draft: Import) -> None:
    """Remembers where an open import is. Another tab may be writing the same; then it is there."""
    step = next((name for name, known in _NOTED.items() if known == page), None)
    if step == steps.MAP and current_file(draft) == 2:
        step = steps.MAP_2
    if step and draft.state in OPEN:
        with suppress(duckdb.TransactionException):
            steps.note_step(new_cursor(), draft.import_id, step)
