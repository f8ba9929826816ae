"""All lists as a grid, what can be done with one of them, and the form for a new one. Called by the
page of lists."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.records import View, view_params
from core.store.lists import StoredList, delete_list, make_list, rename_list
from core.store.properties import read_object_type
from pages.parts.current import BROWSE, RESULTS
from pages.parts.database import cursor as new_cursor
from pages.parts.plain import plain
from pages.parts.records_download import download_buttons, file_name
from pages.parts.settings_actions import attempt, round_key
from pages.parts.table import picked_row
from pages.parts.wording import count, local_time

PAGE = "lists"


def lists_grid(
    lists: Sequence[StoredList], objects: Mapping[str, str], asked: str
) -> StoredList | None:
    """The lists, newest first; the selected one is returned, at first the one ``asked`` for."""
    rows = [
        {
            "Name": each.name,
            "Object": objects[each.object_type],
            "Records": each.members,
            "Made by": f"Import: {each.import_name}" if each.import_name else "Hand",
            "Created": local_time(each.created_at),
        }
        for each in lists
    ]
    at_first = [place for place, each in enumerate(lists) if str(each.list_id) == asked]
    picked = picked_row(
        rows,
        round_key(PAGE, f"grid{asked}"),
        column_config={"Records": st.column_config.NumberColumn(format="localized")},
        selection_default={"selection": {"rows": at_first}},
        alt="Lists, newest first",
    )
    return None if picked is None else lists[picked]


def list_panel(chosen: StoredList, plural: str) -> None:
    """Its records, its file, its name, and deleting it."""
    view = View(chosen.object_type, list_id=chosen.list_id)
    with st.container(border=True):
        st.subheader(plain(chosen.name))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(
                BROWSE,
                label=f"Open its {count(chosen.members, 'record')}",
                icon=":material/table_rows:",
                query_params=view_params(view),
            )
            if chosen.import_id:
                st.page_link(
                    RESULTS,
                    label=f"Results of import {chosen.import_id}",
                    icon=":material/input:",
                    query_params={"import": str(chosen.import_id)},
                )
            with st.popover("Export", icon=":material/download:", disabled=not chosen.members):
                name = file_name(plural, chosen.name)
                kind = read_object_type(new_cursor(), chosen.object_type)
                download_buttons(kind, view, chosen.members, name)
            _delete_choice(chosen)
        key = round_key(PAGE, f"rename-{chosen.list_id}")
        with st.form("list-rename", border=False):
            st.text_input("Name", chosen.name, key=key)
            st.form_submit_button(
                "Rename", icon=":material/save:", on_click=_rename, args=(chosen.list_id, key)
            )


def _delete_choice(chosen: StoredList) -> None:
    with st.popover("Delete", icon=":material/delete:"):
        st.markdown("The list is forgotten. Its records stay.")
        st.button(
            "Delete list",
            type="primary",
            icon=":material/delete:",
            on_click=_delete,
            args=(chosen,),
        )


def _delete(chosen: StoredList) -> None:
    attempt(
        PAGE,
        lambda cursor: delete_list(cursor, chosen.list_id),
        f"{plain(chosen.name)} deleted.",
    )


def _rename(list_id: int, key: str) -> None:
    name = st.session_state[key]
    attempt(PAGE, lambda cursor: rename_list(cursor, list_id, name), f"{plain(name)} saved.")


def add_form(objects: Mapping[str, str]) -> None:
    """Name and object of a new, empty list."""
    keys = (round_key(PAGE, "name"), "list-object")
    with st.form("list-add"):
        st.subheader("Make a list")
        name, object_type = st.columns(2)
        name.text_input("Name", key=keys[0], placeholder="Fair in Utrecht")
        object_type.selectbox(
            "Of which object", list(objects), format_func=objects.__getitem__, key=keys[1]
        )
        st.form_submit_button(
            "Make list", type="primary", icon=":material/add:", on_click=_make, args=keys
        )


def _make(name_key: str, object_key: str) -> None:
    name, object_type = st.session_state[name_key], st.session_state[object_key]
    attempt(
        PAGE,
        lambda cursor: make_list(cursor, name, object_type),
        f"{plain(name)} made. On the Records page, search or filter, then add what shows to it.",
    )
