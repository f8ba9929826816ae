"""One page of captured contacts as a grid, to tick and mend them. Called by their list.

An edit goes to the work database at once, and a new key of the grid then shows it."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core.engine.capturing.batch import PROPERTIES, choose, set_values
from core.engine.capturing.listing import Listed
from core.store.properties import read_object_type
from pages.parts.capture_flow import is_open
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store

# Always shown; the others where a contact of the page has them.
_FIRST = ("firstname", "lastname", "email", "jobtitle", "company", "phone", "mobilephone")

# With one of these, a contact can be told from others in the columns that are seen first.
_NAMING = ("firstname", "lastname", "email")
_BESIDES = ("email", "company", "mobilephone", "phone", "website", "hs_linkedin_url")


def captured_grid(import_id: int, listed: Sequence[Listed]) -> None:
    """Draws these contacts."""
    labels = {p.name: p.label for p in read_object_type(new_cursor(), "contacts").properties}
    names = [n for n in PROPERTIES if n in _FIRST or any(each.values[n] for each in listed)]
    # Else a contact with a link only is an empty line: what it has may be far to the right.
    unnamed = not all(any(each.values[n] for n in _NAMING) for each in listed)
    problems = any(each.problem for each in listed)
    rows = [
        {"chosen": each.chosen}
        | ({"who": _who(each)} if unnamed else {})
        | {"known": _known_text(each)}
        | {name: each.values[name] or "" for name in names}
        | {"others": "; ".join((*each.other_emails, *each.other_phones))}
        for each in listed
    ]
    config = st.column_config
    columns: dict[str, Any] = {
        "chosen": config.CheckboxColumn("Import", pinned=True, width=86),
        "who": config.TextColumn("Contact", pinned=True, width=170),
        "known": config.TextColumn("In the store", width=270 if problems else 190),
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
        disabled=["who", "known", "others"],
        column_config=columns,
        on_change=_edited,
        args=(import_id, [each.place for each in listed], key),
    )


_PROBLEMS = {
    "EMAIL": "⚠ Email cannot be read",
    "NOBODY": "⚠ Cannot be saved: no name, no email",
}


def _who(each: Listed) -> str:
    """The name, else the first value that tells whom a contact is about."""
    name = " ".join(filter(None, (each.values["firstname"], each.values["lastname"])))
    return name or next((v for n in _BESIDES if (v := each.values[n])), f"Contact {each.place}")


def _known_text(each: Listed) -> str:
    """What the store knows of a contact, and the batch, in a few words."""
    if each.problem:
        return _PROBLEMS[each.problem]
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
    if not is_open(import_id):
        return  # saved or discarded in another window; the page says so
    store, cursor = open_store(), new_cursor()
    for row, changes in st.session_state[key]["edited_rows"].items():
        place = places[int(row)]
        if "chosen" in changes:
            choose(store, cursor, import_id, bool(changes["chosen"]), [place])
        values = {name: changes[name] for name in PROPERTIES if name in changes}
        if values:
            set_values(store, cursor, import_id, place, values)
    draw_anew(import_id)


def _revision(import_id: int) -> int:
    return int(st.session_state.get(f"captured-revision-{import_id}", 0))


def draw_anew(import_id: int) -> None:
    """Says that the contacts were changed, here or around the grid."""
    st.session_state[f"captured-revision-{import_id}"] = _revision(import_id) + 1
