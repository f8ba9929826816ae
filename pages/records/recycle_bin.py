"""Recycle bin: deleted records, to be restored or deleted for good. What shows is in the URL."""

import streamlit as st

from core.store.properties import object_type_names, read_object_type
from core.store.recycle_bin import DAYS, count_deleted, deleted_objects, deleted_records
from pages.parts.address_filters import choice_filter, put_into_address, search_filter
from pages.parts.bin_purge import drop_expired, purge_buttons
from pages.parts.bin_restore import restore_button, told_restored
from pages.parts.bin_table import PAGE, bin_table
from pages.parts.database import cursor as new_cursor
from pages.parts.plan_rows import PAGE_ROWS, paged
from pages.parts.settings_actions import outcome_of_action
from pages.parts.wording import count

KEYS = {"object": "bin-object", "q": "bin-search"}


def show_filtered() -> None:
    """Callback: puts the filters into the URL."""
    put_into_address(KEYS)


drop_expired()
cursor = new_cursor()
objects = deleted_objects(cursor)
kinds = {
    name: read_object_type(cursor, name) for name in object_type_names(cursor) if name in objects
}
st.title("Recycle bin")
st.markdown(f"Deleted records stay here for {DAYS} days; then they are gone for good.")
outcome_of_action(PAGE)
told_restored()
if not objects:
    st.info("The recycle bin is empty.", icon=":material/delete:")
    st.stop()

chosen_object = st.query_params.get("object", "")
search = st.query_params.get("q", "")
st.session_state[KEYS["object"]] = chosen_object if chosen_object in objects else None
st.session_state[KEYS["q"]] = search
with st.container(horizontal=True, vertical_alignment="bottom"):
    search_filter(
        "Name or Record ID",
        KEYS["q"],
        "Search by name or Record ID",
        width=300,
        on_change=show_filtered,
    )
    plurals = {name: kinds[name].plural if name in kinds else name for name in objects}
    choice_filter(
        "Object", KEYS["object"], plurals, "Any object", width=180, on_change=show_filtered
    )

wanted = chosen_object if chosen_object in objects else ""
total = count_deleted(cursor, wanted, search)
if not total:
    st.info("No deleted record fits.")
    st.button("Show all", icon=":material/filter_alt_off:", on_click=st.query_params.clear)
    st.stop()
st.caption(count(total, "deleted record"))
offset = paged(total, f"bin-page-{wanted}-{search}")
records = deleted_records(cursor, wanted, search, offset, PAGE_ROWS)
chosen = bin_table(records, {name: kind.singular for name, kind in kinds.items()})
with st.container(horizontal=True):
    restore_button(chosen)
    purge_buttons(chosen, sum(objects.values()))
