"""First step of a business card: its photos, and the corners of the card in each. Called by the
page of business cards."""

from typing import Any

import streamlit as st

from core.capture.cards import ENGINES, open_photo, start_scan
from core.errors import AppError
from pages.parts.camera_check import camera_trouble, trouble_text
from pages.parts.capture_flow import keep_error
from pages.parts.card_corners import card_corners
from pages.parts.card_session import (
    BACK,
    FRONT,
    NAMES,
    SidePhoto,
    card_session,
    drop_side,
    in_shares,
    take,
)
from pages.parts.plain import plain

PICTURES = ["jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "avif", "heic", "heif"]
PHOTO, FILE = "photo", "file"
WAYS = {PHOTO: ":material/photo_camera: Take a photo", FILE: ":material/image: Image file"}
# Short readings end within this, and the page goes on without drawing a progress bar.
_PATIENCE = 0.3
_CORNERS = ("Top left", "Top right", "Bottom right", "Bottom left")


def photo_step() -> None:
    """Takes the photos, lets the corners be set, and starts the reading."""
    card = card_session()
    if FRONT not in card.sides:
        _capture(FRONT)
        return
    _side(FRONT, card.sides[FRONT])
    if BACK in card.sides:
        _side(BACK, card.sides[BACK])
    elif st.toggle("The card has a second side", key=f"card-second-{card.round}"):
        _capture(BACK)
    _start()


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
    upload: Any = st.session_state.get(key)
    if upload is None:
        return
    try:
        take(side, open_photo(upload.getvalue()))
    except AppError as error:
        keep_error(type(error)(error.title, f"{upload.name}: {error.message}", error.hint))


def _side(number: int, side: SidePhoto) -> None:
    card = card_session()
    several = len(card.sides) > 1
    with st.container(border=several):
        if several:
            st.subheader(NAMES[number].capitalize())
        if side.photo.found:
            st.caption("Drag the four points to the corners of the card, where they are not there.")
        else:
            st.info(
                "No card stands out from the background, so the whole picture is read. Drag the "
                "four points to its corners, if there is anything else in the picture.",
                icon=":material/crop_free:",
            )
        key = f"card-corners-{card.round}-{number}"
        side.corners = card_corners(side.photo.pixels, side.corners, str(side.version), key)
        _corner_numbers(number, side)
        for warning in side.photo.warnings:
            st.warning(plain(warning, 300), icon=":material/broken_image:")
        if not side.is_shaped:
            st.error(
                "**The four points do not go round a card.** Drag each to its own corner, or put "
                "them back.",
                icon=":material/error:",
            )
        else:
            for fault in side.photo.faults(side.quad):
                st.warning(fault, icon=":material/blur_on:")
        with st.container(horizontal=True):
            st.button(
                "Put the corners back",
                icon=":material/restart_alt:",
                key=f"card-back-{number}",
                on_click=_put_back,
                args=(number,),
            )
            st.button(
                "Another picture",
                icon=":material/delete:",
                key=f"card-drop-{number}",
                on_click=_drop,
                args=(number,),
            )


def _corner_numbers(number: int, side: SidePhoto) -> None:
    """The corners as numbers, for whoever cannot drag: per cent of the picture."""
    with st.expander("Corners as numbers", icon=":material/pin:"):
        columns = st.columns(4)
        for corner, name in enumerate(_CORNERS):
            for axis, word in enumerate(("from left, %", "from top, %")):
                # A new key for a new value: a dragged corner shows here at once.
                value = round(100 * side.corners[corner][axis], 1)
                key = f"card-number-{card_session().round}-{number}-{corner}-{axis}-{value}"
                columns[corner].number_input(
                    f"{name} {word}",
                    0.0,
                    100.0,
                    value,
                    0.5,
                    format="%.1f",
                    key=key,
                    on_change=_typed,
                    args=(number, corner, axis, key),
                )


def _typed(number: int, corner: int, axis: int, key: str) -> None:
    side = card_session().sides[number]
    corners = [list(point) for point in side.corners]
    corners[corner][axis] = st.session_state[key] / 100
    side.corners = corners
    side.version += 1


def _put_back(number: int) -> None:
    side = card_session().sides[number]
    side.corners = in_shares(side.photo.proposed, side.photo)
    side.version += 1


def _drop(number: int) -> None:
    card = card_session()
    drop_side(number)
    if number == FRONT and BACK in card.sides:
        card.sides[FRONT] = card.sides.pop(BACK)
    card.round += 1


def _start() -> None:
    card = card_session()
    engine = st.segmented_control(
        "Read with",
        list(ENGINES),
        format_func=lambda name: ENGINES[name].label,
        default=card.engine,
        required=True,
        key=f"card-engine-{card.round}",
    )
    card.engine = engine or card.engine
    kind = ENGINES[card.engine]
    if not kind.installed:
        st.info(f"**{kind.label} is not installed.** {kind.hint}", icon=":material/download:")
    shaped = all(side.is_shaped for side in card.sides.values())
    st.button(
        "Read the card",
        type="primary",
        icon=":material/document_scanner:",
        on_click=_read,
        disabled=not (kind.installed and shaped),
    )


def _read() -> None:
    """Callback: reads in the background; the page shows how far it is."""
    card = card_session()
    card.scan = start_scan(card.to_read(), card.engine)
    card.scan.wait(_PATIENCE)
