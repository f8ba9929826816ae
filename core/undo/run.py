"""Undo of an import: a dry run that is kept, then the undo itself in one transaction. Run by the
results page (in a background job) and by the command line.

What an import wrote goes: records it created, associations, labels and lists. What it overwrote
comes back exactly. What somebody has used or changed since, by hand or by another import, stays and
is listed with the reason. Created records do not go to the recycle bin: nobody has touched them,
so they are in the file of the import as they were, and importing it again brings them back."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import duckdb

from core.engine.progress import Progress
from core.errors import AppError, Cancelled, StoreError
from core.store import Store
from core.store.imports import read_import
from core.store.undos import Undo, add_undo, read_undo, set_undo_state
from core.undo.plan import UndoPlan, make_undo_plan, write_kept
from core.undo.scope import Cursor, scope_of
from core.undo.write import write_undo

# Phases with their usual share of the time, for progress.
UNDO_PLAN_PHASES = {
    "Finding created records": 0.3,
    "Comparing values": 1.0,
    "Finding associations and lists": 0.2,
}
UNDO_PHASES = UNDO_PLAN_PHASES | {
    "Restoring values": 1.0,
    "Removing records": 0.3,
    "Removing associations and lists": 0.2,
    "Moving the journal": 0.6,
    "Finishing": 0.1,
    "Saving": 0.5,
}


def plan_undo(
    store: Store,
    cursor: Cursor,
    import_id: int,
    object_types: Sequence[str],
    progress: Progress,
) -> UndoPlan:
    """The dry run of an undo, of the whole import where no objects are named. Nothing is written.

    Raises StoreError for an import that wrote nothing, or an object that it is not about."""
    return make_undo_plan(cursor, scope_of(store, cursor, import_id, object_types), progress)


def open_undo(
    store: Store,
    cursor: Cursor,
    import_id: int,
    object_types: Sequence[str],
    progress: Progress,
) -> Undo:
    """The same, and keeps it with the list of what stays, so that it can be looked at and then
    carried out by ``run_undo``.

    Raises StoreError as ``plan_undo`` does, and where everything was undone already."""
    plan = plan_undo(store, cursor, import_id, object_types, progress)
    names = list(plan.objects)
    if plan.nothing and set(names) <= set(read_import(cursor, import_id).undone):
        raise StoreError(
            "Undone already", "There is nothing left to undo.", "See what was kept and why."
        )
    undo_id = add_undo(cursor, import_id, names, plan.store_version, plan.to_json())
    write_kept(cursor, kept_file(store, import_id, undo_id))
    return read_undo(cursor, undo_id)


def kept_file(store: Store, import_id: int, undo_id: int) -> Path:
    """The list of what an undo left as it was."""
    return store.folder(import_id) / f"undo-{undo_id}-kept.parquet"


def is_fresh(store: Store, cursor: Cursor, undo: Undo) -> bool:
    """Whether a dry run still tells what would happen."""
    return undo.store_version == store.counter(cursor, "version")


def run_undo(store: Store, cursor: Cursor, undo_id: int, progress: Progress) -> UndoPlan:
    """Carries out what a dry run has told. The state says how it ended, also when it raises.

    Raises StoreError when the store has changed since the dry run, Cancelled when the run was
    cancelled. Nothing is changed then."""
    undo = read_undo(cursor, undo_id)
    if undo.state == "DONE":
        raise StoreError("Undone already", f"Undo {undo_id} is finished.", "See the history.")
    set_undo_state(cursor, undo_id, "PROCESSING")
    try:
        plan = _carry_out(store, cursor, undo, progress)
    except Cancelled as error:
        set_undo_state(cursor, undo_id, "CANCELED")
        raise Cancelled("Canceled", "The undo was canceled; nothing was changed.") from error
    except AppError as error:
        set_undo_state(cursor, undo_id, "FAILED", f"{error.message} {error.hint}".strip())
        raise
    except BaseException:
        set_undo_state(cursor, undo_id, "FAILED", "An unexpected error; nothing was changed.")
        raise
    return plan


def _carry_out(store: Store, cursor: Cursor, undo: Undo, progress: Progress) -> UndoPlan:
    with store.write_lock:
        if not is_fresh(store, cursor, undo):
            raise StoreError(
                "The store has changed",
                "Something was written after this dry run of the undo.",
                "Look again at what the undo would do, then undo.",
            )
        scope = scope_of(store, cursor, undo.import_id, undo.object_types)
        plan = make_undo_plan(cursor, scope, progress)
        write_kept(cursor, kept_file(store, undo.import_id, undo.undo_id))
        with store.transaction(cursor):
            write_undo(cursor, scope, undo.undo_id, plan, progress)
        progress.written()
        with progress.phase("Saving"), suppress(duckdb.Error):
            # Refused while a page reads; DuckDB then does it at the next chance (see commit.py).
            store.checkpoint(cursor)
    return plan


def undo_import(
    store: Store,
    cursor: Cursor,
    import_id: int,
    object_types: Sequence[str],
    progress: Progress,
) -> Undo:
    """Dry run and undo at once, for the command line."""
    undo = open_undo(store, cursor, import_id, object_types, progress)
    run_undo(store, cursor, undo.undo_id, progress)
    return read_undo(cursor, undo.undo_id)
