"""The fields of a new property, and the property made of what was typed. Called by the two dialogs
that create one: of the mapping page and of the property settings."""

import duckdb
import streamlit as st

from core.store.properties import (
    CREATABLE_TYPES,
    OPTION_TYPES,
    UNIQUE_TYPES,
    create_property,
    free_name,
    new_property,
)
from core.vocabulary import ObjectType, Property
from pages.parts.database import cursor as new_cursor


def property_fields(kind: ObjectType, label_key: str, label: str = "") -> None:
    """Label, internal name, type, options and whether values are unique. ``label_key`` is the key
    of the label's field, ``label`` what it proposes."""
    label = st.text_input("Label", value=label, key=label_key)
    proposed = free_name(new_cursor(), kind.name, label) if label else ""
    st.text_input("Internal name", placeholder=proposed, key="new-property-name")
    chosen = st.selectbox(
        "Field type", list(CREATABLE_TYPES), key="new-property-kind",
        format_func=lambda name: CREATABLE_TYPES[name][0],
    )  # fmt: skip
    if chosen in OPTION_TYPES:
        st.text_area("Options, one a line", key="new-property-options")
    if chosen in UNIQUE_TYPES:
        st.checkbox(
            f"Unique: no two {kind.plural.lower()} may share a value",
            key="new-property-unique",
            help="A unique property can find existing records.",
        )


def create_typed(cursor: duckdb.DuckDBPyConnection, object_type: str, label_key: str) -> Property:
    """Creates the property that the fields describe. Raises StoreError when it cannot be."""
    typed = st.session_state
    label, kind = typed[label_key], typed["new-property-kind"]
    options = typed.get("new-property-options", "") if kind in OPTION_TYPES else ""
    prop = new_property(
        label,
        kind,
        name=typed["new-property-name"].strip() or free_name(cursor, object_type, label),
        options=tuple(option for option in options.splitlines() if option.strip()),
        unique=kind in UNIQUE_TYPES and typed["new-property-unique"],
    )
    return create_property(cursor, object_type, prop)
