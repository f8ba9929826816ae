"""Deleting records: a button that asks first, then moves them into the recycle bin. Called by pages
that show records."""

from collections.abc import Callable, Sequence

import duckdb
import streamlit as st

from core.store.recycle_bin import DAYS, delete_records
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt
from pages.parts.wording import count

BIN = "pages/records/recycle_bin.py"


def delete_records_button(
    object_type: str,
    record_ids: Sequence[int],
    called: str,
    page: str,
    *,
    then: Callable[[], None] | None = None,
    key: str = "delete-records",
) -> None:
    """A button "Delete". ``called`` says what is deleted, for people: a name, or "12 contacts".
    What became of it is said by ``outcome_of_action(page)`` at the next drawing; ``then`` is what
    happens after, such as moving to another page."""

    def delete(cursor: duckdb.DuckDBPyConnection) -> object:
        return delete_records(cursor, object_type, record_ids)

    if st.button("Delete", icon=":material/delete:", key=key, disabled=not record_ids):
        ask_to_delete(called, len(record_ids), page, delete, then, key)


@st.dialog("Delete?")
def ask_to_delete(
    called: str,
    number: int,
    page: str,
    delete: Callable[[duckdb.DuckDBPyConnection], object],
    then: Callable[[], None] | None,
    key: str,
) -> None:
    """Asks, then deletes. Cancel, Escape and the cross leave everything as it is."""
    goes, its, it = ("goes", "its", "It") if number == 1 else ("go", "their", "They")
    st.markdown(
        f"**{plain(called)}** {goes} to the recycle bin, with {its} associations and places in "
        f"lists. {it} can be restored from there for {DAYS} days."
    )
    with st.container(horizontal=True):
        confirmed = st.button(
            f"Delete {count(number, 'record')}",
            type="primary",
            icon=":material/delete:",
            key=f"{key}-yes",
        )
        if st.button("Keep", key=f"{key}-no"):
            st.rerun()
    if confirmed:
        done = attempt(page, delete, f"{called} deleted. Restore from the recycle bin.")
        if done and then:
            then()
        st.rerun()
