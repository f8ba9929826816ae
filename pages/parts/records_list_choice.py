"""Putting records into lists and taking them out: all that a view shows, on the records page, or
one record, on its own page."""

import duckdb
import streamlit as st

from core.records import Found, Record, View, view_condition
from core.store.lists import StoredList, add_found, lists_of, make_list, read_lists, remove_found
from core.vocabulary import ObjectType
from pages.parts.database import cursor as new_cursor
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt, round_key
from pages.parts.wording import count

PAGE = "record-lists"
LISTS = "pages/records/lists.py"
_NEW = 0


def list_choice(kind: ObjectType, view: View, found: Found) -> None:
    """Adds what the view shows, on all its pages, to a list; in a list, takes it out."""
    lists = {each.list_id: each for each in read_lists(new_cursor(), kind.name)}
    here = lists.pop(view.list_id or _NEW, None)
    shown = count(found.count, "record")
    with st.popover("List", icon=":material/playlist_add:"):
        chosen = st.selectbox(
            f"Add {shown} to",
            [_NEW, *lists],
            format_func=lambda number: lists[number].name if number else "A new list",
            key=round_key(PAGE, f"choice-{kind.name}"),
        )
        name = round_key(PAGE, "name")
        if chosen == _NEW:
            st.text_input("Name of the new list", key=name)
        st.button(
            f"Add {shown}",
            type="primary",
            icon=":material/playlist_add:",
            disabled=not found.count,
            on_click=_add,
            args=(view, lists.get(chosen), name, shown),
        )
        if here:
            st.button(
                f"Take {shown} out of {plain(here.name, 40)}",
                icon=":material/playlist_remove:",
                disabled=not found.count,
                on_click=_take_out,
                args=(view, here, shown),
            )
            st.caption("Records that are taken out stay in the store.")


def _add(view: View, known: StoredList | None, name_key: str, shown: str) -> None:
    name = known.name if known else st.session_state[name_key]

    def add(cursor: duckdb.DuckDBPyConnection) -> None:
        list_id = known.list_id if known else make_list(cursor, name, view.object_type)
        add_found(cursor, list_id, *view_condition(cursor, view))

    attempt(PAGE, add, f"{shown} put into {plain(name)}.")


def _take_out(view: View, known: StoredList, shown: str) -> None:
    attempt(
        PAGE,
        lambda cursor: remove_found(cursor, known.list_id, *view_condition(cursor, view)),
        f"{shown} taken out of {plain(known.name)}.",
    )


def lists_of_record(record: Record) -> None:
    """The lists that a record is in; choosing one more adds it, taking one away removes it."""
    cursor = new_cursor()
    lists = {each.list_id: each.name for each in read_lists(cursor, record.kind.name)}
    held = [list_id for list_id in lists_of(cursor, record.record_id) if list_id in lists]
    key = f"{PAGE}-{record.record_id}"
    st.session_state[key] = held
    with st.popover(f"Lists ({len(held)})", icon=":material/list:"):
        if lists:
            st.multiselect(
                "In these lists",
                list(lists),
                format_func=lists.__getitem__,
                key=key,
                placeholder="In no list",
                on_change=_change,
                args=(record.record_id, held, key),
            )
        else:
            st.markdown(f"There are no lists of {plain(record.kind.plural.lower())} yet.")
        st.page_link(LISTS, label="All lists", icon=":material/list:")


def _change(record_id: int, held: list[int], key: str) -> None:
    chosen = st.session_state[key]

    def change(cursor: duckdb.DuckDBPyConnection) -> None:
        this_one = "hs_object_id = $record_id", {"record_id": record_id}
        for list_id in set(chosen) - set(held):
            add_found(cursor, list_id, *this_one)
        for list_id in set(held) - set(chosen):
            remove_found(cursor, list_id, *this_one)

    attempt(PAGE, change, "Lists saved.")
