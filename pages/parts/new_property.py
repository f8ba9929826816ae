"""The dialog "Create a property", which maps a column to it at once. Called by the mapping page.

The dialog is drawn while a flag is set and saved by a callback, so that a refusal keeps it open
with what was typed."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from core.errors import AppError
from core.store.imports import Import, ImportGone, read_draft
from core.vocabulary import ObjectType
from pages.parts.current import save
from pages.parts.database import cursor as new_cursor
from pages.parts.dialogs import close_when_done, open_alone
from pages.parts.mapping_edits import redraw
from pages.parts.plain import plain
from pages.parts.property_fields import create_typed, property_fields

_OPEN = "new-property-open"


def open_dialog(import_id: int) -> None:
    """Callback: the dialog is drawn with the next run, without the refusal of an earlier one: a
    dismissal that meets another click may not arrive."""
    _close()
    open_alone(_OPEN, import_id)


def _close() -> None:
    st.session_state.pop(_OPEN, None)
    st.session_state.pop("new-property-error", None)


def new_property_dialog(draft: Import, file: int, object_types: Sequence[ObjectType]) -> None:
    """Draws the dialog while it is open, for the objects of one file."""
    if st.session_state.get(_OPEN) == draft.import_id:
        _dialog(draft, file, {kind.name: kind for kind in object_types})


@st.dialog("Create a property", icon=":material/add:", on_dismiss=_close)
def _dialog(draft: Import, file: int, object_types: dict[str, ObjectType]) -> None:
    close_when_done(_OPEN)
    name = next(iter(object_types))
    if len(object_types) > 1:
        name = st.selectbox(
            "Object", list(object_types), key="new-property-object",
            format_func=lambda each: object_types[each].plural,
        )  # fmt: skip
    object_type = object_types[name]
    unmapped = draft.recipe.unmapped(file) + [
        column for column in draft.recipe.files[file - 1].columns if column.ignored
    ]
    columns = {column.column: column.header for column in unmapped}
    column = st.selectbox(
        "Column to map to it", [0, *columns], index=1 if columns else 0,
        format_func=lambda index: columns.get(index, "None for now"), key="new-property-column",
    )  # fmt: skip
    property_fields(object_type, f"new-property-label-{column}", columns.get(column, ""))
    if error := st.session_state.get("new-property-error"):
        st.error(plain(error, 1000), icon=":material/error:")
    st.button("Create", type="primary", on_click=_create, args=(draft.import_id, file, name))


def _create(import_id: int, file: int, object_type: str) -> None:
    typed = st.session_state
    if _OPEN not in typed:
        return
    column = typed["new-property-column"]
    cursor = new_cursor()
    try:
        recipe = read_draft(cursor, import_id).recipe
        prop = create_typed(cursor, object_type, f"new-property-label-{column}")
    except ImportGone:
        _close()  # the page below says so
        return
    except AppError as error:
        typed["new-property-error"] = f"{error.message} {error.hint}"
        return
    if column:
        mapped = replace(
            recipe.files[file - 1].columns[column - 1],
            object_type=object_type,
            property_name=prop.name,
            ignored=False,
            reason="Created by you.",
        )
        save(import_id, recipe.with_column(mapped, file))
    redraw(import_id)
    _close()
