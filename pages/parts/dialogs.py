"""Opening a dialog and closing it from within. Called by the dialogs that are drawn while a flag of
the session is set.

A callback of a dialog does nothing once its flag is gone: the second click of a double click comes
before the browser has heard that the first one was the answer."""

from typing import Any

import streamlit as st

_LATEST = "dialog-latest"


def open_alone(flag: str, value: Any) -> None:
    """Sets the flag of a dialog, and takes away that of the dialog before: Streamlit draws no two,
    and the dismissal of one may not arrive where another click follows at once."""
    st.session_state.pop(st.session_state.get(_LATEST, flag), None)
    st.session_state[_LATEST] = flag
    st.session_state[flag] = value


def close_when_done(flag: str) -> None:
    """Called first in a dialog. A button in it draws only the dialog anew; when its callback has
    taken the flag away, the whole page is drawn, without the dialog."""
    if flag not in st.session_state:
        st.rerun()
