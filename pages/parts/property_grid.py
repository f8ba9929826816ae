"""The properties of an object as a table, narrowed by a search, a group and whether they are
archived; and how a property is told apart in words. Called by the property settings."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core.store.stored_properties import StoredProperty, count_values, list_properties
from core.vocabulary import ObjectType
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.picked import picked_row

PROPERTIES = "pages/settings/properties.py"
PROPERTY = "pages/settings/property.py"

_GRID, _CLICK = "properties-grid", "properties-label-click"
_ROW_PIXELS, _ROWS_SHOWN = 35, 16
_EVERY_GROUP = "Every group"


def group_label(kind: ObjectType, name: str) -> str:
    """The label of a group of properties; what the user made has a group of its own."""
    usual = "Custom properties" if name == "custom" else name.replace("_", " ").capitalize()
    return kind.groups.get(name, usual)


def origin(stored: StoredProperty) -> str:
    """Who made a property."""
    return "Custom" if stored.is_custom else "Default"


def used_counts(properties: Sequence[StoredProperty]) -> dict[str, int]:
    """How many records have a value, by internal name. Over a million records that takes a while,
    so it is kept until the store changes."""
    if not properties:
        return {}
    version = open_store().counter(new_cursor(), "version")
    names = tuple(stored.prop.name for stored in properties)
    return _used(properties[0].object_type, names, version)


@st.cache_data(max_entries=50, show_spinner="Counting values…")
def _used(object_type: str, names: tuple[str, ...], version: int) -> dict[str, int]:
    return count_values(new_cursor(), object_type, names)


def choose_object(kinds: Mapping[str, ObjectType], chosen: str) -> None:
    """All object types with the number of their properties; the choice goes into the address."""
    cursor = new_cursor()
    counts = {
        name: sum(not stored.is_archived for stored in list_properties(cursor, name))
        for name in kinds
    }
    st.session_state["properties-object"] = chosen
    st.pills(
        "Object",
        list(kinds),
        format_func=lambda name: f"{kinds[name].plural} :gray[{counts[name]:,}]",
        key="properties-object",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: st.query_params.from_dict(
            {"object": st.session_state["properties-object"]}
        ),
    )


def narrowed(kind: ObjectType, properties: Sequence[StoredProperty]) -> list[StoredProperty]:
    """Three fields in a row, and the properties that they leave."""
    groups = {stored.prop.group: group_label(kind, stored.prop.group) for stored in properties}
    archived = sum(stored.is_archived for stored in properties)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            "Search",
            key="properties-search",
            placeholder="Search properties",
            help="Looks into labels, internal names and descriptions.",
            icon=":material/search:",
            label_visibility="collapsed",
            width=300,
        )
        group = st.selectbox(
            "Group",
            [_EVERY_GROUP, *groups],
            format_func=lambda name: groups.get(name, name),
            key=f"properties-group-{kind.name}",
            label_visibility="collapsed",
            width=220,
        )
        of_user = st.toggle("Custom only", key="properties-custom")
        with_archived = st.toggle(
            f"Archived ({archived:,})", key="properties-archived", disabled=not archived
        )
    return [
        stored
        for stored in properties
        if stored.is_archived == (with_archived and archived > 0)
        and (stored.is_custom or not of_user)
        and group in (_EVERY_GROUP, stored.prop.group)
        and _fits(stored, words.lower().split())
    ]


def _fits(stored: StoredProperty, words: Sequence[str]) -> bool:
    prop = stored.prop
    text = f"{prop.label} {prop.name} {prop.description}".lower()
    return all(word in text for word in words)


def properties_grid(kind: ObjectType, properties: Sequence[StoredProperty]) -> None:
    """A click on a label opens the property; so does selecting its row."""
    used = used_counts(properties)
    config = st.column_config
    columns: dict[str, Any] = {
        "Label": config.ButtonColumn(
            type="tertiary",
            alignment="left",
            pinned=True,
            width=190,
            key=_CLICK,
            help="Opens the property.",
        ),
        "Internal name": config.TextColumn(width=150),
        "Options": config.NumberColumn(format="localized", width="small"),
        "Records": config.NumberColumn(
            format="localized", width="small", help="How many records have a value."
        ),
    }
    lines = [_line(kind, stored, used[stored.prop.name]) for stored in properties]
    picked = st.dataframe(
        pd.DataFrame(lines).astype({"Options": "Int64"}),
        key=f"{_GRID}-{kind.name}-{len(lines)}",
        hide_index=True,
        width="stretch",
        height=_ROW_PIXELS * (min(len(lines), _ROWS_SHOWN) + 1) + 3,
        placeholder="",
        column_config=columns,
        selection_mode="single-row",
        on_select="rerun",
        alt=f"Properties of {kind.plural.lower()}",
    )
    row = picked_row(picked, st.session_state.get(_CLICK))
    if row is not None and row < len(properties):
        name = properties[row].prop.name
        st.switch_page(PROPERTY, query_params={"object": kind.name, "property": name})


def _line(kind: ObjectType, stored: StoredProperty, used: int) -> dict[str, Any]:
    prop = stored.prop
    return {
        "Label": prop.label,
        "Internal name": prop.name,
        "Type": stored.type_label,
        "Records": used,
        "Options": len(prop.options) or None,
        "Group": group_label(kind, prop.group),
        "Values": "Unique" if prop.unique else "Read-only" if prop.read_only else "",
        "Origin": origin(stored),
    }
