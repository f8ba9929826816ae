"""The view of the records page: read from the URL, changed by callbacks, remembered for the way
back from a record. Called by the records pages and their parts."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import duckdb
import streamlit as st

from core.records import Found, View, find_records, read_view, view_params
from core.store.lists import members_mark, read_lists
from core.store.properties import read_object_type
from core.vocabulary import ObjectType
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store

# The last view as URL parameters, for the link back from a record.
_LAST = "records-last-view"


def current_view(
    cursor: duckdb.DuckDBPyConnection, objects: Collection[str]
) -> tuple[ObjectType, View, list[str]]:
    """The view the URL describes, its object, and what in the URL makes no sense.

    The browser's way back from a record may end at this page with the record's parameters; then
    the last view is meant."""
    given: dict[str, Any] = {n: st.query_params.get_all(n) for n in st.query_params}
    params = st.session_state.get(_LAST, given) if "id" in given else given
    single = {n: v if isinstance(v, str) else v[-1] for n, v in params.items() if v}
    name = single.get("object") or _object_of_list(cursor, single.get("list", ""))
    strange = [] if name in objects else [name]
    kind = read_object_type(cursor, "contacts" if strange else name)
    view, unread = read_view(single, _several(params.get("filter", [])), kind)
    st.session_state[_LAST] = view_params(view)
    return kind, view, strange + unread


def _object_of_list(cursor: duckdb.DuckDBPyConnection, number: str) -> str:
    """A link may name a list only; its object is known."""
    known = {str(each.list_id): each.object_type for each in read_lists(cursor)} if number else {}
    return known.get(number, "contacts")


def _several(values: str | list[str]) -> list[str]:
    return [values] if isinstance(values, str) else values


def last_view(object_type: str) -> dict[str, Any]:
    """The URL parameters of the list a record of this object was reached from."""
    last: dict[str, Any] = st.session_state.get(_LAST, {})
    return last if last.get("object") == object_type else {"object": object_type}


def show(view: View) -> None:
    """Callback: puts a view into the URL; the page then draws it."""
    st.query_params.from_dict(view_params(view))


def change(view: View, **changes: Any) -> None:
    """Callback: the same view with something changed, from its first page."""
    show(replace(view, page=1, **changes))


def found_records(kind: ObjectType, view: View) -> Found:
    """The records of a view. A search of a million takes a while, so it is kept until the store
    changes (every import raises its version), or the properties, or the members of the list."""
    cursor = new_cursor()
    mark = (
        open_store().counter(cursor, "version"),
        tuple(prop.name for prop in kind.properties),
        members_mark(cursor, view.list_id) if view.list_id else None,
    )
    return _found(kind.name, view, mark)


@st.cache_data(max_entries=100, show_spinner="Looking through the records…")
def _found(object_type: str, view: View, mark: tuple[Any, ...]) -> Found:
    cursor = new_cursor()
    return find_records(cursor, read_object_type(cursor, object_type), view)
