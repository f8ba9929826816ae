"""One side of a card: its photo, the corners set in it, and what is wrong with them. Called by the
step of the photos."""

import streamlit as st

from pages.parts.card_corners import card_corners
from pages.parts.card_session import (
    BACK,
    FRONT,
    NAMES,
    SidePhoto,
    card_session,
    drop_side,
    in_shares,
)
from pages.parts.plain import plain

_CORNERS = ("Top left", "Top right", "Bottom right", "Bottom left")


def card_side(number: int, side: SidePhoto) -> None:
    """Draws a side; a dragged corner is kept in it."""
    card = card_session()
    several = len(card.sides) > 1
    with st.container(border=several):
        if several:
            st.subheader(NAMES[number].capitalize())
        if side.photo.found:
            st.caption("Are the four points on the corners of the card? Drag those that are not.")
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
