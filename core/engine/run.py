"""The steps of an import that pages and the command line share: plan it, then commit it, with the
state of the import kept in the store. ``jobs.py`` runs these in the background."""

import hashlib
import json
from contextlib import suppress

import duckdb

from core.engine.associations.associate import Associations
from core.engine.commit import commit_plan
from core.engine.parts import parts_of
from core.engine.plan import Counters, Plan, make_plan
from core.engine.progress import Progress
from core.errors import AppError, Cancelled, StoreError
from core.machine_limits import limits_told
from core.recipe import Recipe
from core.sql import quote_identifier
from core.store import Store
from core.store.imports import (
    FINISHED,
    Import,
    mark_interrupted,
    note_user,
    read_import,
    set_state,
)


class ImportedAlready(StoreError):
    """Refused since the import is finished: a second tab ran it once more."""


class ReviewOutdated(StoreError):
    """Refused since the dry run is not the one that was looked at: another tab has changed what is
    imported, or how."""


def plan_import(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, progress: Progress
) -> Plan:
    """The dry run of a staged draft. Nothing is written to the store. Raises ImportedAlready where
    the import is finished: its rows are no longer there to plan."""
    draft = _unfinished(cursor, import_id)
    catalog = store.attach_work(cursor, import_id)
    forget_plan(cursor, catalog)
    parts = parts_of(store, cursor, draft)
    plan = make_plan(cursor, parts, draft.recipe, progress)
    _remember_plan(cursor, catalog, draft.recipe, plan, progress)
    return plan


def known_plan(store: Store, cursor: duckdb.DuckDBPyConnection, draft: Import) -> Plan | None:
    """The dry run of this very recipe against the store as it is now, or None."""
    plan = _kept_plan(store, cursor, draft)
    return plan if plan and plan.store_version == store.counter(cursor, "version") else None


def _kept_plan(store: Store, cursor: duckdb.DuckDBPyConnection, draft: Import) -> Plan | None:
    """The dry run of this very recipe, also where the store has changed since."""
    catalog = store.attach_work(cursor, draft.import_id)
    work = quote_identifier(catalog)
    try:
        row = cursor.execute(f"select signature, plan from {work}.known_plan").fetchone()
    except duckdb.CatalogException:
        return None
    if row is None or row[0] != _signature(draft.recipe):
        return None
    kept = json.loads(row[1])
    return Plan(
        {name: Counters(**counters) for name, counters in kept["objects"].items()},
        Associations.from_json(kept["associations"]),
        kept["first_ids"],
        kept["store_version"],
    )


def plan_seconds(cursor: duckdb.DuckDBPyConnection, catalog: str) -> dict[str, float]:
    """How long each phase of the known plan took."""
    row = cursor.execute(f"select plan from {quote_identifier(catalog)}.known_plan").fetchone()
    return json.loads(row[0])["seconds"] if row else {}


def reviewed_mark(store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int) -> str:
    """Tells the kept dry run of an import from any other of it, for ``run_import``; empty where
    there is none of its recipe."""
    signature = _signature(read_import(cursor, import_id).recipe)
    work = quote_identifier(store.attach_work(cursor, import_id))
    try:
        row = cursor.execute(
            f"select md5(plan) from {work}.known_plan where signature = ?", [signature]
        ).fetchone()
    except duckdb.CatalogException:
        return ""
    return f"{signature} {row[0]}" if row else ""


def run_import(
    store: Store,
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    progress: Progress,
    reviewed: str | None = None,
) -> Plan:
    """Commits a draft, planning it first where there is no plan of it yet. ``reviewed`` is the mark
    of the dry run that somebody has looked at; with any other one, ReviewOutdated is raised and the
    draft stays as it is. A plan that the store has outgrown is refused, since somebody may have
    looked at its numbers. The state says how it ended, also when it raises (AppError, Cancelled, or
    an error of ours)."""
    draft = _unfinished(cursor, import_id)
    set_state(cursor, import_id, "PROCESSING")
    note_user(cursor, import_id)
    try:
        with limits_told():
            if reviewed is not None and reviewed != reviewed_mark(store, cursor, import_id):
                raise ReviewOutdated(
                    "Not imported",
                    "What this import does has changed since the review was drawn, here or in "
                    "another window. Nothing was written.",
                    "This is how the import stands now.",
                )
            plan = _kept_plan(store, cursor, draft)
            if plan is None:
                plan = plan_import(store, cursor, import_id, progress)
            parts = parts_of(store, cursor, draft)
            commit_plan(store, cursor, draft, parts, plan, progress)
    except Cancelled:
        _give_up(cursor, import_id, "CANCELED")
        raise
    except ReviewOutdated:
        _give_up(cursor, import_id, draft.state, draft.error)
        raise
    except AppError as error:
        _give_up(cursor, import_id, "FAILED", f"{error.message} {error.hint}".strip())
        raise
    except BaseException:
        _give_up(cursor, import_id, "FAILED", "An unexpected error; nothing was written.")
        raise
    with suppress(duckdb.Error, OSError):
        # A page may still be reading the work database; ``recover`` deletes it at the next start.
        store.drop_work(cursor, import_id)
    return plan


def _unfinished(cursor: duckdb.DuckDBPyConnection, import_id: int) -> Import:
    draft = read_import(cursor, import_id)
    if draft.state in FINISHED:
        raise ImportedAlready(
            "Imported already", f"Import {import_id} is finished.", "Open its results."
        )
    return draft


def recover(store: Store) -> None:
    """At start-up: what was running when the last process ended is marked INTERRUPTED, and work
    databases that outlived their import are deleted."""
    cursor = store.cursor()
    mark_interrupted(cursor)
    done = cursor.execute(
        "select import_id from store.imports where list_contains(?, state)", [list(FINISHED)]
    ).fetchall()
    for (import_id,) in done:
        if store.has_work(import_id):
            store.drop_work(cursor, import_id)


def _give_up(
    cursor: duckdb.DuckDBPyConnection, import_id: int, state: str, error: str | None = None
) -> None:
    """Says how a run ended that did not write. What another run of the same import wrote stands."""
    if read_import(cursor, import_id).state != "DONE":
        set_state(cursor, import_id, state, error)


def forget_plan(cursor: duckdb.DuckDBPyConnection, catalog: str) -> None:
    """Makes the kept dry run void, before its tables are made anew."""
    cursor.execute(f"drop table if exists {quote_identifier(catalog)}.known_plan")


def _remember_plan(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    recipe: Recipe,
    plan: Plan,
    progress: Progress,
) -> None:
    kept = {
        "objects": {name: each.to_json() for name, each in plan.objects.items()},
        "associations": plan.associations.to_json(),
        "first_ids": plan.first_ids,
        "store_version": plan.store_version,
        "seconds": progress.seconds,
    }
    work = quote_identifier(catalog)
    cursor.execute(f"create or replace table {work}.known_plan (signature varchar, plan json)")
    cursor.execute(
        f"insert into {work}.known_plan values (?, ?)", [_signature(recipe), json.dumps(kept)]
    )


def _signature(recipe: Recipe) -> str:
    text = json.dumps(recipe.to_json(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
