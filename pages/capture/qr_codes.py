"""QR codes: contacts from the camera, a photo or a picture; reviewed, mended and saved, one at a
time or many at once."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from core.capture import Code, read_codes
from core.capture.sources import QR
from core.engine.capturing.batch import count_captured
from core.engine.capturing.scans import Scanned, take_codes
from core.engine.draft import drop_draft
from core.errors import AppError
from core.store.imports import Import
from pages.parts.camera_check import camera_trouble, trouble_text
from pages.parts.capture_flow import (
    current_batch,
    ensure_batch,
    go_to_review_when_asked,
    keep_error,
    review_or_discard,
    show_kept_error,
)
from pages.parts.captured_form import captured_form, saved_contact
from pages.parts.captured_list import captured_list, captured_notes
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.live_scanner import live_scanner
from pages.parts.on_phone import open_on_phone
from pages.parts.plain import plain
from pages.parts.wording import count

PICTURES = ["jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "avif"]
LIVE, PHOTO, FILE = "live", "photo", "file"
WAYS = {
    LIVE: ":material/videocam: Live camera",
    PHOTO: ":material/photo_camera: Take a photo",
    FILE: ":material/image: Image file",
}


def take_uploads() -> None:
    """Callback: every code of every picture."""
    round_ = st.session_state.get("qr-round", 0)
    uploads: list[Any] = st.session_state[f"qr-upload-{round_}"]
    st.session_state["qr-round"] = round_ + 1
    with telling():
        for upload in uploads:
            take_picture(upload, upload.name)


def take_photo() -> None:
    """Callback: the codes of a photo that the camera took."""
    round_ = st.session_state.get("qr-round", 0)
    photo = st.session_state[f"qr-photo-{round_}"]
    if photo is not None:
        with telling():
            take_picture(photo, "Photo")


def take_picture(picture: io.BytesIO, name: str) -> None:
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
    take([(code.text, code.format) for code in found.codes], name)


def take_live(codes: list[Code]) -> None:
    """The codes that came before the camera."""
    with telling():
        take([(code.text, code.format) for code in codes], "Camera")


def take(codes: list[tuple[str, str]], found_in: str) -> Scanned | None:
    """Puts the contacts of codes into the batch; a batch that stays empty is not kept."""
    if not codes:
        return None
    cursor, was_open = new_cursor(), "import" in st.query_params
    import_id = ensure_batch(QR)
    scanned = take_codes(open_store(), cursor, import_id, codes, found_in)
    if not scanned.added and not was_open:
        drop_draft(open_store(), cursor, import_id)
        st.query_params.clear()
    for what, text in scanned.refused:
        tell(f"This is {what}, no contact: “{' '.join(text.split())[:80]}”.")
    for warning in scanned.warnings:
        tell(warning)
    if scanned.repeated:
        tell(f"{count(scanned.repeated, 'code')} scanned before.")
    return scanned


@contextmanager
def telling() -> Iterator[None]:
    """One scan: what was told of the last one is gone, what is told of this one stays until the
    next, or until another batch shows."""
    st.session_state["qr-told"] = []
    yield
    st.session_state["qr-told-of"] = st.query_params.get("import", "")


def tell(sentence: str) -> None:
    """Keeps a sentence for the drawings to come; the last few."""
    st.session_state["qr-told"] = [*st.session_state["qr-told"], sentence][-8:]


def show_told() -> None:
    """What the last scan said."""
    show_kept_error()
    told = st.session_state.get("qr-told", [])
    if told and st.session_state.get("qr-told-of") == st.query_params.get("import", ""):
        st.warning("\n".join(f"- {plain(s, 400)}" for s in told), icon=":material/info:")


def scan() -> None:
    """The ways to a code."""
    trouble = camera_trouble("qr-camera-check")
    way = st.segmented_control(
        "How",
        list(WAYS),
        format_func=WAYS.__getitem__,
        default=FILE if trouble else LIVE,
        required=True,
        key=f"qr-way-{bool(trouble)}",
        label_visibility="collapsed",
    )
    if way == FILE:
        st.file_uploader(
            "Picture with one or many QR codes (a phone offers its camera here, too)",
            type=PICTURES,
            accept_multiple_files=True,
            key=f"qr-upload-{st.session_state.get('qr-round', 0)}",
            on_change=take_uploads,
        )
        if trouble:
            st.info(trouble_text(trouble), icon=":material/no_photography:")
        return
    if trouble:
        st.warning(trouble_text(trouble), icon=":material/no_photography:")
        return
    if way == PHOTO:
        st.camera_input(
            "Photo of a QR code",
            key=f"qr-photo-{st.session_state.get('qr-round', 0)}",
            resolution="1080p",
            on_change=take_photo,
        )
        return
    live_scanner("qr-live", take_live)


def review(draft: Import, several: bool) -> None:
    """What was scanned: a form for one contact, a list for many."""
    total, chosen = count_captured(open_store(), new_cursor(), draft.import_id)
    if total == 1 and not several:
        captured_form(draft)
        return
    st.subheader(f"{count(total, 'contact')} scanned")
    review_or_discard(draft.import_id, chosen)
    captured_notes(captured_list(draft.import_id))


go_to_review_when_asked()
st.title("QR codes")
if saved_contact():
    st.stop()
batch = current_batch(new_cursor(), QR)
total = count_captured(open_store(), new_cursor(), batch.import_id)[0] if batch else 0
# Each part has its place, empty or not: a camera that moves on the page is hung up by the browser.
intro, choice, told, scanner, found, phone = (st.container() for _ in range(6))
if not total:
    intro.markdown(
        "Hold the QR code of a badge or a business card before the camera. vCard, MECARD, BIZCARD, "
        "email, phone and web addresses are read; nothing in a code is ever opened."
    )
with choice:
    asked = st.toggle("Scan several, then save them together", key="qr-several", disabled=total > 1)
several = asked or total > 1
with told:
    show_told()
if several or not total:
    with scanner:
        scan()
if batch and total:
    with found:
        review(batch, several)
else:
    with phone:
        open_on_phone("qr_codes")
