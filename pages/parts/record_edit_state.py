"""Which record is being edited by hand in this session, and what it held when the form was opened.
Called by the form and by what closes it."""

import streamlit as st

from core.errors import AppError
from core.records import Record

_EDITING, _PROBLEMS, _ROUND = "record-editing", "record-edit-problems", "record-edit-round"


def open_edit(record: Record) -> None:
    """Callback: a form whose fields are new ones."""
    close_edit()
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state[_EDITING] = {
        "record": (record.kind.name, record.record_id),
        "seen": {value.prop.name: value.stored for value in record.values},
    }


def close_edit() -> None:
    """Callback: forgets what was typed."""
    st.session_state.pop(_EDITING, None)
    st.session_state.pop(_PROBLEMS, None)


def is_edited(record: Record) -> bool:
    """Whether the form of this record is open."""
    return is_editing(record.kind.name, record.record_id)


def is_editing(object_type: str, record_id: int) -> bool:
    """The same for a record that was not read."""
    opened = st.session_state.get(_EDITING)
    return bool(opened and opened["record"] == (object_type, record_id))


def seen_values() -> dict[str, str | None]:
    """What the properties held when the form was opened, by name, as stored."""
    seen: dict[str, str | None] = st.session_state[_EDITING]["seen"]
    return seen


def form_key() -> str:
    """What the keys of the open form's fields begin with."""
    return f"edit-{st.session_state[_ROUND]}"


def keep_problems(error: AppError) -> None:
    """Remembers why nothing was saved, while the form stays open."""
    st.session_state[_PROBLEMS] = error


def kept_problems() -> AppError | None:
    """Why nothing was saved; None before the first try."""
    error: AppError | None = st.session_state.get(_PROBLEMS)
    return error
