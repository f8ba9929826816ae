"""Deleting records of the recycle bin for good: those that people choose, after a question, and
those that were there long enough. Called by its page."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial

import streamlit as st

from core.errors import StoreError
from core.store.changing import changing
from core.store.recycle_bin import DeletedRecord, purge_all, purge_expired, purge_records
from pages.parts.bin_table import PAGE
from pages.parts.database import open_store
from pages.parts.dialogs import close_when_done, open_alone
from pages.parts.settings_actions import attempt
from pages.parts.wording import count

_ASKED = f"{PAGE}-purge-asked"


def drop_expired() -> None:
    """Deletes for good what has been here long enough; not while an import writes."""
    with suppress(StoreError), changing(open_store(), wait=0.1) as cursor:
        purge_expired(cursor)


def purge_buttons(chosen: Sequence[DeletedRecord], total: int) -> None:
    """Deletes the chosen records, or all, for good; asks first."""
    ids = [each.record_id for each in chosen]
    st.button(
        "Delete for good",
        icon=":material/delete_forever:",
        disabled=not chosen,
        on_click=_ask_for,
        args=(ids,),
    )
    st.button(
        "Empty the bin",
        icon=":material/delete_sweep:",
        disabled=not total,
        on_click=_ask_for,
        args=(None,),
    )
    if _ASKED in st.session_state:
        asked: list[int] | None = st.session_state[_ASKED]
        _ask(total if asked is None else len(asked), asked)


def _ask_for(record_ids: list[int] | None) -> None:
    """Callback: opens the question about these records, or about all."""
    open_alone(_ASKED, record_ids)


def _forget() -> None:
    st.session_state.pop(_ASKED, None)


def _purge(number: int, record_ids: list[int] | None) -> None:
    """Callback: deletes for good."""
    if _ASKED not in st.session_state:
        return
    _forget()
    purge = purge_all if record_ids is None else partial(purge_records, record_ids=record_ids)
    attempt(PAGE, purge, f"{count(number, 'record')} deleted for good.")


@st.dialog("Delete for good?", on_dismiss=_forget)
def _ask(number: int, record_ids: list[int] | None) -> None:
    close_when_done(_ASKED)
    st.markdown(
        f"**{count(number, 'record')}** and what the history knows of their values are deleted. "
        "Nothing brings them back."
    )
    with st.container(horizontal=True):
        st.button(
            f"Delete {count(number, 'record')} for good",
            type="primary",
            icon=":material/delete_forever:",
            key="bin-purge-yes",
            on_click=_purge,
            args=(number, record_ids),
        )
        st.button("Keep", key="bin-purge-no", on_click=_forget)
