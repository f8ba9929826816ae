"""The question before an unfinished import is dropped, and dropping it. Called by the home page and
the history."""

from collections.abc import Sequence

import streamlit as st

from core.engine.draft import drop_draft
from core.store.imports import STATES, Import
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store
from pages.parts.dialogs import close_when_done, open_alone
from pages.parts.plain import plain

_ASKED, _SAID = "drop-asked", "drop-said"


def ask_to_drop(import_id: int) -> None:
    """Callback: the page then asks about this import (``drop_dialog``)."""
    open_alone(_ASKED, import_id)


def drop_dialog(imports: Sequence[Import]) -> None:
    """Asks before an import is dropped, where its button was pressed, and says what came of it."""
    if said := st.session_state.pop(_SAID, None):
        st.toast(said, icon=":material/delete:")
    chosen = next((i for i in imports if i.import_id == st.session_state.get(_ASKED)), None)
    if chosen is not None:
        _ask(chosen)


def _forget() -> None:
    st.session_state.pop(_ASKED, None)


def _drop(import_id: int) -> None:
    """Callback: deletes the draft. One that is being worked on stays."""
    if _ASKED not in st.session_state:
        return
    _forget()
    job = jobs().get(import_id)
    if job and job.running:
        st.session_state[_SAID] = "This import is running; cancel it first."
        return
    drop_draft(open_store(), new_cursor(), import_id)
    jobs().forget(import_id)
    st.session_state[_SAID] = "Draft dropped."


@st.dialog("Drop this draft?", on_dismiss=_forget)
def _ask(draft: Import) -> None:
    close_when_done(_ASKED)
    st.markdown(
        f"**{plain(draft.name or draft.file_name)}** ({STATES[draft.state].lower()}) and its copy "
        "of the file are deleted. Nothing of it is in the records."
    )
    with st.container(horizontal=True):
        st.button(
            "Drop",
            type="primary",
            icon=":material/delete:",
            on_click=_drop,
            args=(draft.import_id,),
            key="drop-yes",
        )
        st.button("Keep it", on_click=_forget, key="drop-no")
