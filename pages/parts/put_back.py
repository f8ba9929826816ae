"""Putting back what an edit by hand changed. Called by the list of changes of a record and by its
timeline."""

import streamlit as st

from core.editing import PutBack, put_back
from pages.parts.plain import plain
from pages.parts.record_edit_state import close_edit
from pages.parts.records_list_choice import PAGE
from pages.parts.settings_actions import attempt

_PUT_BACK = "record-put-back"


def put_back_button(edit_id: int) -> None:
    """Puts the values back that were there before an edit, as far as they are not changed since."""
    st.button(
        "Put back",
        key=f"put-back-{edit_id}",
        icon=":material/undo:",
        help="Brings back the values of before, where nobody has changed them since.",
        on_click=_put_back,
        args=(edit_id,),
    )


def follow_put_back() -> None:
    """Draws the whole page again after the button, where that is in a part which is drawn by
    itself. Call it before anything else is drawn there."""
    if st.session_state.pop(_PUT_BACK, False):
        st.rerun()


def page_is_drawn() -> None:
    """Says that the whole page is being drawn, so that nothing is left to follow."""
    st.session_state.pop(_PUT_BACK, None)


def _put_back(edit_id: int) -> None:
    """Callback."""
    close_edit()
    st.session_state[_PUT_BACK] = True
    attempt(PAGE, lambda cursor: put_back(cursor, edit_id), _told)


def _told(done: PutBack) -> str:
    stays = "".join(f" {each.label} stays: {each.reason}" for each in done.kept)
    restored = ", ".join(prop.label for prop in done.restored)
    return plain(f"Put back: {restored}.{stays}", 1000)
