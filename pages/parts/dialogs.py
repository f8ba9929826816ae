"""Closing a dialog from within. Called by the dialogs that are drawn while a flag of the session is
set."""

import streamlit as st


def close_when_done(flag: str) -> None:
    """Called first in a dialog. A button in it draws only the dialog anew; when its callback has
    taken the flag away, the whole page is drawn, without the dialog."""
    if flag not in st.session_state:
        st.rerun()
