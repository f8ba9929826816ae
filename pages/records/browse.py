"""Records: one object type as a table over the whole store. What shows is in the URL, so other
pages link to the records of an import (``?import=3``) or of a list (``?list=2``)."""

from dataclasses import replace

import streamlit as st

from core.records import View, count_by_object, default_columns, read_table
from core.records.shown import Shower
from core.vocabulary import ObjectType
from pages.parts.current import HOME, UPLOAD
from pages.parts.database import cursor as new_cursor
from pages.parts.plain import plain
from pages.parts.records_controls import (
    chips,
    choose_object,
    column_choice,
    search_box,
    sort_choice,
)
from pages.parts.records_download import download_choice
from pages.parts.records_filter import add_filter
from pages.parts.records_grid import paging, position_line, records_grid
from pages.parts.records_list_choice import PAGE as LIST_CHANGES
from pages.parts.records_list_choice import list_choice
from pages.parts.records_view import current_view, found_records, show
from pages.parts.settings_actions import outcome_of_action


def empty_store() -> None:
    """What to do when there is no record at all."""
    st.info("There are no records yet. They come in by importing a file.")
    with st.container(horizontal=True):
        st.page_link(UPLOAD, label="Start an import", icon=":material/upload_file:")
        st.page_link(HOME, label="Load sample data on Home", icon=":material/science:")


def nothing_found(kind: ObjectType, view: View) -> None:
    """What to do when the object has no records, or none that fits."""
    if not view.narrowed:
        st.info(f"There are no {kind.plural.lower()} yet.")
        st.page_link(UPLOAD, label="Start an import", icon=":material/upload_file:")
        return
    if view.list_id and not replace(view, list_id=None).narrowed:
        st.info(
            f"This list is empty. Search or filter all {kind.plural.lower()}, then add what shows "
            "to it under List."
        )
    else:
        st.info(f"No {kind.plural.lower()} fit this search and these filters.")
    st.button(
        f"Show all {kind.plural.lower()}",
        icon=":material/filter_alt_off:",
        on_click=show,
        args=(View(kind.name, rows=view.rows, columns=view.columns),),
    )


cursor = new_cursor()
counts = count_by_object(cursor)
kind, view, strange = current_view(cursor, counts)

st.title("Records")
if not any(counts.values()):
    empty_store()
    st.stop()

choose_object(cursor, counts, view)
if strange:
    st.warning(f"This part of the link was left out: {plain(', '.join(strange))}")

found = found_records(kind, view)
page = min(view.page, max(1, -(-found.count // view.rows)))
columns = list(view.columns) or default_columns(cursor, kind, view.import_id)

with st.container(horizontal=True, vertical_alignment="bottom"):
    search_box(kind, view)
    add_filter(kind, view, Shower(cursor))
    sort_choice(kind, view)
    column_choice(kind, view, columns)
    download_choice(kind, view, found, counts[kind.name])
    list_choice(kind, view, found)
chips(cursor, kind, view)
outcome_of_action(LIST_CHANGES)

if found.count:
    position_line(view, found, page)
    records_grid(kind, view, read_table(cursor, kind, columns, found))
    paging(view, found, page)
else:
    nothing_found(kind, view)
