"""What an undo would do: its numbers, what stays, and the button that carries it out. Called by the
undo panel."""

from functools import partial

import duckdb
import streamlit as st

from core.engine.progress import Progress
from core.store import Store
from core.store.imports import Import
from core.store.undos import Undo, drop_undo_draft
from core.undo.run import UNDO_PHASES, run_undo
from pages.parts.database import cursor as new_cursor
from pages.parts.job_progress import start_job
from pages.parts.undo_kept import kept_panel
from pages.parts.undo_wording import objects_of, plan_of
from pages.parts.wording import count


def undo_dry_run(cursor: duckdb.DuckDBPyConnection, done: Import, undo: Undo) -> None:
    """The numbers of a dry run, what stays, and the button that carries it out."""
    plan, whole = plan_of(undo), len(undo.object_types) == len(done.object_types)
    if not whole:
        st.markdown(f"Of this import, only **{objects_of(cursor, undo)}**:")
    objects = plan.objects.values()
    with st.container(horizontal=True):
        for label, number in (
            ("Records removed", sum(each.removed for each in objects)),
            ("Values restored", sum(each.cells for each in objects)),
            ("Associations removed", plan.associations + plan.labels),
            ("Lists removed", plan.lists),
            ("Kept as it is", plan.kept),
        ):
            st.metric(label, f"{number:,}", border=True)
    if removed := sum(each.removed for each in objects):
        st.caption(
            f"{count(removed, 'record')} {'is' if removed == 1 else 'are'} removed for good, not "
            "into the recycle bin. Importing the file again brings "
            f"{'it' if removed == 1 else 'them'} back."
        )
    if plan.kept:
        st.markdown("**This stays as it is**, because somebody has used or changed it since:")
        kept_panel(cursor, undo)
    with st.container(horizontal=True):
        st.button(
            "Undo this import" if whole else f"Undo the {objects_of(cursor, undo).lower()}",
            type="primary",
            icon=":material/undo:",
            on_click=_undo,
            args=(done, undo.undo_id),
            key=f"undo-now-{undo.undo_id}",
        )
        st.button(
            "Not now",
            on_click=partial(drop_undo_draft, new_cursor(), done.import_id),
            key=f"undo-not-{undo.undo_id}",
        )


def _undo(done: Import, undo_id: int) -> None:
    """Callback: carries the dry run out, in the background."""

    def work(store: Store, cursor: duckdb.DuckDBPyConnection, _: int, progress: Progress) -> object:
        return run_undo(store, cursor, undo_id, progress)

    start_job(done.import_id, f"Undoing {done.name}", done.row_count, UNDO_PHASES, work)
