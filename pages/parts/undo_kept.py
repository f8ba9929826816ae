"""The list of what an undo leaves as it is, and why. Called by the parts that
show an undo."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import streamlit as st

from core.records import Shower
from core.records.names import record_names
from core.store.properties import read_object_type
from core.store.undos import Undo
from core.undo.plan import EDITED_BY_HAND, kept_rows
from core.undo.run import kept_file
from core.vocabulary import ObjectType
from pages.parts.current import RECORD
from pages.parts.database import open_store
from pages.parts.plan_rows import PAGE_ROWS, paged
from pages.parts.table import picked_row
from pages.parts.undo_wording import plan_of

_WHAT = {
    "RECORD": "Record",
    "CELL": "Value",
    "ASSOCIATION": "Association",
    "LIST": "List",
}


def kept_panel(cursor: duckdb.DuckDBPyConnection, undo: Undo) -> None:
    """The list of an undo, where it has one."""
    file = kept_file(open_store(), undo.import_id, undo.undo_id)
    if file.exists():
        _table(cursor, file, plan_of(undo).kept, f"undo-kept-{undo.undo_id}")


def _table(cursor: duckdb.DuckDBPyConnection, file: Path, total: int, key: str) -> None:
    """A page of the list; a click opens the record."""
    offset = paged(total, f"{key}-page")
    rows = kept_rows(cursor, file, offset, PAGE_ROWS)
    shower, shown = Shower(cursor), list[dict[str, Any]]()
    kinds = {n: read_object_type(cursor, n) for n in {row["object_type"] for row in rows}}
    names = {n: _names(cursor, kind, rows) for n, kind in kinds.items()}
    for row in rows:
        name = row["object_type"]
        shown.append(_told(row, kinds[name], names[name], shower))
    picked = picked_row(_without_empty_columns(shown), key=f"{key}-{offset}")
    st.caption(f"{offset + 1:,} to {offset + len(rows):,} of {total:,}.")
    if picked is not None and rows[picked]["record_id"] is not None:
        row = rows[picked]
        st.switch_page(
            RECORD, query_params={"object": row["object_type"], "id": str(row["record_id"])}
        )


def _names(
    cursor: duckdb.DuckDBPyConnection, kind: ObjectType, rows: Sequence[dict[str, Any]]
) -> dict[int, str]:
    """What the records of one object among the rows are called."""
    ids = {row["record_id"] for row in rows if row["object_type"] == kind.name}
    return record_names(cursor, kind, ids - {None})


def _without_empty_columns(shown: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with the columns that say something in any of them."""
    filled = {name for row in shown for name, value in row.items() if value not in (None, "")}
    return [{name: value for name, value in row.items() if name in filled} for row in shown]


def _told(
    row: dict[str, Any], kind: ObjectType, names: dict[int, str], shower: Shower
) -> dict[str, Any]:
    """A row for people; values as they are shown elsewhere."""
    prop = kind.property(row["property"]) if row["property"] else None
    cell = row["what"] == "CELL"
    old, new, now = (
        shower.kept(prop, row[name]) if cell else None
        for name in ("old_value", "new_value", "now_value")
    )
    by = "By hand" if row["reason"] in EDITED_BY_HAND else None
    if row["by_import"]:
        by = f"Import {row['by_import']}: {row['import_name']}"
    record_id = row["record_id"]
    called = row["now_value"] if record_id is None else names.get(record_id, "No longer there")
    return {
        "Stays": _WHAT[row["what"]],
        "Object": kind.singular,
        "Name": called,
        "Record ID": None if record_id is None else str(record_id),
        "Property": prop.label if prop else row["property"],
        "Why": row["message"],
        "By": by,
        "Before the import": old,
        "By the import": new,
        "Now": now,
    }
