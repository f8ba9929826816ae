"""The ways to a code: live camera, photo, picture. Called by the page of QR codes."""

import streamlit as st

from pages.parts.camera_check import camera_trouble, trouble_text
from pages.parts.code_intake import take_live, take_photo, take_uploads
from pages.parts.live_scanner import live_scanner

PICTURES = ["jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "avif"]
LIVE, PHOTO, FILE = "live", "photo", "file"
WAYS = {
    LIVE: ":material/videocam: Live camera",
    PHOTO: ":material/photo_camera: Take a photo",
    FILE: ":material/image: Image file",
}


def code_scanner() -> None:
    """Draws the chosen way; what it finds is taken at once."""
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
    round_ = st.session_state.get("qr-round", 0)
    if way == FILE:
        st.file_uploader(
            "Picture with one or many QR codes (a phone offers its camera here, too)",
            type=PICTURES,
            accept_multiple_files=True,
            key=f"qr-upload-{round_}",
            on_change=take_uploads,
            args=(f"qr-upload-{round_}",),
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
            key=f"qr-photo-{round_}",
            resolution="1080p",
            on_change=take_photo,
            args=(f"qr-photo-{round_}",),
        )
        return
    live_scanner("qr-live", take_live)
