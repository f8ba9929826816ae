"""The sections of one property's page: how much it is used, its texts, unique values, archiving.
Called by the property settings."""

from collections.abc import Callable

import duckdb
import streamlit as st

from core.records import Filter, View, view_params
from core.records.table import count_by_object
from core.store.property_changes import (
    allow_repeats,
    archive_property,
    can_be_unique,
    change_texts,
    require_unique,
    restore_property,
    why_not_archived,
    why_not_edited,
)
from core.store.stored_properties import StoredProperty
from core.vocabulary import ObjectType
from pages.parts.current import BROWSE
from pages.parts.database import cursor as new_cursor
from pages.parts.plain import plain
from pages.parts.property_grid import used_counts
from pages.parts.settings_actions import attempt, outcome_of_action
from pages.parts.wording import count, percent

# What became of an action is said in the section that it belongs to.
PAGE, _TEXTS, _UNIQUE, _ARCHIVE = (
    "property",
    "property-texts",
    "property-unique",
    "property-archive",
)


def say_done(text: str) -> None:
    """What the page of a property says at its next drawing."""
    st.session_state[f"{PAGE}-done"] = text


def usage(kind: ObjectType, stored: StoredProperty) -> None:
    """How many records have a value, and the way to them."""
    used = used_counts([stored])[stored.prop.name]
    total = count_by_object(new_cursor())[kind.name]
    with st.container(horizontal=True, vertical_alignment="center"):
        share = f" ({percent(used, total)})" if used else ""
        st.markdown(
            f"**{used:,}** of {count(total, 'record')} {'has' if used == 1 else 'have'} a value"
            f"{share}.",
            width="content",
        )
        if used and not stored.is_archived:
            has_value = Filter(stored.prop.name, "is known")
            view = View(kind.name, filters=(has_value,), columns=(stored.prop.name,))
            st.page_link(
                BROWSE,
                label="Show them",
                icon=":material/table_rows:",
                query_params=view_params(view),
            )


def texts_form(stored: StoredProperty) -> None:
    """Label and description, where they can change."""
    prop = stored.prop
    keys = (_key(stored, "label"), _key(stored, "description"))
    reason = why_not_edited(stored)
    with st.form("property-texts-form"):
        st.subheader("Label and description")
        outcome_of_action(_TEXTS)
        st.text_input("Label", prop.label, key=keys[0], disabled=bool(reason))
        st.text_area(
            "Description", prop.description, key=keys[1], disabled=bool(reason), height="content"
        )
        if reason:
            st.caption(f"This stays as it is: {reason[0].lower()}{reason[1:]}")
        st.form_submit_button(
            "Save",
            type="primary",
            icon=":material/save:",
            disabled=bool(reason),
            on_click=_save,
            args=(stored, *keys),
        )


def _save(stored: StoredProperty, label_key: str, description_key: str) -> None:
    label, description = st.session_state[label_key], st.session_state[description_key]
    _attempt(_TEXTS, lambda cursor: change_texts(cursor, stored, label, description), "Saved.")


def unique_section(kind: ObjectType, stored: StoredProperty) -> None:
    """Whether two records may share a value; the user decides for a custom property only."""
    unique = stored.prop.unique
    if not can_be_unique(stored) or stored.is_archived:
        return
    st.subheader("Unique values")
    outcome_of_action(_UNIQUE)
    plural = plain(kind.plural.lower())
    if unique:
        st.markdown(f"No two {plural} share a value, and an import can find {plural} by it.")
        action, label, done = allow_repeats, "Let values repeat", "Values may repeat."
    else:
        st.markdown(f"Two {plural} may share a value, so an import cannot find them by it.")
        action, label, done = require_unique, "Require unique values", "Values are unique now."
    st.button(
        label,
        icon=":material/fingerprint:",
        on_click=_attempt,
        args=(_UNIQUE, lambda cursor: action(cursor, stored), done),
    )


def archive_section(kind: ObjectType, stored: StoredProperty) -> None:
    """Taking a property out of every list, and bringing it back."""
    st.subheader("Archived" if stored.is_archived else "Archive")
    outcome_of_action(_ARCHIVE)
    if stored.is_archived:
        st.markdown("It is offered nowhere. Its values are kept in the records.")
        st.button(
            "Restore property",
            type="primary",
            icon=":material/unarchive:",
            on_click=_attempt,
            args=(_ARCHIVE, lambda cursor: restore_property(cursor, stored), "Restored."),
        )
        return
    reason = why_not_archived(kind, stored)
    st.markdown(
        f"It cannot be archived: {reason[0].lower()}{reason[1:]}"
        if reason
        else "An archived property is offered nowhere: files cannot be mapped to it, records and "
        "exports are shown without it. Its values are kept, and it can be restored."
    )
    if not reason:
        st.button(
            "Archive property",
            icon=":material/archive:",
            on_click=_attempt,
            args=(_ARCHIVE, lambda cursor: archive_property(cursor, stored), "Archived."),
        )


def _attempt(
    section: str, action: Callable[[duckdb.DuckDBPyConnection], object], done: str
) -> None:
    attempt(section, action, done)


def _key(stored: StoredProperty, field: str) -> str:
    """A key of a field of this property."""
    return f"property-{field}-{stored.object_type}-{stored.prop.name}"
