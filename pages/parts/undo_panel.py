"""Undo of a finished import: what it is, the way to its dry run, and what became of it. Called by
the results page."""

from collections.abc import Sequence

import duckdb
import streamlit as st

from core.engine.progress import Progress
from core.store import Store
from core.store.imports import STATES, Import
from core.store.properties import read_object_type
from core.store.undos import Undo, undos_of
from core.undo.run import UNDO_PLAN_PHASES, is_fresh, open_undo
from core.undo.standing import Standing, standing
from pages.parts.database import jobs, open_store
from pages.parts.delete_created import delete_created_panel
from pages.parts.job_progress import start_job, wait_for
from pages.parts.plain import plain
from pages.parts.undo_dry_run import undo_dry_run
from pages.parts.undo_kept import kept_panel
from pages.parts.undo_wording import plan_of

_ALL = "Everything"


def undo_panel(cursor: duckdb.DuckDBPyConnection, done: Import) -> None:
    """The section "Undo this import" at the end of the results."""
    st.header("Undo this import")
    job = jobs().get(done.import_id)
    if job and (job.error or job.crash):
        wait_for(done.import_id)
    undos = undos_of(cursor, done.import_id)
    latest = undos[0] if undos else None
    stands = standing(cursor, [done]).get(done.import_id, Standing())
    if latest and latest.state == "DRAFT" and is_fresh(open_store(), cursor, latest):
        undo_dry_run(cursor, done, latest)
    elif done.state == "REVERTED" and stands.nothing:
        st.markdown("This import is undone. Nothing of it is left to undo.")
    else:
        _offer(cursor, done, latest)
    kept = [] if stands.nothing else [undo for undo in _last_undos(undos) if plan_of(undo).kept]
    if kept:
        st.subheader("What stayed")
    for undo in kept:
        kept_panel(cursor, undo)
    delete_created_panel(cursor, done)


def _last_undos(undos: Sequence[Undo]) -> list[Undo]:
    """Of each object the last undo that was done: what earlier ones had kept may be gone by now.
    ``undos`` come newest first."""
    told, last = set[str](), list[Undo]()
    for undo in undos:
        if undo.state == "DONE" and not told.issuperset(undo.object_types):
            told.update(undo.object_types)
            last.append(undo)
    return last


def _offer(cursor: duckdb.DuckDBPyConnection, done: Import, latest: Undo | None) -> None:
    """What an undo is, and the button that looks what it would do."""
    if latest and latest.state in ("FAILED", "CANCELED", "INTERRUPTED"):
        st.warning(
            f"**The undo was not done: {STATES[latest.state].lower()}.** "
            f"{plain(latest.error or 'Nothing was changed.', 1000)}",
            icon=":material/info:",
        )
    elif latest and latest.state == "DRAFT":
        st.info(
            "The records have changed since you looked at what an undo would do. Look again.",
            icon=":material/info:",
        )
    st.markdown(
        "Removes the records, associations and lists that this import made, and brings back every "
        "value it overwrote. **The records are removed for good:** they do not go to the recycle "
        "bin, and come back only by importing the file again. What somebody has changed since "
        "stays as it is. Look first: nothing changes yet."
    )
    left = [name for name in done.object_types if name not in done.undone]
    names = [_ALL, *done.object_types] if len(done.object_types) > 1 else [_ALL]
    key = f"undo-object-{done.import_id}"
    if len(names) > 1:
        st.segmented_control(
            "What to undo",
            names,
            format_func=lambda name: _choice_text(cursor, done, name),
            default=_ALL,
            required=True,
            key=key,
        )
    st.button(
        "See what an undo would do" if left else "See what is left to undo",
        icon=":material/undo:",
        on_click=_look,
        args=(done, key),
    )


def _choice_text(cursor: duckdb.DuckDBPyConnection, done: Import, name: str) -> str:
    """An object can be undone again, for what the first time had to keep."""
    if name == _ALL:
        return name
    plural = plain(read_object_type(cursor, name).plural)
    return f"{plural} (undone)" if name in done.undone else plural


def _look(done: Import, key: str) -> None:
    """Callback: the dry run, in the background."""
    chosen = st.session_state.get(key, _ALL)
    objects = [] if chosen in (None, _ALL) else [chosen]

    def work(
        store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, progress: Progress
    ) -> object:
        return open_undo(store, cursor, import_id, objects, progress)

    start_job(
        done.import_id, f"Looking what an undo of {done.name} would do", 0, UNDO_PLAN_PHASES, work
    )
