"""The table of bad values: what can be done with each, and what was chosen. Called by
``value_fixes.py``."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from core.engine.columns import MappedColumn
from core.engine.review import IssueValue
from core.recipe import Fix
from core.recipe import fixes as kinds
from core.store.owners import list_owners

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


def value_fixes_grid(
    cursor: duckdb.DuckDBPyConnection,
    column: MappedColumn,
    rows: Sequence[dict[str, object]],
    key: str,
    *,
    creatable: bool,
) -> tuple[list[Fix], list[str]]:
    """Draws the rows (``fix_row``). The fixes that are chosen are returned, and the values that are
    to become options, where the column's property can get some (``creatable``)."""
    edited = st.data_editor(
        pd.DataFrame(rows),
        key=key,
        hide_index=True,
        width="stretch",
        height=min(38 + 35 * len(rows), 420),
        num_rows="fixed",
        disabled=["Value", "Rows"],
        column_config=_config(cursor, column, creatable=creatable),
    )
    return _wanted(column, rows, edited), _options(edited)


def fix_row(value: IssueValue, suggestion: str | None) -> dict[str, object]:
    """The row of a value."""
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
            "Owner",
            width="large",
            options=list(owners),
            format_func=lambda email: owners.get(str(email), ""),
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


def _wanted(
    column: MappedColumn, rows: Sequence[dict[str, object]], edited: pd.DataFrame
) -> list[Fix]:
    """A suggestion stands there unasked, and is meant only where replacing was chosen; another
    replacement than that is meant in any case."""
    made = []
    for row, before in zip(edited.to_dict("records"), rows, strict=True):
        text = "" if pd.isna(row["Replace with"]) else str(row["Replace with"]).strip()
        kind = ACTIONS[str(row["What to do"])]
        if row["What to do"] == LEAVE and text and text != before["Replace with"]:
            kind = kinds.REPLACE_VALUE
        if kind and (kind != kinds.REPLACE_VALUE or text):
            made.append(value_fix(column, str(row["Value"]), kind, text))
    return made


def value_fix(column: MappedColumn, value: str, kind: str, replacement: str) -> Fix:
    """The fix of a value, wherever it stands in the column."""
    text = replacement if kind == kinds.REPLACE_VALUE else ""
    return Fix(kind, column.header, value, text)
