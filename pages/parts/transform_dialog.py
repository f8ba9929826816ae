"""The dialog "Transform a column": trim, case, find and replace, split, join, a default, a
constant. Called by the mapping page. What it does is shown on values of the file before it is
applied."""

import duckdb
import streamlit as st

from core.engine.changed_fixes import with_fix
from core.engine.fix_sample import SAMPLE_ROWS, sample_of_fix
from core.engine.proposal import propose_for_made
from core.errors import AppError
from core.recipe import Fix
from core.recipe import fixes as kinds
from core.store.imports import Import, ImportGone, read_draft
from pages.parts.current import save
from pages.parts.database import cursor as new_cursor
from pages.parts.database import open_store
from pages.parts.dialogs import close_when_done, open_alone
from pages.parts.mapping_edits import redraw
from pages.parts.plain import plain
from pages.parts.table import table
from pages.parts.transform_fields import transform_fields

_OPEN = "transform-open"
_ERROR = "transform-error"


def open_transform_dialog(import_id: int) -> None:
    """Callback: the dialog is drawn with the next run."""
    _close()
    open_alone(_OPEN, import_id)


def _close() -> None:
    st.session_state.pop(_OPEN, None)
    st.session_state.pop(_ERROR, None)


def transform_dialog(cursor: duckdb.DuckDBPyConnection, draft: Import, file: int) -> None:
    """Draws the dialog while it is open."""
    if st.session_state.get(_OPEN) == draft.import_id:
        _dialog(cursor, draft, file)


@st.dialog("Transform a column", icon=":material/transform:", width="medium", on_dismiss=_close)
def _dialog(cursor: duckdb.DuckDBPyConnection, draft: Import, file: int) -> None:
    close_when_done(_OPEN)
    chosen = draft.recipe.files[file - 1]
    headers = [column.header for column in chosen.columns]
    kind = st.selectbox(
        "What to do",
        kinds.TRANSFORMATIONS,
        format_func=lambda name: kinds.FIX_KINDS[name],
        key="transform-kind",
    )
    header = ""
    if kind != kinds.CONSTANT:
        header = st.selectbox("Column to transform", headers, key="transform-column")
    fix = transform_fields(kind, header, headers)
    possible = _preview(cursor, draft, file, fix)
    if error := st.session_state.pop(_ERROR, None):
        st.error(plain(error, 1000), icon=":material/error:")
    st.button(
        "Apply",
        type="primary",
        on_click=_apply,
        args=(draft.import_id, file, fix),
        disabled=not possible,
    )


def _preview(cursor: duckdb.DuckDBPyConnection, draft: Import, file: int, fix: Fix) -> bool:
    """A few values before and after, or why there are none; whether the fix can be applied."""
    catalog = open_store().attach_work(cursor, draft.import_id, file)
    try:
        rows = sample_of_fix(cursor, catalog, draft.recipe.files[file - 1], fix)
    except AppError as error:
        st.caption(plain(f"{error.message} {error.hint}", 1000))
        return False
    if rows:
        table(rows)
    elif draft.layouts[file - 1]["row_count"] > SAMPLE_ROWS:
        st.caption(f"It changes no value of the first {SAMPLE_ROWS:,} rows.")
    else:
        st.caption("It changes no value of this file.")
    return True


def _apply(import_id: int, file: int, fix: Fix) -> None:
    if _OPEN not in st.session_state:
        return
    cursor = new_cursor()
    try:
        recipe = read_draft(cursor, import_id).recipe
        catalog = open_store().attach_work(cursor, import_id, file)
        changed = with_fix(cursor, catalog, recipe, file, fix)
        save(import_id, propose_for_made(cursor, changed, file))
    except ImportGone:
        _close()  # the page below says so
        return
    except AppError as error:
        st.session_state[_ERROR] = f"{error.message} {error.hint}"
        return
    redraw(import_id)
    _close()
