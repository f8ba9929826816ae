"""``python -m core compare IMPORT_ID IMPORT_ID``: two finished imports side by side; with one id
and ``--with-store``, what that import would change if it ran again now."""

import argparse
from contextlib import closing
from typing import Any

import duckdb

from core.cli.import_command import told_issues
from core.cli.output import print_json, say
from core.compare import (
    BOTH,
    ONLY_FIRST,
    ONLY_SECOND,
    compared_records,
    count_issues,
    count_records,
    counters_by_object,
    decisions,
    shared_objects,
)
from core.engine.again import open_again
from core.engine.draft import drop_draft, stage_draft
from core.engine.parts import Part, parts_of
from core.engine.plan import Plan
from core.engine.progress import Progress
from core.engine.review import changed_cells, changes_by_property
from core.engine.run import plan_import, recover
from core.errors import StoreError
from core.store import Store
from core.store.imports import FINISHED, Import, read_import
from core.store.properties import object_type_names, read_object_type

RECORDS = (BOTH, ONLY_FIRST, ONLY_SECOND)
# Records and cells are listed up to this; the counters beside them are the whole numbers.
LISTED = 1000


def run_compare(parsed: argparse.Namespace) -> int:
    """Prints one JSON object and leaves the store as it was. Two imports: 0. With the store: 1
    where rows would fail, as the dry run of an import."""
    _check_asked(parsed)
    if not parsed.store.exists():
        raise StoreError("No store", f"There is no store at {parsed.store}.", "Check --store.")
    with closing(Store(parsed.store)) as store:
        recover(store)
        if parsed.with_store:
            return _with_store(store, parsed.import_ids[0])
        one, other = parsed.import_ids
        return _two(store, one, other, parsed.records)


def _check_asked(parsed: argparse.Namespace) -> None:
    """Two imports, or one and the store."""
    wanted = 1 if parsed.with_store else 2
    if len(parsed.import_ids) != wanted:
        raise StoreError(
            "Nothing to compare",
            f"{len(parsed.import_ids)} imports are named, and {wanted} can be compared so.",
            "Name two imports, or one and --with-store.",
        )
    if len(set(parsed.import_ids)) != wanted:
        raise StoreError("Nothing to compare", "This is the same import twice.", "Name another.")
    if parsed.with_store and parsed.records:
        raise StoreError(
            "Nothing to list", "--records lists those of two imports.", "Leave it or --with-store."
        )


# Two imports


def _two(store: Store, one_id: int, other_id: int, which: str | None) -> int:
    cursor = store.cursor()
    one, other = _finished(cursor, one_id), _finished(cursor, other_id)
    shared = [name for name in shared_objects(one, other) if name in object_type_names(cursor)]
    if not shared:
        raise StoreError(
            "Nothing to compare",
            f"Imports {one_id} and {other_id} have no object in common.",
            "Name two imports of the same object.",
        )
    print_json(
        {
            "first": _told_import(one),
            "second": _told_import(other),
            "decisions": decisions(one.recipe, other.recipe),
            "objects": {name: _object(store, cursor, one, other, name, which) for name in shared},
        }
    )
    return 0


def _finished(cursor: duckdb.DuckDBPyConnection, import_id: int) -> Import:
    found = read_import(cursor, import_id)
    if found.state not in FINISHED:
        raise StoreError(
            "Not finished", f"Import {import_id} has not run yet.", "Name one that is done."
        )
    return found


def _told_import(each: Import) -> dict[str, Any]:
    return {
        "import_id": each.import_id,
        "name": each.name,
        "state": each.state,
        "finished_at": each.finished_at.isoformat() if each.finished_at else None,
        "files": each.file_names,
    }


def _object(
    store: Store,
    cursor: duckdb.DuckDBPyConnection,
    one: Import,
    other: Import,
    name: str,
    which: str | None,
) -> dict[str, Any]:
    counts = count_records(store, cursor, one, other, name)
    told: dict[str, Any] = {
        "counters": {
            "first": counters_by_object(one)[name],
            "second": counters_by_object(other)[name],
        },
        "records": {each: counts.of(each) for each in RECORDS}
        | {"changed_again": counts.changed_again},
        "issues": [
            {"code": code, "property": prop, "first": first, "second": second}
            for code, prop, first, second in count_issues(cursor, one, other, name)
        ],
    }
    if which:
        kind = read_object_type(cursor, name)
        rows = compared_records(store, cursor, one, other, kind, which, 0, LISTED)
        told[f"records_{which}"] = [_told_record(row) for row in rows]
    return told


def _told_record(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "record_id": row["record_id"],
        "record": row["record"],
        "first": _told_side(row["one_row"], row["one"]),
        "second": _told_side(row["other_row"], row["other"]),
    }


def _told_side(row: int | None, action: str | None) -> dict[str, Any] | None:
    return None if row is None else {"row": row, "action": action}


# An import and the store


def _with_store(store: Store, import_id: int) -> int:
    """The dry run of the same files with the same decisions, beside what the import did then."""
    cursor, progress = store.cursor(), Progress()
    done = _finished(cursor, import_id)
    again = open_again(store, cursor, import_id)
    try:
        draft = stage_draft(store, cursor, again, progress)
        plan = plan_import(store, cursor, again, progress)
        parts = parts_of(store, cursor, draft)
        told = _told_again(cursor, done, draft, parts, plan)
    finally:
        drop_draft(store, cursor, again)
    counters = plan.counters
    say(
        f"Import {import_id} again: {counters.created:,} created, {counters.updated:,} updated, "
        f"{counters.unchanged:,} unchanged. Nothing was written."
    )
    print_json(told | {"seconds": progress.seconds})
    return 1 if counters.failed else 0


def _told_again(
    cursor: duckdb.DuckDBPyConnection,
    done: Import,
    draft: Import,
    parts: list[Part],
    plan: Plan,
) -> dict[str, Any]:
    return {
        "import": _told_import(done),
        "state": "DRY_RUN",
        "counters": plan.counters.to_json(),
        "objects": {
            part.name: {
                "counters": {
                    "then": counters_by_object(done).get(part.name),
                    "now": plan.objects[part.name].to_json(),
                },
                "properties": [
                    {"property": name, "cells": cells, "filled": blank}
                    for name, cells, blank in changes_by_property(cursor, part)
                ],
                "changes": changed_cells(cursor, part, None, 0, LISTED),
            }
            for part in parts
        },
        "associations": plan.associations.to_json(),
        "issues": told_issues(cursor, parts, draft, each=False),
    }
