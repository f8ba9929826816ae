"""Adding, renaming and removing an owner. Called by the owner settings. What became of an action
(done, or why it was refused) is shown above the table at the next drawing."""

from collections.abc import Callable, Sequence

import streamlit as st

from core.errors import AppError
from core.store.owners import StoredOwner, add_owner, remove_owner, rename_owner
from pages.parts.database import cursor as new_cursor
from pages.parts.plain import plain
from pages.parts.trouble import show_error

_DONE, _REFUSED, _ROUND = "owners-done", "owners-refused", "owners-round"


def outcome_of_action() -> None:
    """What became of the last action."""
    done = st.session_state.pop(_DONE, None)
    refused = st.session_state.pop(_REFUSED, None)
    if done:
        st.success(done, icon=":material/check_circle:")
    if refused:
        title, message, hint = refused
        show_error(AppError(title, message, hint))


def _attempt(action: Callable[[], object], done: str) -> bool:
    """Runs an action of the store and keeps what to say about it. Nothing is selected after."""
    try:
        action()
    except AppError as error:
        st.session_state[_REFUSED] = (error.title, error.message, error.hint)
        return False
    st.session_state[_DONE] = done
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    return True


def owners_grid(owners: Sequence[StoredOwner]) -> StoredOwner | None:
    """All owners; the selected one is returned. The grid starts anew after each change, so that
    a selection never slips to another owner."""
    lines = [
        {
            "Email": owner.email,
            "First name": owner.first_name,
            "Last name": owner.last_name,
            "Owner ID": owner.owner_id,
        }
        for owner in owners
    ]
    picked = st.dataframe(
        lines,
        key=f"owners-grid-{st.session_state.get(_ROUND, 0)}",
        hide_index=True,
        width="stretch",
        column_config={"Owner ID": st.column_config.NumberColumn(format="%d", width="small")},
        selection_mode="single-row",
        on_select="rerun",
        alt="Owners by email",
    )
    rows = picked.selection.rows
    return owners[rows[0]] if rows and rows[0] < len(owners) else None


def add_form() -> None:
    """Email and names of a new owner."""
    with st.form("owner-add"):
        st.subheader("Add an owner")
        st.text_input("Email", key="owner-email", placeholder="name@example.com")
        first, last = st.columns(2)
        first.text_input("First name", key="owner-first")
        last.text_input("Last name", key="owner-last")
        st.form_submit_button("Add owner", type="primary", icon=":material/add:", on_click=_add)


def _add() -> None:
    state = st.session_state
    email, first, last = (state[f"owner-{name}"] for name in ("email", "first", "last"))
    if _attempt(lambda: add_owner(new_cursor(), email, first, last), f"{plain(email)} added."):
        state["owner-email"] = state["owner-first"] = state["owner-last"] = ""


def edit_form(owner: StoredOwner) -> None:
    """The names of one owner, and removing it."""
    keys = (f"owner-first-{owner.owner_id}", f"owner-last-{owner.owner_id}")
    with st.form("owner-edit"):
        st.subheader("Edit an owner")
        st.text(owner.email)
        first, last = st.columns(2)
        first.text_input("First name", owner.first_name, key=keys[0])
        last.text_input("Last name", owner.last_name, key=keys[1])
        with st.container(horizontal=True):
            st.form_submit_button(
                "Save",
                type="primary",
                icon=":material/save:",
                on_click=_rename,
                args=(owner, *keys),
            )
            st.form_submit_button(
                "Remove owner", icon=":material/delete:", on_click=_remove, args=(owner,)
            )


def _rename(owner: StoredOwner, first: str, last: str) -> None:
    names = st.session_state[first], st.session_state[last]
    _attempt(
        lambda: rename_owner(new_cursor(), owner.owner_id, *names), f"{plain(owner.email)} saved."
    )


def _remove(owner: StoredOwner) -> None:
    _attempt(lambda: remove_owner(new_cursor(), owner.owner_id), f"{plain(owner.email)} removed.")
