"""One record, named in the URL (``?object=contacts&id=12``): its properties, where each value came
from, what it is associated with, its activities, and what changed when."""

from urllib.parse import urlencode

import streamlit as st

from core.records import read_record, record_history
from core.records.associated import count_associated
from core.store.properties import object_type_names, read_object_type
from core.vcard_export import OBJECT as VCARD_OBJECT
from pages.parts.current import BROWSE
from pages.parts.database import cursor as new_cursor
from pages.parts.delete_records import delete_records_button, was_deleted
from pages.parts.plain import plain
from pages.parts.record_address import remember, shown_tab
from pages.parts.record_associations import associations, count_line
from pages.parts.record_code import record_code
from pages.parts.record_edit import edit_button, edit_form
from pages.parts.record_timeline import activities
from pages.parts.record_values import change_list, empty_count, property_groups
from pages.parts.records_list_choice import PAGE as LIST_CHANGES
from pages.parts.records_list_choice import lists_of_record
from pages.parts.records_view import last_view
from pages.parts.settings_actions import outcome_of_action
from pages.parts.wording import local_time

remember()
cursor = new_cursor()
object_type = st.query_params.get("object", "")
record_id = st.query_params.get("id", "")
known = object_type in object_type_names(cursor)

st.page_link(
    BROWSE,
    label="Back to the list",
    icon=":material/arrow_back:",
    query_params=last_view(object_type if known else "contacts"),
)
if not known or not record_id.isdigit() or len(record_id) > 18:
    st.info("No record is chosen. Choose one from the list.")
    st.stop()

if was_deleted():
    st.switch_page(BROWSE, query_params=last_view(object_type))
record = read_record(cursor, object_type, int(record_id))
st.title(plain(record.name))
st.caption(
    f"{record.kind.singular} · Record ID {record.record_id} · "
    f"created {local_time(record.created)} · last modified {local_time(record.modified)}"
)
counts = count_associated(cursor, record.record_id)
kinds = [read_object_type(cursor, name) for name in counts]
if kinds:
    st.caption(f"Associated with {count_line(kinds, counts)}")

outcome_of_action(LIST_CHANGES)
with st.container(horizontal=True):
    edit_button(record)
    with st.popover("Link", icon=":material/link:"):
        st.caption("Leads to this record from anywhere on this machine.")
        query = urlencode({"object": object_type, "id": record_id})
        st.code(f"{(st.context.url or 'record').partition('?')[0]}?{query}", language=None)
    if object_type == VCARD_OBJECT:
        record_code(cursor, record)
    lists_of_record(record)
    delete_records_button(object_type, [record.record_id], record.name, LIST_CHANGES)
edit_form(record)

properties, associated, timeline, history = shown_tab(
    ("Properties", "Associations", "Timeline", "Changes")
)
if properties.open:
    with properties:
        with st.container(horizontal=True):
            show_empty = st.toggle(f"Empty properties ({empty_count(record)})", key="record-empty")
            internal = st.toggle("Internal names and stored values", key="record-internal")
        property_groups(record, internal=internal, empty=show_empty)
if associated.open:
    with associated:
        associations(record, [kind for kind in kinds if not kind.activity], counts)
if timeline.open:
    with timeline:
        activities(record, [kind for kind in kinds if kind.activity], counts)
if history.open:
    with history:
        change_list(record, record_history(cursor, record.kind, record.record_id))
