"""Removing a pipeline or a stage, which asks where its records go. Called by the forms of both."""

from collections.abc import Callable, Sequence

import duckdb
import streamlit as st

from core.store.pipelines import Pipeline
from pages.parts.pipeline_choice import PAGE
from pages.parts.settings_actions import attempt


def remove_with_records(
    what: str,
    key: str,
    records: int,
    object_type: str,
    pipelines: Sequence[Pipeline],
    remove: Callable[[duckdb.DuckDBPyConnection, str | None], object],
    done: str,
) -> None:
    """Asks before a stage or pipeline is removed, and where its records go: to a stage of
    ``pipelines``."""
    with st.popover(f"Remove this {what}", icon=":material/delete:"):
        if records:
            noun = object_type if records != 1 else object_type.removesuffix("s")
            st.markdown(f"{records:,} {noun} {'are' if records != 1 else 'is'} in it.")
            labels = {s.value: f"{p.label}: {s.label}" for p in pipelines for s in p.stages}
            st.selectbox(
                f"Move the {what}'s {object_type} to",
                list(labels),
                index=None,
                format_func=labels.__getitem__,
                placeholder="Choose a stage",
                key=key,
            )
        else:
            st.markdown(f"No {object_type} are in it.")
        st.button(
            f"Remove {what}",
            key=f"{key}-remove",
            type="primary",
            icon=":material/delete:",
            on_click=_remove,
            args=(remove, key, done),
        )


def _remove(
    remove: Callable[[duckdb.DuckDBPyConnection, str | None], object], key: str, done: str
) -> None:
    to = st.session_state.get(key)
    attempt(PAGE, lambda cursor: remove(cursor, to), done)
