"""Deleting records: a button that asks first, then moves them into the recycle bin. Called by pages
that show records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import duckdb
import streamlit as st

from core.store.recycle_bin import DAYS, delete_records
from pages.parts.dialogs import close_when_done, open_alone
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt
from pages.parts.wording import count

BIN = "pages/records/recycle_bin.py"


def delete_records_button(
    object_type: str, record_ids: Sequence[int], called: str, page: str, key: str = "delete-records"
) -> None:
    """A button "Delete". ``called`` says what is deleted, for people: a name, or "12 contacts".
    What became of it is said by ``outcome_of_action(page)``; a page that shows what is deleted asks
    ``was_deleted`` before it reads it."""

    def delete(cursor: duckdb.DuckDBPyConnection) -> object:
        return delete_records(cursor, object_type, record_ids)

    question = Question(called, len(record_ids), page, delete, key)
    deletion_button("Delete", question, disabled=not record_ids)


def was_deleted(key: str = "delete-records") -> bool:
    """Whether the button with this key has just deleted something; said once."""
    return bool(st.session_state.pop(f"{key}-deleted", False))


@dataclass(frozen=True)
class Question:
    """What is asked before something is deleted, and the action itself."""

    called: str
    number: int
    page: str
    delete: Callable[[duckdb.DuckDBPyConnection], object]
    key: str


def deletion_button(
    label: str, question: Question, icon: str = ":material/delete:", *, disabled: bool = False
) -> None:
    """A button that asks first."""
    asked = f"{question.key}-asked"

    def ask() -> None:
        open_alone(asked, True)

    st.button(label, icon=icon, key=question.key, on_click=ask, disabled=disabled)
    if st.session_state.get(asked):
        _ask(question)


def _forget() -> None:
    """Callback of the cross and Escape, which do not say which dialog they close."""
    for key in [str(key) for key in st.session_state if str(key).endswith("-asked")]:
        del st.session_state[key]


def _delete(question: Question) -> None:
    """Callback: deletes, and keeps what to say about it."""
    if f"{question.key}-asked" not in st.session_state:
        return
    _forget()
    done = f"{question.called} deleted. Restore from the recycle bin."
    if attempt(question.page, question.delete, done):
        st.session_state[f"{question.key}-deleted"] = True


@st.dialog("Delete?", on_dismiss=_forget)
def _ask(question: Question) -> None:
    """Cancel, Escape and the cross leave everything as it is."""
    close_when_done(f"{question.key}-asked")
    one = question.number == 1
    goes, its, it = ("goes", "its", "It") if one else ("go", "their", "They")
    st.markdown(
        f"**{plain(question.called)}** {goes} to the recycle bin, with {its} associations and "
        f"places in lists. {it} can be restored from there for {DAYS} days."
    )
    with st.container(horizontal=True):
        st.button(
            f"Delete {count(question.number, 'record')}",
            type="primary",
            icon=":material/delete:",
            key=f"{question.key}-yes",
            on_click=_delete,
            args=(question,),
        )
        st.button("Keep", key=f"{question.key}-no", on_click=_forget)
