"""Codes become contacts of the batch: those of pictures, of a photo, of the live camera. Called by
the ways to a code."""

import io

import streamlit as st

from core.capture import Code, read_codes
from core.capture.sources import QR
from core.engine.capturing.scans import Scanned, take_codes
from core.engine.draft import drop_draft
from core.errors import AppError
from pages.parts.capture_flow import ensure_batch, keep_error
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.fresh_uploads import fresh_uploads
from pages.parts.scan_notes import tell, telling
from pages.parts.wording import count


def take_uploads(key: str) -> None:
    """Callback: every code of every picture."""
    uploads = fresh_uploads(key)
    if not uploads:
        return
    st.session_state["qr-round"] = st.session_state.get("qr-round", 0) + 1
    with telling():
        for upload in uploads:
            _take_picture(upload, upload.name)


def take_photo(key: str) -> None:
    """Callback: the codes of a photo that the camera took."""
    for photo in fresh_uploads(key):
        with telling():
            _take_picture(photo, "Photo")


def _take_picture(picture: io.BytesIO, name: str) -> None:
    """Finds the codes of a picture and takes them; what is wrong with it is said."""
    try:
        found = read_codes(picture.getvalue())
    except AppError as error:
        keep_error(type(error)(error.title, f"{name}: {error.message}", error.hint))
        return
    for warning in found.warnings:
        tell(f"{name}: {warning}")
    if not found.codes:
        tell(f"{name}: no code was found. Hold the code flat, near and in the light.")
    _take([(code.text, code.format) for code in found.codes], name)


def take_live(codes: list[Code]) -> None:
    """The codes that came before the camera."""
    with telling():
        _take([(code.text, code.format) for code in codes], "Camera")


def _take(codes: list[tuple[str, str]], found_in: str) -> None:
    """Puts the contacts of codes into the batch; a batch that stays empty is not kept."""
    if not codes:
        return
    cursor, was_open = new_cursor(), "import" in st.query_params
    import_id = ensure_batch(QR)
    scanned = take_codes(open_store(), cursor, import_id, codes, found_in)
    if not scanned.added and not was_open:
        drop_draft(open_store(), cursor, import_id)
        st.query_params.clear()
    _tell_of(scanned)


def _tell_of(scanned: Scanned) -> None:
    """What came of the codes besides new contacts."""
    for what, text in scanned.refused:
        tell(f"This is {what}, no contact: “{' '.join(text.split())[:80]}”.")
    for warning in scanned.warnings:
        tell(warning)
    if scanned.repeated:
        tell(f"{count(scanned.repeated, 'code')} scanned before.")
