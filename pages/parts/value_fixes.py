"""Fixing values on the review page: each distinct bad value with how many rows have it, what to do
with it, and a suggestion. Called by the issue panel. The dry run follows by itself."""

from collections.abc import Sequence

import duckdb
import streamlit as st

from core.engine.columns import MappedColumn
from core.engine.parts import Part
from core.engine.review import IssueGroup, IssueValue
from core.engine.suggestions import suggestions
from core.engine.unknown_options import create_options, missing_options, takes_options
from core.recipe import Fix
from core.recipe import fixes as kinds
from core.store.imports import Import, read_draft
from pages.parts.current import OWNERS, unless_gone
from pages.parts.database import cursor as new_cursor
from pages.parts.fixes_list import save_fixes
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt
from pages.parts.value_fixes_grid import fix_row, value_fix, value_fixes_grid
from pages.parts.wording import count

_UNKNOWN_OPTION = "INVALID_ENUMERATION_OPTION"


def value_fixes(
    cursor: duckdb.DuckDBPyConnection,
    draft: Import,
    part: Part,
    group: IssueGroup,
    values: Sequence[IssueValue],
) -> None:
    """An editable table of the values of one kind of issue in one column."""
    column = next((c for c in part.columns if c.index == group.column_index and c.index), None)
    texts = [value for value in values if value.value is not None]
    if column is None or not texts:
        return
    found = suggestions(cursor, column, part.formats, [str(v.value).strip() for v in texts])
    rows = [fix_row(value, found.get(str(value.value).strip())) for value in texts]
    key = f"fixes-{draft.import_id}-{part.name}-{group.code}-{group.column_index}"
    file = draft.recipe.files[part.imported.file - 1]
    creatable = group.code == _UNKNOWN_OPTION and takes_options(cursor, part.name, column)
    with st.expander("Fix these values", icon=":material/build:", expanded=True):
        # A new key where something was fixed, so that nothing stays chosen.
        grid_key = f"{key}-{len(file.fixes)}-{len(column.prop.options)}"
        wanted, options = value_fixes_grid(cursor, column, rows, grid_key, creatable=creatable)
        with st.container(horizontal=True, vertical_alignment="center"):
            number = len(wanted) + len(options)
            st.button(
                "Apply 1 fix" if number == 1 else f"Apply {number:,} fixes",
                key=f"{key}-apply",
                icon=":material/build:",
                disabled=not number,
                on_click=_apply,
                args=(draft.import_id, part, column, wanted, options),
            )
            _suggested(draft, part, column, rows, key)
            _unknown(draft, part, column, rows, key, creatable=creatable)
            st.caption("The file stays as it is; fixes are part of this import.")
        if column.prop.value_type == "owner":
            st.page_link(OWNERS, label="Add an owner", icon=":material/person_add:")


def _suggested(
    draft: Import, part: Part, column: MappedColumn, rows: Sequence[dict[str, object]], key: str
) -> None:
    """One button for all replacements that are suggested."""
    taken = [
        value_fix(column, str(row["Value"]), kinds.REPLACE_VALUE, str(row["Replace with"]))
        for row in rows
        if row["Replace with"]
    ]
    if taken:
        st.button(
            "Take the suggestion"
            if len(taken) == 1
            else f"Take all {count(len(taken), 'suggestion')}",
            key=f"{key}-suggested",
            icon=":material/auto_fix_high:",
            on_click=_apply,
            args=(draft.import_id, part, column, taken, ()),
        )


def _unknown(
    draft: Import,
    part: Part,
    column: MappedColumn,
    rows: Sequence[dict[str, object]],
    key: str,
    *,
    creatable: bool,
) -> None:
    """One button for all options that are like none there is: what is like one is probably a slip
    of the pen."""
    values = [str(row["Value"]) for row in rows if not row["Replace with"]]
    labels = missing_options(column.prop, values) if creatable else []
    if labels:
        st.button(
            f"Create the option {plain(labels[0], 40)}"
            if len(labels) == 1
            else f"Create {count(len(labels), 'option')}",
            key=f"{key}-create",
            icon=":material/add:",
            help=f"{column.prop.label} gets: {plain(', '.join(labels))}",
            on_click=_apply,
            args=(draft.import_id, part, column, (), values),
        )


@unless_gone
def _apply(
    import_id: int, part: Part, column: MappedColumn, fixes: Sequence[Fix], options: Sequence[str]
) -> None:
    """Callback: makes the options, and adds the fixes where that succeeds."""
    read_draft(new_cursor(), import_id)
    if options:
        name = column.prop.name
        number = len(missing_options(column.prop, options))
        made = attempt(
            page_of(import_id),
            lambda cursor: create_options(cursor, part.name, name, options),
            f"{plain(column.prop.label)} has {count(number, 'new option')}. Every import finds "
            f"{'it' if number == 1 else 'them'} from now on, also where this one is not finished.",
        )
        if not made:
            return
    if fixes:
        _add(import_id, part.imported.file, fixes)


def page_of(import_id: int) -> str:
    """Under which name it is kept what became of making options (settings_actions.py)."""
    return f"review-{import_id}"


def _add(import_id: int, file: int, fixes: Sequence[Fix]) -> None:
    """A newer fix of a value takes the place of an older one."""
    recipe = read_draft(new_cursor(), import_id).recipe
    known = recipe.files[file - 1].fixes
    again = {(fix.header, fix.value) for fix in fixes}
    kept = [
        fix
        for fix in known
        if fix.kind not in kinds.VALUE_FIXES or (fix.header, fix.value) not in again
    ]
    save_fixes(import_id, file, (*kept, *fixes))
