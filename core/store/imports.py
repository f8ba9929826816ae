"""The table of imports: drafts, running ones and finished ones. Called by the engine and pages."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from core.errors import StoreError
from core.recipe import Recipe, recipe_from_json
from core.store.counters import next_number
from core.store.person import person
from core.store.undos import mark_undos_interrupted

# States as in HubSpot's imports API, plus DRAFT (not started), INTERRUPTED (the process died) and
# REVERTED (undone, all its objects).
STATES = {
    "DRAFT": "Draft",
    "STARTED": "Waiting",
    "PROCESSING": "Importing",
    "DONE": "Done",
    "FAILED": "Failed",
    "CANCELED": "Canceled",
    "INTERRUPTED": "Interrupted",
    "REVERTED": "Undone",
}
RUNNING = ("STARTED", "PROCESSING")
# Written to the store, whether it still holds or not.
FINISHED = ("DONE", "REVERTED")
OPEN = ("DRAFT", "CANCELED", "FAILED", "INTERRUPTED")


class ImportGone(StoreError):
    """Raised for an import that is not there, or that can no longer be changed: another window, or
    somebody else, has dropped or started it."""


@dataclass(frozen=True)
class Import:
    """One row of ``store.imports``. ``layouts`` is what staging found, one entry a file that was
    read (see core/engine/draft.py). ``counters`` are the sums over all objects, with the counters
    of each under ``objects``, ``associations`` and ``association_labels``, and under ``undone`` the
    objects that were undone. ``imported_by`` is who began it and, once it ran, who ran it last;
    None for imports of a store from before that was kept."""

    import_id: int
    name: str
    state: str
    object_types: list[str]
    created_at: datetime
    finished_at: datetime | None
    file_names: list[str]
    file_size: int
    recipe: Recipe
    layouts: list[dict[str, Any]]
    counters: dict[str, Any]
    seconds: dict[str, float]
    error: str | None
    imported_by: str | None

    @property
    def file_name(self) -> str:
        """The names of its files, for people."""
        return " + ".join(self.file_names)

    @property
    def staged(self) -> bool:
        """Whether every file of it has been read."""
        return bool(self.layouts) and len(self.layouts) == len(self.recipe.files)

    @property
    def row_count(self) -> int:
        """The data rows of all files read so far."""
        return sum(int(layout["row_count"]) for layout in self.layouts)

    @property
    def corrects(self) -> dict[int, tuple[int, int]]:
        """Of its files that bring back failed rows of an earlier import (by their number): that
        import, and which of its files it was (core/engine/corrections.py)."""
        found = enumerate((layout.get("corrects") for layout in self.layouts), start=1)
        return {n: (int(each["import_id"]), int(each["file"])) for n, each in found if each}

    @property
    def undone(self) -> list[str]:
        """The objects of it that were undone."""
        return [str(name) for name in self.counters.get("undone", [])]


_COLUMNS = """import_id, name, state, object_types, created_at, finished_at, file_names, file_size,
  recipe, layouts, counters, seconds, error, imported_by"""


def add_import(
    cursor: duckdb.DuckDBPyConnection, recipe: Recipe, file_names: list[str], file_size: int
) -> int:
    """A new draft; its id is returned. ``file_size`` is in bytes, of all files. The id of a draft
    that was dropped does not come back: another window may still have its address."""
    row = cursor.execute("select coalesce(max(import_id), 0) + 1 from store.imports").fetchone()
    assert row is not None
    import_id = next_number(cursor, "next_import_id", int(row[0]))
    cursor.execute(
        """
        insert into store.imports
          (import_id, name, state, object_types, created_at, file_names, file_size, recipe,
            imported_by)
        values (?, ?, 'DRAFT', ?, now() at time zone 'UTC', ?, ?, ?, ?)
        """,
        [
            import_id,
            recipe.name,
            list(recipe.object_types),
            file_names,
            file_size,
            json.dumps(recipe.to_json()),
            person(),
        ],
    )
    return import_id


def read_import(cursor: duckdb.DuckDBPyConnection, import_id: int) -> Import:
    """One import. Raises ImportGone for an unknown id."""
    row = cursor.execute(
        f"select {_COLUMNS} from store.imports where import_id = ?", [import_id]
    ).fetchone()
    if row is None:
        raise ImportGone(
            "Import not found", f"There is no import {import_id}.", "Choose one from the history."
        )
    return _import(row)


def read_draft(cursor: duckdb.DuckDBPyConnection, import_id: int) -> Import:
    """One import that can still be changed. Raises ImportGone for an unknown id, and for one that
    runs or is finished."""
    draft = read_import(cursor, import_id)
    if draft.state not in OPEN:
        raise ImportGone(
            "Import cannot be changed",
            f"Import {import_id} has been started; what was decided for it stays as it is.",
            "Open its results.",
        )
    return draft


def list_imports(cursor: duckdb.DuckDBPyConnection, limit: int = 1000) -> list[Import]:
    """The imports, newest first."""
    rows = cursor.execute(
        f"select {_COLUMNS} from store.imports order by import_id desc limit ?", [limit]
    ).fetchall()
    return [_import(row) for row in rows]


def _import(row: tuple[Any, ...]) -> Import:
    recipe = recipe_from_json(json.loads(row[8]))
    layouts = json.loads(row[9]) if row[9] else []
    counters, seconds = (json.loads(cell) if cell else {} for cell in row[10:12])
    return Import(*(*row[:8], recipe, layouts, counters, seconds, *row[12:]))


def save_recipe(cursor: duckdb.DuckDBPyConnection, import_id: int, recipe: Recipe) -> None:
    """Stores what the user decided so far. Raises ImportGone as ``read_draft`` does."""
    _update_draft(
        cursor,
        import_id,
        {
            "recipe": json.dumps(recipe.to_json()),
            "name": recipe.name,
            "object_types": list(recipe.object_types),
        },
    )


def save_layouts(
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    layouts: list[dict[str, Any]],
    file_hashes: list[str],
) -> None:
    """Stores what reading the files found. Raises ImportGone as ``read_draft`` does."""
    _update_draft(cursor, import_id, {"layouts": json.dumps(layouts), "file_hashes": file_hashes})


def save_files(
    cursor: duckdb.DuckDBPyConnection, import_id: int, file_names: list[str], file_size: int
) -> None:
    """Stores which files a draft has; what was read of earlier ones is void. Raises ImportGone as
    ``read_draft`` does."""
    _update_draft(
        cursor, import_id, {"file_names": file_names, "file_size": file_size, "layouts": None}
    )


def _update_draft(
    cursor: duckdb.DuckDBPyConnection, import_id: int, values: dict[str, Any]
) -> None:
    """Writes columns of a draft, in one statement with the check that it is one."""
    sets = ", ".join(f"{name} = ${name}" for name in values)
    changed = cursor.execute(
        f"""
        update store.imports
        set {sets}
        where import_id = $import_id
          and list_contains($open, state)
        returning import_id
        """,
        values | {"import_id": import_id, "open": list(OPEN)},
    ).fetchone()
    if changed is None:
        read_draft(cursor, import_id)


def set_state(
    cursor: duckdb.DuckDBPyConnection, import_id: int, state: str, error: str | None = None
) -> None:
    """Moves an import to another state; ``error`` says to people why it failed. One that was undone
    stays so."""
    cursor.execute(
        "update store.imports set state = ?, error = ? where import_id = ? and state <> 'REVERTED'",
        [state, error, import_id],
    )


def note_user(cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
    """Says that it is this person who runs an import, which another may have begun."""
    cursor.execute(
        "update store.imports set imported_by = ? where import_id = ?", [person(), import_id]
    )


def mark_undone(cursor: duckdb.DuckDBPyConnection, import_id: int, objects: list[str]) -> None:
    """Says that objects of a finished import were undone; it is REVERTED when all of them are."""
    done = read_import(cursor, import_id)
    undone = [name for name in done.object_types if name in (*done.undone, *objects)]
    counters = done.counters | {"undone": undone}
    # An import of version 1 has the counters of its only object not by its name.
    counters.setdefault("objects", {done.object_types[0]: done.counters})
    cursor.execute(
        "update store.imports set state = ?, counters = ? where import_id = ?",
        [
            "REVERTED" if undone == done.object_types else "DONE",
            json.dumps(counters),
            import_id,
        ],
    )


def delete_import(cursor: duckdb.DuckDBPyConnection, import_id: int) -> bool:
    """Forgets a draft; says whether there was one. Finished imports stay: the journal refers to
    them."""
    deleted = cursor.execute(
        "delete from store.imports where import_id = ? and not list_contains(?, state) "
        "returning import_id",
        [import_id, list(FINISHED)],
    ).fetchall()
    return bool(deleted)


def mark_interrupted(cursor: duckdb.DuckDBPyConnection) -> int:
    """At start-up: what was running when the process ended was interrupted, undos too. Nothing of
    it was written, since each is one transaction. The number of such imports is returned."""
    mark_undos_interrupted(cursor)
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
