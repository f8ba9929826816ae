"""Fixing values on the review page: each distinct bad value with how many rows have it, what to do
with it, and a suggestion. Called by the issue panel. The dry run follows by itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from core.engine.columns import MappedColumn
from core.engine.parts import Part
from core.engine.review import IssueGroup, IssueValue
from core.engine.suggestions import suggestions
from core.engine.unknown_options import create_options, missing_options, takes_options
from core.recipe import Fix
from core.recipe import fixes as kinds
from core.store.imports import Import, read_import
from core.store.owners import list_owners
from pages.parts.current import OWNERS, save
from pages.parts.database import cursor as new_cursor
from pages.parts.plain import plain
from pages.parts.settings_actions import attempt
from pages.parts.wording import count

LEAVE = "Leave"
CREATE_OPTION = "Create this option"
# "Create this option" is no fix of the recipe: the store has the option afterwards.
ACTIONS = {
    LEAVE: "",
    "Replace": kinds.REPLACE_VALUE,
    "Choose this owner": kinds.REPLACE_VALUE,
    CREATE_OPTION: "",
    "Empty these cells": kinds.EMPTY_VALUE,
    "Skip these rows": kinds.SKIP_ROWS,
    "Accept as is": kinds.ACCEPT_VALUE,
}
_ACCEPTING = ("phonenumber", "url")
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
    rows = [_row(value, found.get(str(value.value).strip())) for value in texts]
    key = f"fixes-{draft.import_id}-{part.name}-{group.code}-{group.column_index}"
    place = part.imported.file
    creatable = group.code == _UNKNOWN_OPTION and takes_options(cursor, part.name, column)
    with st.expander("Fix these values", icon=":material/build:", expanded=True):
        edited = st.data_editor(
            pd.DataFrame(rows),
            key=f"{key}-{len(draft.recipe.files[place - 1].fixes)}-{len(column.prop.options)}",
            hide_index=True,
            width="stretch",
            height=min(38 + 35 * len(rows), 420),
            num_rows="fixed",
            disabled=["Value", "Rows"],
            column_config=_config(cursor, column, creatable=creatable),
        )
        wanted, options = _wanted(column, edited), _options(edited)
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
        _fix(column, str(row["Value"]), kinds.REPLACE_VALUE, str(row["Replace with"]))
        for row in rows
        if row["Replace with"]
    ]
    if taken:
        st.button(
            f"Take all {count(len(taken), 'suggestion')}",
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
            f"Create {count(len(labels), 'option')}",
            key=f"{key}-create",
            icon=":material/add:",
            help=f"{column.prop.label} gets: {plain(', '.join(labels))}",
            on_click=_apply,
            args=(draft.import_id, part, column, (), values),
        )


def _row(value: IssueValue, suggestion: str | None) -> dict[str, object]:
    text = str(value.value).strip()
    return {"Value": text, "Rows": value.rows, "What to do": LEAVE, "Replace with": suggestion}


def _config(
    cursor: duckdb.DuckDBPyConnection, column: MappedColumn, *, creatable: bool
) -> dict[str, Any]:
    """The choices of the table; where values come from a list, so do the replacements."""
    kind, config = column.prop.value_type, st.column_config
    replace_by: Any = config.TextColumn(width="medium")
    if kind == "owner":
        owners = {o.email: f"{o.name} ({o.email})" for o in list_owners(cursor)}
        replace_by = config.SelectboxColumn(
            "Owner", options=list(owners), format_func=lambda email: owners.get(str(email), "")
        )
    elif kind in ("select", "radio") and column.prop.options:
        replace_by = config.SelectboxColumn(
            options=[option.label for option in column.prop.options], width="medium"
        )
    unfit = {"Replace" if kind == "owner" else "Choose this owner"}
    unfit |= set() if creatable else {CREATE_OPTION}
    unfit |= set() if kind in _ACCEPTING else {"Accept as is"}
    actions = [action for action in ACTIONS if action not in unfit]
    return {
        "Rows": config.NumberColumn(format="localized", width="small"),
        "What to do": config.SelectboxColumn(options=actions, required=True, width="medium"),
        "Replace with": replace_by,
    }


def _options(edited: pd.DataFrame) -> list[str]:
    """The values that are to become options."""
    return [str(v) for v in edited.loc[edited["What to do"] == CREATE_OPTION, "Value"]]


def _wanted(column: MappedColumn, edited: pd.DataFrame) -> list[Fix]:
    """A replacement typed without choosing "Replace" is meant as one only where it was chosen: a
    suggestion stands there unasked."""
    made = []
    for row in edited.to_dict("records"):
        kind = ACTIONS[str(row["What to do"])]
        text = "" if pd.isna(row["Replace with"]) else str(row["Replace with"]).strip()
        if kind and (kind != kinds.REPLACE_VALUE or text):
            made.append(_fix(column, str(row["Value"]), kind, text))
    return made


def _fix(column: MappedColumn, value: str, kind: str, replacement: str) -> Fix:
    text = replacement if kind == kinds.REPLACE_VALUE else ""
    return Fix(kind, column.header, value, text)


def _apply(
    import_id: int, part: Part, column: MappedColumn, fixes: Sequence[Fix], options: Sequence[str]
) -> None:
    """Callback: makes the options, and adds the fixes where that succeeds."""
    if options:
        name = column.prop.name
        label = plain(column.prop.label)
        made = attempt(
            page_of(import_id),
            lambda cursor: create_options(cursor, part.name, name, options),
            f"{label} has {count(len(missing_options(column.prop, options)), 'new option')}. "
            "Every import can use them from now on, also where this one is not finished.",
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
    recipe = read_import(new_cursor(), import_id).recipe
    known = recipe.files[file - 1].fixes
    again = {(fix.header, fix.value) for fix in fixes}
    kept = [
        fix
        for fix in known
        if fix.kind not in kinds.VALUE_FIXES or (fix.header, fix.value) not in again
    ]
    save(import_id, recipe.with_file(file, fixes=(*kept, *fixes)))


def fixes_list(draft: Import) -> None:
    """The fixes of an import in their order: switch off, move, take away."""
    for number, file in enumerate(draft.recipe.files, start=1):
        for place, fix in enumerate(file.fixes):
            key = f"fix-{draft.import_id}-{number}-{place}"
            with st.container(horizontal=True, vertical_alignment="center"):
                st.checkbox(
                    f"**{fix.header}**: {fix.title}" if fix.header else fix.title,
                    value=not fix.off,
                    key=f"{key}-on-{fix.off}",
                    on_change=_switch,
                    args=(draft.import_id, number, place),
                )
                st.space("stretch")
                _move_button(draft.import_id, number, place, -1, place == 0, key)
                last = place == len(file.fixes) - 1
                _move_button(draft.import_id, number, place, 1, last, key)
                st.button(
                    "Remove",
                    key=f"{key}-remove",
                    icon=":material/delete:",
                    type="tertiary",
                    on_click=_remove,
                    args=(draft.import_id, number, place),
                )


def _move_button(
    import_id: int, file: int, place: int, step: int, disabled: bool, key: str
) -> None:
    st.button(
        "Up" if step < 0 else "Down",
        key=f"{key}-move{step}",
        icon=":material/arrow_upward:" if step < 0 else ":material/arrow_downward:",
        type="tertiary",
        disabled=disabled,
        on_click=_move,
        args=(import_id, file, place, step),
    )


def _switch(import_id: int, file: int, place: int) -> None:
    fixes = _fixes(import_id, file)
    fixes[place] = replace(fixes[place], off=not fixes[place].off)
    _save(import_id, file, fixes)


def _move(import_id: int, file: int, place: int, step: int) -> None:
    fixes = _fixes(import_id, file)
    fixes[place], fixes[place + step] = fixes[place + step], fixes[place]
    _save(import_id, file, fixes)


def _remove(import_id: int, file: int, place: int) -> None:
    """A column that a fix made goes with it."""
    recipe = read_import(new_cursor(), import_id).recipe
    chosen = recipe.files[file - 1]
    gone = set(chosen.fixes[place].made)
    columns = tuple(column for column in chosen.columns if column.header not in gone)
    fixes = tuple(f for n, f in enumerate(chosen.fixes) if n != place)
    save(import_id, recipe.with_file(file, fixes=fixes, columns=columns))


def _fixes(import_id: int, file: int) -> list[Fix]:
    return list(read_import(new_cursor(), import_id).recipe.files[file - 1].fixes)


def _save(import_id: int, file: int, fixes: Sequence[Fix]) -> None:
    recipe = read_import(new_cursor(), import_id).recipe
    save(import_id, recipe.with_file(file, fixes=tuple(fixes)))
