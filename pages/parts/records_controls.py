"""What narrows and orders the records page: object, search, filters, sorting, columns, and the
chips that take a narrowing away again. Called by the records page."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import duckdb
import streamlit as st

from core.records import Filter, View, plurals
from core.records.associated import associated_name
from core.records.shown import Shower
from core.records.view import searched_properties
from core.store.imports import read_import
from core.store.lists import list_name
from core.vocabulary import ObjectType
from pages.parts.plain import plain
from pages.parts.records_view import change, show


def choose_object(cursor: duckdb.DuckDBPyConnection, counts: Mapping[str, int], view: View) -> None:
    """All object types with the number of their records."""

    names = plurals(cursor)
    st.session_state["records-object"] = view.object_type
    st.pills(
        "Object",
        list(counts),
        format_func=lambda name: f"{names[name]} :gray[{counts[name]:,}]",
        key="records-object",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: show(View(st.session_state["records-object"], rows=view.rows)),
    )


def search_box(kind: ObjectType, view: View) -> None:
    """One search over what people know of a record."""
    labels = ", ".join(prop.label for prop in searched_properties(kind))
    st.session_state["records-search"] = view.search
    st.text_input(
        "Search",
        key="records-search",
        placeholder=f"Search {kind.plural.lower()}",
        help=f"Every word must be in one of these: {labels}, Record ID.",
        icon=":material/search:",
        label_visibility="collapsed",
        width=320,
        on_change=lambda: change(view, search=st.session_state["records-search"]),
    )


def sort_choice(kind: ObjectType, view: View) -> None:
    """Sorts all records of the view, not only the page that shows."""
    labels = {prop.name: prop.label for prop in kind.properties}
    st.session_state.update({"records-sort": view.sort, "records-down": view.descending})
    with st.popover("Sort", icon=":material/swap_vert:"):
        st.selectbox(
            "Sort by",
            sorted(labels, key=lambda name: labels[name].lower()),
            format_func=lambda name: labels[name],
            key="records-sort",
            on_change=lambda: change(view, sort=st.session_state["records-sort"]),
        )
        st.toggle(
            "Descending",
            key="records-down",
            on_change=lambda: change(view, descending=st.session_state["records-down"]),
        )


def column_choice(kind: ObjectType, view: View, columns: list[str]) -> None:
    """Which properties are columns, in the order they were chosen."""
    labels = {prop.name: prop.label for prop in kind.properties}
    st.session_state["records-columns"] = columns

    def show_columns(chosen: tuple[str, ...]) -> None:
        show(replace(view, columns=chosen))

    with st.popover("Columns", icon=":material/view_column:"):
        st.multiselect(
            "Columns",
            sorted(labels, key=lambda name: labels[name].lower()),
            format_func=lambda name: labels[name],
            key="records-columns",
            on_change=lambda: show_columns(tuple(st.session_state["records-columns"])),
        )
        st.button(
            "Show the usual columns",
            icon=":material/restart_alt:",
            disabled=not view.columns,
            on_click=show_columns,
            args=((),),
        )


def chips(cursor: duckdb.DuckDBPyConnection, kind: ObjectType, view: View) -> None:
    """One button for each thing that narrows the view; pressing it takes that away."""
    removals: dict[str, dict[str, Any]] = {}
    if view.import_id is not None:
        name = read_import(cursor, view.import_id).name
        removals[f"Of import {view.import_id}: {plain(name, 40)}"] = {"import_id": None}
    if view.list_id is not None:
        name = list_name(cursor, view.list_id) or "not found"
        removals[f"In list {view.list_id}: {plain(name, 40)}"] = {"list_id": None}
    if view.associated_with is not None:
        name = associated_name(cursor, view.associated_with) or f"record {view.associated_with}"
        removals[f"Associated with {plain(name, 40)}"] = {"associated_with": None}
    shower = Shower(cursor)
    for each in view.filters:
        rest = tuple(other for other in view.filters if other != each)
        removals[_words(kind, each, shower)] = {"filters": rest}
    if not removals:
        return
    with st.container(horizontal=True, gap="small"):
        for number, (label, changes) in enumerate(removals.items()):
            st.button(
                label,
                key=f"records-chip-{number}",
                icon=":material/close:",
                help="Remove",
                on_click=change,
                args=(view,),
                kwargs=changes,
            )


def operator_words(value_type: str, operator: str) -> str:
    """An operator as people read it beside a property of that type."""
    if value_type in ("date", "datetime"):
        return {"is at least": "is on or after", "is at most": "is on or before"}.get(
            operator, operator
        )
    return operator


def _words(kind: ObjectType, each: Filter, shower: Shower) -> str:
    prop = kind.property(each.property_name)
    if prop is None:
        return each.to_text()
    value = each.value
    if prop.options or prop.value_type in ("owner", "booleancheckbox"):
        value = str(shower.shown(prop, value)) if value else ""
    words = f"{prop.label} {operator_words(prop.value_type, each.operator)}"
    return plain(f"{words} {value}".strip(), 60)
