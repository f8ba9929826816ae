"""The way from an import to the records that it wrote, as far as they are still there. Called by
the results page."""

import duckdb
import streamlit as st

from core.outcome import written_records
from core.records import View, count_records
from core.store.imports import Import
from core.vocabulary import ObjectType
from pages.parts.current import BROWSE
from pages.parts.database import open_store
from pages.parts.delete_records import BIN
from pages.parts.wording import count


def written_records_link(cursor: duckdb.DuckDBPyConnection, done: Import, kind: ObjectType) -> None:
    """A link to those that are there; none where none is."""
    there = count_records(cursor, kind, View(kind.name, import_id=done.import_id))
    if there:
        st.page_link(
            BROWSE,
            label=f"See the {count(there, 'record')}",
            icon=":material/table_rows:",
            query_params={"object": kind.name, "import": str(done.import_id)},
        )


def deleted_records_note(cursor: duckdb.DuckDBPyConnection, done: Import, kind: ObjectType) -> None:
    """Says how many were deleted since. What an undo removed is told by itself (undo_notice.py)."""
    if kind.name in done.undone:
        return
    file = open_store().outcome_file(done.import_id, kind.name)
    written, there = written_records(cursor, file, kind.name)
    gone = written - there
    if not gone:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":material/delete: {_still_there(there, written)}; "
            f"{'all' if not there and gone > 1 else f'{gone:,}'} "
            f"{'was' if gone == 1 else 'were'} deleted since.",
            width="content",
        )
        st.page_link(BIN, label="Recycle bin", icon=":material/delete:")


def _still_there(there: int, written: int) -> str:
    """``1 of the 8 records that it wrote is still there``."""
    number = f"{there:,}" if there else "None"
    records = count(written, "record")
    verb = "is" if there <= 1 else "are"
    return f"{number} of the {records} that it created or updated {verb} still there"
