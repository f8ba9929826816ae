"""The table of imports: drafts, running ones and finished ones. Called by the engine and pages."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from core.errors import StoreError
from core.recipe import Recipe

# States as in HubSpot's imports API, plus DRAFT (not started) and INTERRUPTED (the process died).
STATES = {
    "DRAFT": "Draft",
    "STARTED": "Waiting",
    "PROCESSING": "Importing",
    "DONE": "Done",
    "FAILED": "Failed",
    "CANCELED": "Canceled",
    "INTERRUPTED": "Interrupted",
}
RUNNING = ("STARTED", "PROCESSING")
OPEN = ("DRAFT", "CANCELED", "FAILED", "INTERRUPTED")


@dataclass(frozen=True)
class Import:
    """One row of ``store.imports``. ``layout`` is what staging found (see core/engine/draft.py)."""

    import_id: int
    name: str
    state: str
    object_type: str
    created_at: datetime
    finished_at: datetime | None
    file_name: str
    file_size: int
    recipe: Recipe
    layout: dict[str, Any]
    counters: dict[str, int]
    seconds: dict[str, float]
    list_id: int | None
    error: str | None


_COLUMNS = """import_id, name, state, object_type, created_at, finished_at, file_name, file_size,
  recipe, layout, counters, seconds, list_id, error"""


def add_import(
    cursor: duckdb.DuckDBPyConnection, recipe: Recipe, file_name: str, file_size: int
) -> int:
    """A new draft; its id is returned."""
    row = cursor.execute(
        """
        insert into store.imports
          (import_id, name, state, object_type, created_at, file_name, file_size, recipe)
        select coalesce(max(import_id), 0) + 1, ?, 'DRAFT', ?, now() at time zone 'UTC', ?, ?, ?
        from store.imports
        returning import_id
        """,
        [recipe.name, recipe.object_type, file_name, file_size, json.dumps(recipe.to_json())],
    ).fetchone()
    assert row is not None
    return int(row[0])


def read_import(cursor: duckdb.DuckDBPyConnection, import_id: int) -> Import:
    """One import. Raises StoreError for an unknown id."""
    row = cursor.execute(
        f"select {_COLUMNS} from store.imports where import_id = ?", [import_id]
    ).fetchone()
    if row is None:
        raise StoreError(
            "Import not found", f"There is no import {import_id}.", "Choose one from the history."
        )
    return _import(row)


def list_imports(cursor: duckdb.DuckDBPyConnection, limit: int = 1000) -> list[Import]:
    """The imports, newest first."""
    rows = cursor.execute(
        f"select {_COLUMNS} from store.imports order by import_id desc limit ?", [limit]
    ).fetchall()
    return [_import(row) for row in rows]


def _import(row: tuple[Any, ...]) -> Import:
    recipe = Recipe.from_json(json.loads(row[8]))
    layout, counters, seconds = (json.loads(cell) if cell else {} for cell in row[9:12])
    return Import(*(*row[:8], recipe, layout, counters, seconds, *row[12:]))


def save_recipe(cursor: duckdb.DuckDBPyConnection, import_id: int, recipe: Recipe) -> None:
    """Stores what the user decided so far."""
    cursor.execute(
        "update store.imports set recipe = ?, name = ?, object_type = ? where import_id = ?",
        [json.dumps(recipe.to_json()), recipe.name, recipe.object_type, import_id],
    )


def save_layout(
    cursor: duckdb.DuckDBPyConnection, import_id: int, layout: dict[str, Any], file_hash: str
) -> None:
    """Stores what reading the file found."""
    cursor.execute(
        "update store.imports set layout = ?, file_hash = ? where import_id = ?",
        [json.dumps(layout), file_hash, import_id],
    )


def set_state(
    cursor: duckdb.DuckDBPyConnection, import_id: int, state: str, error: str | None = None
) -> None:
    """Moves an import to another state; ``error`` says to people why it failed."""
    cursor.execute(
        "update store.imports set state = ?, error = ? where import_id = ?",
        [state, error, import_id],
    )


def delete_import(cursor: duckdb.DuckDBPyConnection, import_id: int) -> bool:
    """Forgets a draft; says whether there was one. Finished imports stay: the journal refers to
    them."""
    deleted = cursor.execute(
        "delete from store.imports where import_id = ? and state <> 'DONE' returning import_id",
        [import_id],
    ).fetchall()
    return bool(deleted)


def mark_interrupted(cursor: duckdb.DuckDBPyConnection) -> int:
    """At start-up: what was running when the process ended was interrupted. Nothing of it was
    written, since a commit is one transaction. The number of such imports is returned."""
    return len(
        cursor.execute(
            """
            update store.imports
            set state = 'INTERRUPTED', error = 'Rowcall stopped while it ran; nothing was written.'
            where state in ('STARTED', 'PROCESSING')
            returning import_id
            """
        ).fetchall()
    )
