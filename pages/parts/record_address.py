"""What shows of a record is in the URL too (``&tab=Associations&contacts-page=3``), so that the
browser's way back from an associated record leads to where it was opened. Called by the record page
and its parts."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

# The URL parameters of the record that was shown last.
_LAST = "record-last"


def remember() -> None:
    """Keeps the address for the browser's way back from another page, which may end at this one
    with the other page's parameters; then the record that was shown last is meant."""
    given = st.query_params.to_dict()
    if given and "id" not in given and _LAST in st.session_state:
        st.query_params.from_dict(st.session_state[_LAST])
    elif "id" in given:
        st.session_state[_LAST] = given


def shown_tab(labels: Sequence[str]) -> Sequence[Any]:
    """Tabs of which only the one that shows is drawn."""
    asked = st.query_params.get("tab", "")
    st.session_state["record-tab"] = asked if asked in labels else labels[0]
    return st.tabs(
        labels,
        key="record-tab",
        on_change=lambda: _keep("tab", st.session_state["record-tab"], labels[0]),
    )


def shown_page(name: str, pages: int) -> int:
    """Which page of a table or timeline shows."""
    number = st.query_params.get(name, "")
    return min(max(1, int(number)), pages) if number.isdecimal() and len(number) < 9 else 1


def page_numbers(name: str, pages: int) -> None:
    """The numbers under it, to go to another page. The URL says which one shows, so the widget is
    a new one where that has changed."""
    page = shown_page(name, pages)
    key = f"record-{name}-{page}"
    st.pagination(
        pages,
        default=page,
        key=key,
        on_change=lambda: _keep(name, str(st.session_state[key]), "1"),
    )


def shown_kinds(names: Sequence[str]) -> list[str]:
    """Which kinds of activities the timeline is narrowed to; none means all."""
    return [name for name in st.query_params.get("kinds", "").split(",") if name in names]


def keep_kinds(names: Sequence[str]) -> None:
    """Callback: narrows the timeline, from its first page."""
    _keep("kinds", ",".join(names), "")
    _keep("page", "1", "1")


def _keep(name: str, value: str, usual: str) -> None:
    """What is as usual is not in the URL."""
    if value != usual:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]
    st.session_state[_LAST] = st.query_params.to_dict()
