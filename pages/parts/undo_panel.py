"""Undo of a finished import: a dry run with its numbers and what stays, then the undo as a job; and
what became of it. Called by the results page."""

from functools import partial

import duckdb
import streamlit as st

from core.engine.progress import Progress
from core.store import Store
from core.store.imports import STATES, Import
from core.store.properties import read_object_type
from core.store.undos import Undo, drop_undo_draft, undos_of
from core.undo.plan import UndoPlan
from core.undo.run import (
    UNDO_PHASES,
    UNDO_PLAN_PHASES,
    is_fresh,
    kept_file,
    open_undo,
    run_undo,
)
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store
from pages.parts.delete_created import delete_created_panel
from pages.parts.job_progress import start_job, wait_for
from pages.parts.plain import plain
from pages.parts.undo_kept import kept_table
from pages.parts.wording import count, local_time

_ALL = "Everything"


def undo_notice(cursor: duckdb.DuckDBPyConnection, done: Import) -> None:
    """Says at the top of the results that the import, or a part of it, was undone."""
    for undo in [each for each in undos_of(cursor, done.import_id) if each.state == "DONE"]:
        whole = done.state == "REVERTED" and len(undo.object_types) == len(done.object_types)
        what = "This import was undone" if whole else f"{_objects(cursor, undo)} were undone"
        st.warning(
            f"**{what}** on {local_time(undo.finished_at)} by {plain(undo.done_by)}: "
            f"{_summary(_plan(undo))}. The numbers below say what the import had done.",
            icon=":material/undo:",
        )


def undo_panel(cursor: duckdb.DuckDBPyConnection, done: Import) -> None:
    """The section "Undo this import" at the end of the results."""
    st.header("Undo this import")
    job = jobs().get(done.import_id)
    if job and (job.error or job.crash):
        wait_for(done.import_id)
    undos = undos_of(cursor, done.import_id)
    latest = undos[0] if undos else None
    if latest and latest.state == "DRAFT" and is_fresh(open_store(), cursor, latest):
        _dry_run(cursor, done, latest)
    else:
        _offer(cursor, done, latest)
    for undo in undos:
        if undo.state == "DONE" and _plan(undo).kept:
            st.subheader("What stayed")
            _kept(cursor, undo)
            break
    delete_created_panel(cursor, done)


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
        "value it overwrote. What somebody has changed since stays as it is. Look first: nothing "
        "changes yet."
    )
    left = [name for name in done.object_types if name not in done.undone]
    names = [_ALL, *done.object_types] if len(done.object_types) > 1 else [_ALL]
    key = f"undo-object-{done.import_id}"
    if len(names) > 1:
        st.segmented_control(
            "What to undo",
            names,
            format_func=lambda name: (
                name if name == _ALL else plain(read_object_type(cursor, name).plural)
            ),
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


def _dry_run(cursor: duckdb.DuckDBPyConnection, done: Import, undo: Undo) -> None:
    """The numbers of a dry run, what stays, and the button that carries it out."""
    plan, whole = _plan(undo), len(undo.object_types) == len(done.object_types)
    if not whole:
        st.markdown(f"Of this import, only **{_objects(cursor, undo)}**:")
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
    if plan.kept:
        st.markdown("**This stays as it is**, because somebody has used or changed it since:")
        _kept(cursor, undo)
    with st.container(horizontal=True):
        st.button(
            "Undo this import" if whole else f"Undo the {_objects(cursor, undo).lower()}",
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


def _kept(cursor: duckdb.DuckDBPyConnection, undo: Undo) -> None:
    file = kept_file(open_store(), undo.import_id, undo.undo_id)
    if file.exists():
        kept_table(cursor, file, _plan(undo).kept, f"undo-kept-{undo.undo_id}")


def _plan(undo: Undo) -> UndoPlan:
    return UndoPlan.from_json(undo.counters, undo.store_version)


def _objects(cursor: duckdb.DuckDBPyConnection, undo: Undo) -> str:
    plurals = [read_object_type(cursor, name).plural for name in undo.object_types]
    return plain(" and ".join(plurals))


def _summary(plan: UndoPlan) -> str:
    """``remove 3 records, restore 2 values``."""
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
