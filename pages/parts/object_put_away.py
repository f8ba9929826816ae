"""Deleting, archiving and restoring a custom object. Called by its forms."""

from collections.abc import Callable

import duckdb
import streamlit as st

from core.store.object_types import CustomObject, archive_object, delete_object, restore_object
from pages.parts.object_definition import PAGE
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt
from pages.parts.wording import count


def put_away(chosen: CustomObject) -> None:
    """Asks before an object is deleted, or archived."""
    name, shown = chosen.kind.name, plain(chosen.kind.plural)
    with st.popover("Delete this object", icon=":material/delete:"):
        if chosen.records:
            st.markdown(
                f"It has {count(chosen.records, 'record')}. "
                "Only an object without records can be deleted."
            )
            return
        st.markdown("It has no records. Its properties and association labels are deleted too.")
        st.button(
            "Delete object",
            type="primary",
            icon=":material/delete:",
            on_click=_act,
            args=(delete_object, name, f"{shown} deleted."),
        )
        if not chosen.archived:
            st.markdown("Or keep it for the history, offered nowhere:")
            st.button(
                "Archive object",
                icon=":material/archive:",
                on_click=_act,
                args=(archive_object, name, f"{shown} archived."),
            )


def restore_button(chosen: CustomObject) -> None:
    """Brings an archived object back."""
    name, shown = chosen.kind.name, plain(chosen.kind.plural)
    st.button(
        "Restore object",
        icon=":material/unarchive:",
        on_click=_act,
        args=(restore_object, name, f"{shown} restored."),
    )


def _act(action: Callable[[duckdb.DuckDBPyConnection, str], None], name: str, done: str) -> None:
    attempt(PAGE, lambda cursor: action(cursor, name), done)
