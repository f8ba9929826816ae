"""The editable mapping grid: one row a column of the file. Called by the mapping page.

Edits are turned into the recipe in a callback, before the page is drawn; the grid then shows the
recipe. Its key carries the import and a revision: a new revision drops edits that were refused or
overtaken by a button."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from core.engine.check import ColumnCheck
from core.engine.columns import importable
from core.engine.profile import ColumnProfile
from core.errors import RecipeError
from core.issues import issue_kinds
from core.recipe import RECORD_ID, ColumnMapping
from core.store.imports import Import, read_import
from core.store.properties import read_object_type
from core.vocabulary import ObjectType
from pages.parts.current import save
from pages.parts.database import cursor as new_cursor
from pages.parts.plain import plain
from pages.parts.wording import percent

AS_PROPERTY, AS_RECORD_ID, AS_NOTHING = "Property", "Record ID", "Don't import column"


def revision(import_id: int) -> int:
    """How often the grid was redrawn from the recipe."""
    return int(st.session_state.get(f"mapping-revision-{import_id}", 0))


def redraw(import_id: int) -> None:
    """Drops the grid's own edits, so that it shows the recipe."""
    st.session_state[f"mapping-revision-{import_id}"] = revision(import_id) + 1


def property_choices(object_type: ObjectType) -> dict[str, str]:
    """Internal name -> what the grid shows: label, a star where required, its group; by group."""
    required = {name for group in object_type.required for name in group}
    choices = {}
    for prop in sorted(importable(object_type), key=lambda p: _group(object_type, p.group)):
        star = " *" if prop.name in required else ""
        choices[prop.name] = f"{prop.label}{star} ({_group(object_type, prop.group)})"
    return choices


def _group(object_type: ObjectType, name: str) -> str:
    return object_type.groups.get(name, "Custom properties" if name == "custom" else name)


def mapping_grid(
    draft: Import,
    object_type: ObjectType,
    profiles: Sequence[ColumnProfile],
    checks: Mapping[int, ColumnCheck],
) -> None:
    """Draws the grid; what the user edits goes to the recipe."""
    choices = property_choices(object_type)
    import_as = [AS_PROPERTY, *([AS_RECORD_ID] if object_type.can_update else []), AS_NOTHING]
    by_index = {profile.index: profile for profile in profiles}
    rows = [
        _row(column, by_index[column.column], checks.get(column.column), choices)
        for column in draft.recipe.columns
    ]
    key = f"mapping-{draft.import_id}-{revision(draft.import_id)}"
    if refused := st.session_state.pop("mapping-refused", None):
        st.error(plain(refused, 1000), icon=":material/error:")
    st.data_editor(
        pd.DataFrame(rows),
        key=key,
        hide_index=True,
        width="stretch",
        height=min(38 + 35 * len(rows), 640),
        num_rows="fixed",
        disabled=["header", "values", "filled", "distinct", "check", "why"],
        column_config=_column_config(import_as, list(choices.values())),
        on_change=_edited,
        args=(draft.import_id, key),
    )
    st.caption("\\* at least one of these is required to create a record.")


def _row(
    column: ColumnMapping,
    profile: ColumnProfile,
    check: ColumnCheck | None,
    choices: dict[str, str],
) -> dict[str, object]:
    return {
        "header": column.header,
        "import_as": _import_as(column),
        "property": choices.get(column.property_name or ""),
        "check": _check_text(check, profile.rows, column),
        "values": " · ".join(profile.samples),
        "dont_overwrite": column.dont_overwrite,
        "filled": 100 * profile.filled / profile.rows if profile.rows else 0.0,
        "distinct": f"{profile.distinct_count:,}"
        if profile.exact
        else f"≈ {profile.distinct_count:,}",
        "why": column.reason,
    }


def _import_as(column: ColumnMapping) -> str:
    if column.property_name == RECORD_ID:
        return AS_RECORD_ID
    return AS_NOTHING if column.ignored else AS_PROPERTY


def _check_text(check: ColumnCheck | None, rows: int, column: ColumnMapping) -> str:
    if check is None:
        return "" if column.ignored else "Choose a property"
    if not check.failed:
        return "✓"
    reasons = ", ".join(issue_kinds()[code].title for code in check.codes)
    return f"⚠ {check.failed:,} of {rows:,}: {reasons} ({percent(check.failed, rows)})"


def _column_config(import_as: list[str], properties: list[str]) -> dict[str, Any]:
    config = st.column_config
    return {
        "header": config.TextColumn("Column header", pinned=True, width=140),
        "values": config.TextColumn("First values", width=220),
        "import_as": config.SelectboxColumn(
            "Import as", options=import_as, required=True, width=110
        ),
        "property": config.SelectboxColumn(
            "Property", options=properties, width=200, help="Type to search. * required"
        ),
        "check": config.TextColumn("Check", width=190),
        "dont_overwrite": config.CheckboxColumn(
            "Don't overwrite", width=110, help="Records that have a value keep it."
        ),
        "filled": config.ProgressColumn(
            "Filled", format="%.0f %%", min_value=0, max_value=100, width="small"
        ),
        "distinct": config.TextColumn("Distinct", alignment="right", width="small"),
        "why": config.TextColumn("Why", width="large"),
    }


def _edited(import_id: int, key: str) -> None:
    """Callback: applies the latest edits; a refused one is said and undone."""
    cursor = new_cursor()
    draft = read_import(cursor, import_id)
    object_type = read_object_type(cursor, draft.object_type)
    names = {shown: name for name, shown in property_choices(object_type).items()}
    recipe = draft.recipe
    for row, changes in st.session_state[key]["edited_rows"].items():
        column = recipe.columns[int(row)]
        try:
            recipe = recipe.with_column(_changed(column, changes, names))
        except RecipeError as error:
            st.session_state["mapping-refused"] = f"{error.message} {error.hint}"
    save(import_id, recipe)
    redraw(import_id)


def _changed(
    column: ColumnMapping, changes: dict[str, object], names: dict[str, str]
) -> ColumnMapping:
    """One row of the grid after an edit. Choosing a property also ends "Don't import column"."""
    if "dont_overwrite" in changes:
        column = replace(column, dont_overwrite=bool(changes["dont_overwrite"]))
    if changes.get("import_as") == AS_NOTHING:
        return replace(column, property_name=None, ignored=True, reason="")
    if changes.get("import_as") == AS_RECORD_ID:
        return replace(column, property_name=RECORD_ID, ignored=False, reason="Chosen by you.")
    if changes.get("import_as") == AS_PROPERTY:
        name = None if column.property_name == RECORD_ID else column.property_name
        column = replace(column, property_name=name, ignored=False)
    if "property" in changes:
        name = names.get(str(changes["property"]))
        column = replace(column, property_name=name, ignored=False, reason="Chosen by you.")
    return column
