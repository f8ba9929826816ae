"""The table of undos: dry runs of one, running ones and finished ones. Called by the engine, the
results page and the history."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from core.errors import StoreError
from core.store.counters import next_number
from core.store.person import person


@dataclass(frozen=True)
class Undo:
    """One row of ``store.undos``. ``object_types`` are the objects of the import it is about;
    ``counters`` is an UndoPlan as JSON (core/undo/plan.py), of the dry run it was made by.
    ``state`` is one of ``core.store.imports.STATES``; a DRAFT is a dry run."""

    undo_id: int
    import_id: int
    state: str
    object_types: list[str]
    created_at: datetime
    finished_at: datetime | None
    done_by: str
    store_version: int
    counters: dict[str, Any]
    seconds: dict[str, float]
    error: str | None


_COLUMNS = """undo_id, import_id, state, object_types, created_at, finished_at, done_by,
  store_version, counters, seconds, error"""


def add_undo(
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    object_types: Sequence[str],
    store_version: int,
    counters: dict[str, Any],
) -> int:
    """Keeps a dry run, in place of an earlier one of the same import; its id is returned. Ids are
    given once: files beside the store are named by them."""
    drop_undo_draft(cursor, import_id)
    row = cursor.execute(
        f"""
        insert into store.undos ({_COLUMNS})
        values (?, ?, 'DRAFT', ?, now() at time zone 'UTC', null, ?, ?, ?, null, null)
        returning undo_id
        """,
        [
            next_number(cursor, "next_undo_id", 1),
            import_id,
            list(object_types),
            person(),
            store_version,
            json.dumps(counters),
        ],
    ).fetchone()
    assert row is not None
    return int(row[0])


def drop_undo_draft(cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
    """Forgets the dry run of an import's undo."""
    cursor.execute("delete from store.undos where import_id = ? and state = 'DRAFT'", [import_id])


def read_undo(cursor: duckdb.DuckDBPyConnection, undo_id: int) -> Undo:
    """One undo. Raises StoreError for an unknown id."""
    rows = cursor.execute(
        f"select {_COLUMNS} from store.undos where undo_id = ?", [undo_id]
    ).fetchall()
    if not rows:
        raise StoreError(
            "Not undone",
            "What this undo would do was looked at anew, in another window. Nothing was changed.",
            "Look at it again.",
        )
    return _undo(rows[0])


def undos_of(cursor: duckdb.DuckDBPyConnection, import_id: int) -> list[Undo]:
    """The undos of an import, the dry run included, newest first."""
    rows = cursor.execute(
        f"select {_COLUMNS} from store.undos where import_id = ? order by undo_id desc",
        [import_id],
    ).fetchall()
    return [_undo(row) for row in rows]


def list_undos(cursor: duckdb.DuckDBPyConnection, limit: int = 1000) -> list[Undo]:
    """The undos of all imports, newest first, without dry runs."""
    rows = cursor.execute(
        f"select {_COLUMNS} from store.undos where state <> 'DRAFT' order by undo_id desc limit ?",
        [limit],
    ).fetchall()
    return [_undo(row) for row in rows]


def _undo(row: tuple[Any, ...]) -> Undo:
    counters, seconds = (json.loads(cell) if cell else {} for cell in row[8:10])
    return Undo(*(*row[:8], counters, seconds, row[10]))


def set_undo_state(
    cursor: duckdb.DuckDBPyConnection, undo_id: int, state: str, error: str | None = None
) -> None:
    """Moves an undo to another state; one that is done stays so."""
    cursor.execute(
        "update store.undos set state = ?, error = ? where undo_id = ? and state <> 'DONE'",
        [state, error, undo_id],
    )


def finish_undo(
    cursor: duckdb.DuckDBPyConnection,
    undo_id: int,
    counters: dict[str, Any],
    seconds: dict[str, float],
) -> None:
    """Marks an undo DONE, with what it did."""
    cursor.execute(
        """
        update store.undos
        set state = 'DONE', finished_at = now() at time zone 'UTC', counters = ?, seconds = ?,
          error = null
        where undo_id = ?
        """,
        [json.dumps(counters), json.dumps(seconds), undo_id],
    )


def mark_undos_interrupted(cursor: duckdb.DuckDBPyConnection) -> None:
    """At start-up: an undo that ran when the process ended was interrupted, and changed nothing."""
    cursor.execute(
        """
        update store.undos
        set state = 'INTERRUPTED', error = 'Rowcall stopped while it ran; nothing was changed.'
        where state = 'PROCESSING'
        """
    )
