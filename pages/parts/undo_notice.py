"""Says at the top of the results that an import was undone. Called by the results page."""

import duckdb
import streamlit as st

from core.store.imports import Import
from core.store.undos import Undo, undos_of
from core.undo.plan import UndoPlan
from core.undo.standing import Standing, standing
from pages.parts.plain import plain
from pages.parts.undo_wording import objects_of, plan_of, what_stands
from pages.parts.wording import count, local_time


def undo_notice(cursor: duckdb.DuckDBPyConnection, done: Import) -> None:
    """Says at the top of the results that the import, or a part of it, was undone, and what of it
    still stands."""
    undos = [each for each in undos_of(cursor, done.import_id) if each.state == "DONE"]
    if not undos:
        return
    stands = standing(cursor, [done]).get(done.import_id, Standing())
    head = "" if stands.nothing else f"**Partly undone: {what_stands(stands)}.** "
    lines = [_told(cursor, done, undo, whole=stands.nothing) for undo in undos]
    st.warning(
        head + "  \n".join(lines) + " The numbers below say what the import had done.",
        icon=":material/undo:",
    )


def _told(cursor: duckdb.DuckDBPyConnection, done: Import, undo: Undo, *, whole: bool) -> str:
    """When and by whom, and what was taken back. ``whole``: nothing of it still stands."""
    every_object = done.state == "REVERTED" and len(undo.object_types) == len(done.object_types)
    if every_object:
        what = "**This import was undone**" if whole else "It was undone"
    else:
        what = f"**{objects_of(cursor, undo)} were undone**"
    moment, person = local_time(undo.finished_at), plain(undo.done_by)
    return f"{what} on {moment} by {person}: {_summary(plan_of(undo))}."


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
