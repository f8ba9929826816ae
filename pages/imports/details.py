"""Details: name, key properties, formats with their evidence, lists, consent, associations."""

import streamlit as st

from core.engine.parts import parts_of
from pages.parts.corrections import corrects_note
from pages.parts.current import DETAILS, MAP, REVIEW, file_title, go, open_draft_or_stop
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.detail_fields import consent_fields, domain_field, list_fields, name_field
from pages.parts.format_fields import date_field, has_formats, number_field, time_zone_field
from pages.parts.key_field import key_field
from pages.parts.plain import plain
from pages.parts.step_header import step_header
from pages.parts.steps import STEPS

cursor = new_cursor()
draft = open_draft_or_stop(cursor)
parts = parts_of(open_store(), cursor, draft)

step_header(DETAILS, draft, "How values are written, how records are found, and what else to make.")
corrects_note(cursor, draft)
left, right = st.columns(2, gap="large")
with left:
    name_field(draft)
    for part in parts:
        key_field(cursor, draft, part)
    list_fields(draft, parts)
    domain_field(draft)
    consent_fields(draft, parts)
with right:
    for file in range(1, len(draft.recipe.files) + 1):
        in_file = [part for part in parts if part.imported.file == file]
        columns = [column for part in in_file for column in part.columns]
        catalog, formats = in_file[0].catalog, in_file[0].formats
        if len(draft.recipe.files) > 1 and has_formats(columns):
            st.markdown(f"**File {file}. {plain(file_title(cursor, draft, file))}**")
        date_field(cursor, catalog, draft, file, formats, columns)
        number_field(cursor, catalog, draft, file, formats, columns)
        time_zone_field(draft, file, formats, columns)

needs_consent = "contacts" in draft.recipe.object_types and not draft.recipe.consent
with st.container(horizontal=True, vertical_alignment="center"):
    if st.button("Back", icon=":material/arrow_back:"):
        go(MAP, draft.import_id, len(draft.recipe.files))
    if st.button(
        f"Next: {STEPS[REVIEW]}",
        type="primary",
        icon=":material/arrow_forward:",
        disabled=needs_consent or not draft.recipe.name.strip(),
    ):
        go(REVIEW, draft.import_id)
    if needs_consent:
        st.caption("Tick that the contacts expect to hear from you.")
