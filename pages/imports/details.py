"""Details: name, key property, formats with their evidence, list, consent."""

import streamlit as st

from core.engine.columns import mapped_columns
from core.engine.evidence import formats_of
from core.store.properties import read_object_type
from pages.parts.current import DETAILS, MAP, REVIEW, STEPS, go, open_draft_or_stop, step_header
from pages.parts.database import cursor as new_cursor
from pages.parts.detail_fields import consent_fields, key_field, list_field, name_field
from pages.parts.format_fields import date_field, number_field, time_zone_field

cursor = new_cursor()
draft, catalog = open_draft_or_stop(cursor)
object_type = read_object_type(cursor, draft.object_type)
columns = mapped_columns(draft.recipe, object_type)
formats = formats_of(cursor, catalog, draft.recipe, object_type)

step_header(DETAILS, draft, "How values are written, how records are found, and what else to make.")
left, right = st.columns(2, gap="large")
with left:
    name_field(draft)
    key_field(cursor, catalog, draft, formats, columns, object_type)
    list_field(draft, object_type)
    consent_fields(draft, object_type)
with right:
    date_field(cursor, catalog, draft, formats, columns)
    number_field(cursor, catalog, draft, formats, columns)
    time_zone_field(draft, formats, columns)

needs_consent = draft.object_type == "contacts" and not draft.recipe.consent
with st.container(horizontal=True, vertical_alignment="center"):
    if st.button("Back", icon=":material/arrow_back:"):
        go(MAP, draft.import_id)
    if st.button(
        f"Next: {STEPS[REVIEW]}",
        type="primary",
        icon=":material/arrow_forward:",
        disabled=needs_consent or not draft.recipe.name.strip(),
    ):
        go(REVIEW, draft.import_id)
    if needs_consent:
        st.caption("Tick that the contacts expect to hear from you.")
