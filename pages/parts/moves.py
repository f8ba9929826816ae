"""Moving on to a step of an import after a callback. Called by callbacks that open a draft, and by
the pages that they are on.

A click that comes while the page moves breaks the move off and draws the page of before. So the
second click of a double click wishes the same move again."""

import streamlit as st

from pages.parts.current import go

_MOVE, _LAST = "move-to", "move-last"


def move_to(page: str, import_id: int) -> None:
    """Callback: the page that is drawn next moves to this step (``follow_move``)."""
    st.session_state[_MOVE] = st.session_state[_LAST] = page, import_id


def note_move(page: str, import_id: int) -> None:
    """Callback that has moved by the address: where a second click is to go."""
    st.session_state[_LAST] = page, import_id


def repeat_move() -> None:
    """Callback of a second click: goes where the first one goes."""
    if last := st.session_state.get(_LAST):
        st.session_state[_MOVE] = last


def forget_move() -> None:
    """Callback of a first click: it goes its own way."""
    st.session_state.pop(_MOVE, None)
    st.session_state.pop(_LAST, None)


def follow_move() -> None:
    """Moves on, where that is wished. Call it before anything else is drawn."""
    if wanted := st.session_state.pop(_MOVE, None):
        go(*wanted)
