"""The contacts of a batch as a list with tick boxes: search, what to show, what the store knows of
each. Called by the capture pages. The list lives in the work database; an edit goes there at once,
and a new key of the grid then shows it."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core.engine.capturing.batch import PROPERTIES, choose, set_values
from core.engine.capturing.listing import Listed, count_shown, list_contacts, tick_shown
from core.store.properties import read_object_type
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.plain import plain
from pages.parts.wording import count

PAGE_ROWS = 50
_SHOWN = {
    "all": "All",
    "new": "New",
    "known": "In the store",
    "maybe": "Look alike",
    "twice": "Twice here",
    "no_email": "No email",
    "conflict": "Unclear",
}
# Always shown; the others where a contact of the page has them.
_FIRST = ("firstname", "lastname", "email", "jobtitle", "company", "phone", "mobilephone")


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
        _grid(import_id, listed)
        st.caption(
            f"{offset + 1:,} to {offset + len(listed):,} of {counts[shown]:,}. "
            "Change a cell to mend it."
        )
        _warnings(listed)
    else:
        st.info("No contact fits this search.")
    return everything


def captured_notes(counts: dict[str, int]) -> None:
    """What to know before saving; nothing where all is plain."""
    notes = []
    if counts["no_email"]:
        notes.append(
            f"{count(counts['no_email'], 'contact')} without an email address: these cannot be "
            "told from contacts that are there already, nor linked to a company."
        )
    if counts["more_emails"]:
        notes.append(
            f"{count(counts['more_emails'], 'contact')} with more than one email address: any of "
            "them finds the contact in the store; the further ones are kept in the file of the "
            "import, not on the record."
        )
    if counts["conflict"]:
        notes.append(
            f"{count(counts['conflict'], 'contact')} whose emails belong to several contacts of "
            "the store: left out until its email says which one is meant."
        )
    if notes:
        st.info("\n".join(f"- {note}" for note in notes), icon=":material/info:")


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
    tick_shown(open_store(), new_cursor(), import_id, ticked, shown, search)
    _redraw(import_id)


def _grid(import_id: int, listed: Sequence[Listed]) -> None:
    labels = {p.name: p.label for p in read_object_type(new_cursor(), "contacts").properties}
    names = [n for n in PROPERTIES if n in _FIRST or any(each.values[n] for each in listed)]
    rows = [
        {"chosen": each.chosen, "known": known_text(each)}
        | {name: each.values[name] or "" for name in names}
        | {"others": "; ".join((*each.other_emails, *each.other_phones))}
        for each in listed
    ]
    config = st.column_config
    columns: dict[str, Any] = {
        "chosen": config.CheckboxColumn("Import", pinned=True, width=86),
        "known": config.TextColumn("In the store", width=190),
        "others": config.TextColumn("More emails and numbers", width=200),
    } | {name: config.TextColumn(labels.get(name, name), width=150) for name in names}
    key = f"captured-grid-{import_id}-{listed[0].place}-{_revision(import_id)}"
    st.data_editor(
        pd.DataFrame(rows),
        key=key,
        hide_index=True,
        width="stretch",
        height=min(38 + 35 * len(rows), 640),
        num_rows="fixed",
        disabled=["known", "others"],
        column_config=columns,
        on_change=_edited,
        args=(import_id, [each.place for each in listed], key),
    )


def known_text(each: Listed) -> str:
    """What the store knows of a contact, and the batch, in a few words."""
    if each.conflict:
        return f"⚠ Emails of {len(each.conflict)} contacts: {', '.join(map(str, each.conflict))}"
    twice = f" · {each.twice} times here" if each.twice > 1 else ""
    if each.record:
        return f"Updates {each.record[1]}{twice}"
    if each.maybe:
        return f"New; looks like {each.maybe[1]}{twice}"
    return f"New{'' if each.values['email'] else ', no email'}{twice}"


def _edited(import_id: int, places: list[int], key: str) -> None:
    """Callback: ticks and typed values go to the work database."""
    store, cursor = open_store(), new_cursor()
    for row, changes in st.session_state[key]["edited_rows"].items():
        place = places[int(row)]
        if "chosen" in changes:
            choose(store, cursor, import_id, bool(changes["chosen"]), [place])
        values = {name: changes[name] for name in PROPERTIES if name in changes}
        if values:
            set_values(store, cursor, import_id, place, values)
    _redraw(import_id)


def _warnings(listed: Sequence[Listed]) -> None:
    told = [
        f"- {plain(_who(each), 60)}: {plain(warning, 300)}"
        for each in listed
        for warning in each.warnings
    ]
    if told:
        with st.expander(f"{count(len(told), 'note')} on these contacts", icon=":material/info:"):
            st.markdown("\n".join(told))


def _who(each: Listed) -> str:
    names = (each.values["firstname"], each.values["lastname"])
    return " ".join(filter(None, names)) or each.values["email"] or f"Contact {each.place}"


def _revision(import_id: int) -> int:
    return int(st.session_state.get(f"captured-revision-{import_id}", 0))


def _redraw(import_id: int) -> None:
    st.session_state[f"captured-revision-{import_id}"] = _revision(import_id) + 1
