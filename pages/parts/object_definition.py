"""The form that defines a custom object: what records are called, their properties, and what they
can be associated with. Called by the settings of objects."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from core.store.object_drafts import (
    ITSELF,
    PRIMARY_TYPES,
    ObjectDraft,
    PropertyDraft,
    object_name,
)
from core.store.object_types import ASSOCIABLE, create_object
from core.store.properties import CREATABLE_TYPES
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt, round_key

PAGE = "objects"
_KINDS = {name: label for name, (label, _, _) in CREATABLE_TYPES.items()}
_BLANK: dict[str, Any] = {
    "label": "",
    "kind": _KINDS["text"],
    "options": "",
    "required": False,
    "unique": False,
}
_ROWS = 3


def definition_form(associable: Mapping[str, str]) -> None:
    """All of a new object. ``associable`` holds the plurals of what it can be associated with."""
    singular, plural, name = _names()
    primary = _primary(singular)
    properties = _properties()
    associated = st.multiselect(
        "Can be associated with",
        [*associable, ITSELF],
        [each for each in associable if each in ASSOCIABLE],
        format_func=lambda each: associable.get(each, "Itself"),
        key=round_key(PAGE, "associated"),
        help="Calls, emails, meetings, notes and tasks always can be.",
    )
    draft = ObjectDraft(singular, plural, primary, name, properties, tuple(associated))
    # Not by a callback: only here the cells that were typed last are known.
    if st.button("Create object", type="primary", icon=":material/add:"):
        attempt(PAGE, lambda cursor: create_object(cursor, draft), f"{plain(plural)} created.")
        st.rerun()


def _names() -> tuple[str, str, str]:
    one, many, internal = st.columns(3)
    singular = one.text_input(
        "One record is called", key=round_key(PAGE, "singular"), placeholder="Car"
    )
    plural = many.text_input(
        "Several are called", key=round_key(PAGE, "plural"), placeholder="Cars"
    )
    name = internal.text_input(
        "Internal name",
        key=round_key(PAGE, "name"),
        placeholder=object_name(singular) or "p_car",
        help="The command line and recipes use it; it cannot change later. If empty, it follows "
        "from what one record is called.",
    )
    return singular, plural, name


def _primary(singular: str) -> PropertyDraft:
    """What records are called by."""
    left, right = st.columns([2, 1])
    label = left.text_input(
        "Primary property",
        key=round_key(PAGE, "primary"),
        placeholder=f"{singular.strip() or 'Car'} name",
        help="Records are called by its value; every record needs one.",
    )
    kind = right.selectbox(
        "Its type", PRIMARY_TYPES, format_func=_KINDS.__getitem__, key=round_key(PAGE, "kind")
    )
    unique = st.checkbox(
        "No two records have the same value of it",
        key=round_key(PAGE, "unique"),
        help="A file can then find existing records by it.",
    )
    return PropertyDraft(label, kind, unique=unique)


def _properties() -> tuple[PropertyDraft, ...]:
    """A grid, one property a line."""
    st.markdown(
        "**Further properties.** A unique one finds existing records in a file. "
        "Record ID, owner and dates come by themselves; more can be added later."
    )
    edited = st.data_editor(
        pd.DataFrame([_BLANK] * _ROWS),
        key=round_key(PAGE, "properties"),
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        placeholder="",
        column_config={
            "label": st.column_config.TextColumn("Label", width="medium"),
            "kind": st.column_config.SelectboxColumn(
                "Type", options=list(_KINDS.values()), default=_KINDS["text"], required=True
            ),
            "options": st.column_config.TextColumn(
                "Options", help="Of a dropdown, radio or checkboxes: Red; Blue; Green"
            ),
            "required": st.column_config.CheckboxColumn("Required", default=False),
            "unique": st.column_config.CheckboxColumn("Unique", default=False),
        },
    )
    return tuple(_property(dict(row)) for _, row in edited.iterrows())


def _property(row: dict[str, Any]) -> PropertyDraft:
    """The property of a line; what was never filled in comes as None or NaN."""
    held = {name: _BLANK[name] if pd.isna(value) else value for name, value in row.items()}
    kind = next((name for name, label in _KINDS.items() if label == held["kind"]), "text")
    options = tuple(part for each in str(held["options"]).split(";") if (part := each.strip()))
    return PropertyDraft(
        str(held["label"]), kind, options, bool(held["required"]), bool(held["unique"])
    )
