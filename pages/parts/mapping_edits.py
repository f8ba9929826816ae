"""What an edit in the mapping grid does to the recipe, and when the grid is drawn anew. Called by
the grid, and by all that changes the mapping from elsewhere."""

from dataclasses import replace

import streamlit as st

from core.engine.mapping_choices import AS_COMMON, Choices, mapping_choices
from core.errors import RecipeError
from core.recipe import ColumnMapping
from core.store.imports import read_draft
from pages.parts.current import save, unless_gone
from pages.parts.database import cursor as new_cursor


def revision(import_id: int) -> int:
    """How often the grid was redrawn from the recipe."""
    return int(st.session_state.get(f"mapping-revision-{import_id}", 0))


def redraw(import_id: int) -> None:
    """Drops the grid's own edits, so that it shows the recipe."""
    st.session_state[f"mapping-revision-{import_id}"] = revision(import_id) + 1


@unless_gone
def take_edits(import_id: int, file: int, key: str) -> None:
    """Callback: applies the latest edits; a refused one is said and undone."""
    cursor = new_cursor()
    recipe = read_draft(cursor, import_id).recipe
    choices = mapping_choices(cursor, recipe, file)
    for row, changes in st.session_state[key]["edited_rows"].items():
        column = recipe.files[file - 1].columns[int(row)]
        if recipe.is_foreign_key(file, column):
            st.session_state["mapping-refused"] = (
                f"{column.header!r} ties the two files together. "
                "Choose another common column to import it as something else."
            )
            continue
        try:
            recipe = recipe.with_column(_changed(column, changes, choices), file)
        except RecipeError as error:
            st.session_state["mapping-refused"] = f"{error.message} {error.hint}"
    save(import_id, recipe)
    redraw(import_id)


def _changed(column: ColumnMapping, changes: dict[str, object], choices: Choices) -> ColumnMapping:
    """One row of the grid after an edit. Choosing a property also ends "Don't import column"."""
    if "dont_overwrite" in changes:
        column = replace(column, dont_overwrite=bool(changes["dont_overwrite"]))
    if (kind := changes.get("import_as")) and kind != AS_COMMON:
        column = choices.with_kind(column, str(kind))
    if "property" in changes:
        detail = changes["property"]
        column = choices.with_detail(column, None if detail is None else str(detail))
    return column
