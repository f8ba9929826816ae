"""Map: what becomes of each column, with the check of every row beside it. Two files are mapped one
after the other."""

import streamlit as st

from core.engine.associations.checks import association_columns
from core.engine.check import ColumnCheck, check_columns
from core.engine.mapping_choices import mapping_choices
from core.engine.obstacles import MAP as AT_MAP
from core.engine.obstacles import obstacles
from core.engine.parts import parts_of
from core.engine.profile import read_profile
from core.store.associations import list_association_types
from pages.parts.bad_values import bad_values_panel
from pages.parts.corrections import corrects_note
from pages.parts.current import (
    COMMON,
    DETAILS,
    MAP,
    UPLOAD,
    current_file,
    file_title,
    go,
    open_draft_or_stop,
)
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.fixes_list import fixes_list
from pages.parts.mapping_actions import mapping_actions
from pages.parts.mapping_grid import mapping_grid
from pages.parts.mapping_guide import mapping_guide
from pages.parts.new_property import new_property_dialog
from pages.parts.plain import plain
from pages.parts.save_template import save_template_choice, template_saved
from pages.parts.step_header import step_header
from pages.parts.steps import STEPS
from pages.parts.table import table
from pages.parts.transform_dialog import transform_dialog
from pages.parts.unknown_labels import unknown_labels_panel
from pages.parts.wording import count

cursor = new_cursor()
draft = open_draft_or_stop(cursor)
file = current_file(draft)
recipe, layout = draft.recipe, draft.layouts[file - 1]
every_part = parts_of(open_store(), cursor, draft)
parts = [part for part in every_part if part.imported.file == file]
catalog = parts[0].catalog
mapped_file = recipe.files[file - 1]

step_header(
    MAP,
    draft,
    f"{count(layout['row_count'], 'row')} in {count(len(mapped_file.columns), 'column')}. "
    "Check which property each column becomes; every row was checked, not a sample.",
)
corrects_note(cursor, draft)
if len(recipe.files) > 1:
    st.subheader(f"File {file} of 2. {plain(file_title(cursor, draft, file))}")
if warnings := layout.get("warnings"):
    st.warning("\n\n".join(plain(warning, 1000) for warning in warnings), icon=":material/warning:")
if repaired := layout.get("repaired"):
    with st.expander(f"{count(len(repaired), 'damaged row')} repaired", icon=":material/build:"):
        table([{"Row": row, "What was done": what} for row, what in repaired[:1000]])

checks: dict[int, ColumnCheck] = {}
for part in parts:
    checks |= check_columns(cursor, part.catalog, part.columns, part.formats)
version = open_store().counter(cursor, "version")
associated = association_columns(cursor, recipe, file, every_part, catalog, version)
checks |= {column.mapping.column: column.check for column in associated}

grid, guide = st.columns([5, 1], gap="medium")
with grid:
    mapping_actions(draft, file, parts)
    choices = mapping_choices(cursor, recipe, file)
    mapping_grid(draft, file, choices, read_profile(cursor, catalog), checks)
    bad_values_panel(cursor, parts, checks)
    unknown_labels_panel(draft.import_id, associated)
with guide:
    mapping_guide(parts, recipe)
new_property_dialog(draft, file, [part.object_type for part in parts])
transform_dialog(cursor, draft, file)
if mapped_file.fixes:
    label = f"Fixes ({len(mapped_file.fixes)})"
    # The key keeps it open when a fix more or less changes the label.
    with st.expander(label, icon=":material/build:", key=f"fixes-{draft.import_id}-{file}"):
        fixes_list(draft)

unmapped = recipe.unmapped(file)
found = obstacles(recipe, every_part, list_association_types(cursor))
stopping = [o for o in found if o.step == AT_MAP and (not o.file or o.file == file)]
for obstacle in stopping if not unmapped else []:
    st.error(
        f"**{obstacle.title}.** {plain(obstacle.message, 1000)} {plain(obstacle.hint)}",
        icon=":material/error:",
    )
last = file == len(recipe.files)
with st.container(horizontal=True, vertical_alignment="center"):
    if st.button("Back", icon=":material/arrow_back:"):
        if file == 2:
            go(MAP, draft.import_id)
        go(COMMON if len(recipe.files) > 1 else UPLOAD, draft.import_id)
    if st.button(
        f"Next: {STEPS[DETAILS]}" if last else "Next: the second file",
        type="primary",
        icon=":material/arrow_forward:",
        disabled=bool(unmapped or stopping),
    ):
        go(DETAILS if last else MAP, draft.import_id, 1 if last else 2)
    save_template_choice(draft, "Save as template")
    if unmapped:
        st.caption(f"{count(len(unmapped), 'column')} still to map or to leave out.")
    elif not any(recipe.columns_of(part.name) for part in parts):
        st.caption("Map at least one column.")
template_saved(draft.import_id)
