"""What the history shows, as its address says, and the fields to filter it. Called by its page."""

from datetime import date

import streamlit as st

from core.history import HistoryView
from core.store.imports import STATES
from pages.parts.address_filters import choice_filter, put_into_address, search_filter

KEYS = {
    "object": "history-object",
    "state": "history-state",
    "user": "history-user",
    "q": "history-search",
    "from": "history-from",
    "to": "history-to",
}
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def read_view() -> HistoryView:
    """What the address asks for."""
    params = st.query_params
    page = params.get("page", "1")
    return HistoryView(
        params.get("object", ""),
        params.get("state", ""),
        params.get("q", ""),
        int(page) if page.isdecimal() and len(page) < 9 else 1,
        _day(params.get("from", "")),
        _day(params.get("to", "")),
        params.get("user", ""),
    )


def _day(text: str) -> date | None:
    """A day as the address writes it, 2026-03-01; None for anything else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def history_filters(view: HistoryView, objects: list[str], users: list[str]) -> None:
    """Name, object, state, user and days."""
    st.session_state[KEYS["object"]] = view.object_type if view.object_type in objects else None
    st.session_state[KEYS["state"]] = view.state if view.state in STATES else None
    st.session_state[KEYS["user"]] = view.user if view.user in users else None
    st.session_state[KEYS["q"]] = view.search
    st.session_state[KEYS["from"]] = view.since
    st.session_state[KEYS["to"]] = view.until
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search_filter("Name or file", KEYS["q"], "Name or file", width=200, on_change=_changed)
        names = {name: name.replace("_", " ").capitalize() for name in objects}
        choice_filter("Object", KEYS["object"], names, "Any object", width=128, on_change=_changed)
        choice_filter("State", KEYS["state"], STATES, "Any state", width=128, on_change=_changed)
        named = dict(zip(users, users, strict=True))
        choice_filter("User", KEYS["user"], named, "Any user", width=128, on_change=_changed)
        with st.container(horizontal=True, width=356, gap="xsmall"):
            for name, label in (("from", "From"), ("to", "To")):
                st.date_input(
                    label,
                    value=None,
                    key=KEYS[name],
                    min_value=FIRST_DAY,
                    max_value=LAST_DAY,
                    format="YYYY-MM-DD",
                    width=174,
                    on_change=_changed,
                )


def _changed() -> None:
    """Callback: the imports that fit, from the first page."""
    put_into_address(KEYS)
