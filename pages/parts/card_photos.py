"""First step of a business card: its photos, and the corners of the card in each. Called by the
page of business cards."""

import streamlit as st

from core.capture.cards import open_photo
from core.errors import AppError
from pages.parts.camera_check import camera_trouble, trouble_text
from pages.parts.capture_flow import keep_error
from pages.parts.card_session import BACK, FRONT, NAMES, card_session, take
from pages.parts.card_side import card_side
from pages.parts.card_start import start_reading
from pages.parts.fresh_uploads import fresh_uploads

PICTURES = ["jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "avif", "heic", "heif"]
PHOTO, FILE = "photo", "file"
WAYS = {PHOTO: ":material/photo_camera: Take a photo", FILE: ":material/image: Image file"}


def photo_step() -> None:
    """Takes the photos, lets the corners be set, and starts the reading."""
    card = card_session()
    if FRONT not in card.sides:
        _capture(FRONT)
        return
    card_side(FRONT, card.sides[FRONT])
    if BACK in card.sides:
        card_side(BACK, card.sides[BACK])
    elif st.toggle("The card has a second side", key=f"card-second-{card.round}"):
        _capture(BACK)
    start_reading()


def _capture(side: int) -> None:
    """The ways to a photo of one side."""
    card = card_session()
    trouble = camera_trouble(f"card-camera-check-{side}")
    way = st.segmented_control(
        f"How to take the {NAMES[side]}",
        list(WAYS),
        format_func=WAYS.__getitem__,
        default=FILE,
        required=True,
        key=f"card-way-{side}-{card.round}",
        label_visibility="collapsed",
    )
    key = f"card-{way}-{side}-{card.round}"
    if way == FILE:
        st.file_uploader(
            f"Picture of the {NAMES[side]} of the card (a phone offers its camera here, too)",
            type=PICTURES,
            key=key,
            on_change=_take,
            args=(side, key),
        )
    elif trouble:
        st.warning(trouble_text(trouble), icon=":material/no_photography:")
    else:
        st.camera_input(
            f"Photo of the {NAMES[side]} of the card",
            key=key,
            resolution="1080p",
            on_change=_take,
            args=(side, key),
        )


def _take(side: int, key: str) -> None:
    """Callback: opens the photo; what is wrong with it is said at the next drawing."""
    for upload in fresh_uploads(key):
        try:
            take(side, open_photo(upload.getvalue()))
        except AppError as error:
            keep_error(type(error)(error.title, f"{upload.name}: {error.message}", error.hint))
