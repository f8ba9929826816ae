"""The contacts of a batch as a list with tick boxes: search, what to show, what the store knows of
each. Called by the capture pages. The list lives in the work database."""

import streamlit as st

from core.engine.capturing.listing import count_shown, list_contacts, tick_shown
from pages.parts.capture_flow import is_open
from pages.parts.captured_grid import captured_grid, draw_anew
from pages.parts.captured_notes import contact_warnings
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store

PAGE_ROWS = 50
_SHOWN = {
    "all": "All",
    "new": "New",
    "known": "In the store",
    "maybe": "Look alike",
    "twice": "Twice here",
    "no_email": "No email",
    "conflict": "Unclear",
    "problem": "Cannot be saved",
}


def captured_list(import_id: int) -> dict[str, int]:
    """Draws the list; how many contacts there are of each kind is returned."""
    store, cursor = open_store(), new_cursor()
    everything = count_shown(store, cursor, import_id)
    search = st.text_input(
        "Search",
        key=f"captured-search-{import_id}",
        placeholder="Search by name, email, company, number",
        icon=":material/search:",
        label_visibility="collapsed",
    )
    counts = count_shown(store, cursor, import_id, search) if search.strip() else everything
    present = [name for name in _SHOWN if name == "all" or everything[name]]
    shown = st.segmented_control(
        "Show",
        present,
        format_func=lambda name: f"{_SHOWN[name]} {counts[name]:,}",
        default="all",
        required=True,
        key=f"captured-shown-{import_id}",
        label_visibility="collapsed",
    )
    _tick_buttons(import_id, shown, search, counts)
    pages = max(1, -(-counts[shown] // PAGE_ROWS))
    page = st.pagination(pages, key=f"captured-page-{import_id}-{shown}") if pages > 1 else 1
    offset = (page - 1) * PAGE_ROWS
    listed = list_contacts(store, cursor, import_id, shown, search, offset, PAGE_ROWS)
    if listed:
        captured_grid(import_id, listed)
        st.caption(
            f"{offset + 1:,} to {offset + len(listed):,} of {counts[shown]:,}. "
            "Change a cell to mend it."
        )
        contact_warnings(listed)
    else:
        st.info("No contact fits this search.")
    return everything


def _tick_buttons(import_id: int, shown: str, search: str, counts: dict[str, int]) -> None:
    what = "all" if shown == "all" and not search.strip() else "these"
    with st.container(horizontal=True, vertical_alignment="center"):
        for ticked, label, icon in (
            (True, f"Select {what} {counts[shown]:,}", ":material/select_check_box:"),
            (False, f"Unselect {what}", ":material/check_box_outline_blank:"),
        ):
            st.button(
                label,
                key=f"captured-tick-{import_id}-{ticked}",
                icon=icon,
                on_click=_tick,
                args=(import_id, ticked, shown, search),
                disabled=not counts[shown],
            )


def _tick(import_id: int, ticked: bool, shown: str, search: str) -> None:
    """Callback: all contacts that show, on every page."""
    if not is_open(import_id):
        return  # saved or discarded in another window; the page says so
    tick_shown(open_store(), new_cursor(), import_id, ticked, shown, search)
    draw_anew(import_id)
