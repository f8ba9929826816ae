"""Map: what becomes of each column, with the check of every row beside it."""

import streamlit as st

from core.engine.check import check_columns
from core.engine.columns import mapped_columns
from core.engine.evidence import formats_of
from core.engine.profile import read_profile
from core.store.properties import read_object_type
from pages.parts.bad_values import bad_values_panel
from pages.parts.current import DETAILS, MAP, STEPS, UPLOAD, go, open_draft_or_stop, step_header
from pages.parts.database import cursor as new_cursor
from pages.parts.mapping_actions import mapping_actions
from pages.parts.mapping_grid import mapping_grid
from pages.parts.mapping_guide import mapping_guide
from pages.parts.new_property import new_property_dialog
from pages.parts.plain import plain
from pages.parts.table import table
from pages.parts.wording import count

cursor = new_cursor()
draft, catalog = open_draft_or_stop(cursor)
object_type = read_object_type(cursor, draft.object_type)
recipe = draft.recipe
rows = draft.layout["row_count"]

step_header(
    MAP,
    draft,
    f"{count(rows, 'row')} in {count(len(recipe.columns), 'column')}. "
    "Check which property each column becomes; every row was checked, not a sample.",
)
if warnings := draft.layout.get("warnings"):
    st.warning("\n\n".join(plain(warning, 1000) for warning in warnings), icon=":material/warning:")
if repaired := draft.layout.get("repaired"):
    with st.expander(f"{count(len(repaired), 'damaged row')} repaired", icon=":material/build:"):
        table([{"Row": row, "What was done": what} for row, what in repaired[:1000]])

columns = mapped_columns(recipe, object_type)
formats = formats_of(cursor, catalog, recipe, object_type)
checks = check_columns(cursor, catalog, columns, formats)
grid, guide = st.columns([5, 1], gap="medium")
with grid:
    mapping_actions(draft, object_type)
    mapping_grid(draft, object_type, read_profile(cursor, catalog), checks)
    bad_values_panel(cursor, catalog, columns, checks, formats)
with guide:
    mapping_guide(recipe, object_type)
new_property_dialog(draft, object_type)

unmapped = [column for column in recipe.columns if column.unmapped]
with st.container(horizontal=True, vertical_alignment="center"):
    if st.button("Back", icon=":material/arrow_back:"):
        go(UPLOAD, draft.import_id)
    if st.button(
        f"Next: {STEPS[DETAILS]}",
        type="primary",
        icon=":material/arrow_forward:",
        disabled=bool(unmapped) or not recipe.mapped,
    ):
        go(DETAILS, draft.import_id)
    if unmapped:
        st.caption(f"{count(len(unmapped), 'column')} still to map or to leave out.")
    elif not recipe.mapped:
        st.caption("Map at least one column.")
