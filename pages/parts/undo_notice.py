"""Says at the top of the results that an import was undone. Called by the results page."""

import duckdb
import streamlit as st

from core.store.imports import Import
from core.store.undos import undos_of
from core.undo.plan import UndoPlan
from pages.parts.plain import plain
from pages.parts.undo_wording import objects_of, plan_of
from pages.parts.wording import count, local_time


def undo_notice(cursor: duckdb.DuckDBPyConnection, done: Import) -> None:
    """Says at the top of the results that the import, or a part of it, was undone."""
    for undo in [each for each in undos_of(cursor, done.import_id) if each.state == "DONE"]:
        whole = done.state == "REVERTED" and len(undo.object_types) == len(done.object_types)
        what = "This import was undone" if whole else f"{objects_of(cursor, undo)} were undone"
        st.warning(
            f"**{what}** on {local_time(undo.finished_at)} by {plain(undo.done_by)}: "
            f"{_summary(plan_of(undo))}. The numbers below say what the import had done.",
            icon=":material/undo:",
        )


def _summary(plan: UndoPlan) -> str:
    """``3 records removed, 2 values restored``."""
    objects = plan.objects.values()
    parts = [
        (sum(each.removed for each in objects), "record removed", "records removed"),
        (sum(each.cells for each in objects), "value restored", "values restored"),
        (plan.associations + plan.labels, "association removed", "associations removed"),
        (plan.lists, "list removed", "lists removed"),
        (plan.kept, "kept as it is", "kept as they are"),
    ]
    told = [count(number, one, many) for number, one, many in parts if number]
    return ", ".join(told) or "there was nothing to take back"
