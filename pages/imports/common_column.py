"""Common column: what ties two files together, and how many rows of each find a partner by it."""

import streamlit as st

from pages.parts.common_fields import common_fields, partner_figures, unmatched_panel
from pages.parts.corrections import corrects_note
from pages.parts.current import COMMON, MAP, UPLOAD, go, open_draft_or_stop
from pages.parts.database import cursor as new_cursor
from pages.parts.step_header import step_header
from pages.parts.steps import STEPS

cursor = new_cursor()
draft = open_draft_or_stop(cursor)
if len(draft.recipe.files) == 1:
    go(MAP, draft.import_id)

step_header(
    COMMON,
    draft,
    "Each row of one file is associated with the row of the other that has the same value here.",
)
corrects_note(cursor, draft)
common_fields(cursor, draft)
ready = draft.recipe.common is not None
if ready:
    partner_figures(cursor, draft)

with st.container(horizontal=True, vertical_alignment="center"):
    if st.button("Back", icon=":material/arrow_back:"):
        go(UPLOAD, draft.import_id)
    if st.button(
        f"Next: {STEPS[MAP]}",
        type="primary",
        icon=":material/arrow_forward:",
        disabled=not ready,
    ):
        go(MAP, draft.import_id)
    if not ready:
        st.caption("Choose the column that both files have.")
if ready:
    unmatched_panel(cursor, draft)
