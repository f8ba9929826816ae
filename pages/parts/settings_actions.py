"""What becomes of an action of a settings page: done, or refused and why. It is said above the
tables at the next drawing. Called by the pages of association labels, objects and pipelines."""

from collections.abc import Callable
from typing import TypeVar

import duckdb
import streamlit as st

from core.errors import AppError
from core.store.changing import changing
from pages.parts.database import open_store
from pages.parts.trouble import show_error

Result = TypeVar("Result")


def attempt(
    page: str,
    action: Callable[[duckdb.DuckDBPyConnection], Result],
    done: str | Callable[[Result], str],
) -> bool:
    """Runs an action of the store as one change and keeps what to say about it, which may be told
    from what the action returns. Where it succeeds, nothing is selected after."""
    try:
        with changing(open_store()) as cursor:
            result = action(cursor)
    except AppError as error:
        st.session_state[f"{page}-refused"] = (error.title, error.message, error.hint)
        return False
    st.session_state[f"{page}-done"] = done if isinstance(done, str) else done(result)
    st.session_state[f"{page}-round"] = st.session_state.get(f"{page}-round", 0) + 1
    return True


def outcome_of_action(page: str) -> None:
    """What became of the last action."""
    done = st.session_state.pop(f"{page}-done", None)
    refused = st.session_state.pop(f"{page}-refused", None)
    if done:
        st.success(done, icon=":material/check_circle:")
    if refused:
        title, message, hint = refused
        show_error(AppError(title, message, hint))


def round_key(page: str, name: str) -> str:
    """A key of a widget that starts anew after each change, so that a selection never slips to
    another row and a form is empty again."""
    return f"{page}-{name}-{st.session_state.get(f'{page}-round', 0)}"
