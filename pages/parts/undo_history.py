"""The undos of all imports as a table. Called by the history."""

import duckdb
import streamlit as st

from core.store.imports import STATES, list_imports
from core.store.undos import list_undos
from pages.parts.current import RESULTS
from pages.parts.table import picked_row
from pages.parts.undo_wording import plan_of
from pages.parts.wording import local_time

_LATEST = 50


def undo_table(cursor: duckdb.DuckDBPyConnection) -> None:
    """Who undid what and when, the newest first; a click opens the results of the import. Nothing
    is drawn where nothing was undone."""
    undos = list_undos(cursor, _LATEST)
    if not undos:
        return
    names = {each.import_id: each.name or each.file_name for each in list_imports(cursor)}
    st.subheader("Undone")
    rows = []
    for undo in undos:
        plan = plan_of(undo)
        done = undo.state == "DONE"
        rows.append(
            {
                "Import": names.get(undo.import_id, str(undo.import_id)),
                "Undo": STATES[undo.state],
                "Objects": ", ".join(undo.object_types).replace("_", " "),
                "Date": local_time(undo.finished_at or undo.created_at),
                "By": undo.done_by,
                "Records removed": sum(o.removed for o in plan.objects.values()) if done else None,
                "Values restored": sum(o.cells for o in plan.objects.values()) if done else None,
                "Kept": plan.kept if done else None,
                "Trouble": undo.error,
            }
        )
    place = picked_row(rows, key="undo-history")
    if place is not None:
        st.switch_page(RESULTS, query_params={"import": str(undos[place].import_id)})
