"""The step of the import flow at which the user left an open import, so that it goes on there.
Called by the frame of the steps (pages/parts/step_header.py) and the list of unfinished imports."""

import duckdb

# In the order of the flow. MAP_2 is the mapping of the second of two files.
UPLOAD, COMMON, MAP, MAP_2, DETAILS, REVIEW = (
    "upload",
    "common",
    "map",
    "map-2",
    "details",
    "review",
)
STEPS = (UPLOAD, COMMON, MAP, MAP_2, DETAILS, REVIEW)
# Captured contacts have a page of their own, by their source (core/capture/sources.py).
CAPTURE = "capture-"


def note_step(cursor: duckdb.DuckDBPyConnection, import_id: int, step: str) -> None:
    """Remembers the step (one of ``STEPS``); nothing is written while it stays the same."""
    if noted_step(cursor, import_id) != step:
        cursor.execute("update store.imports set step = ? where import_id = ?", [step, import_id])


def noted_step(cursor: duckdb.DuckDBPyConnection, import_id: int) -> str | None:
    """The step that was remembered; None for an import that no page has shown yet."""
    row = cursor.execute(
        "select step from store.imports where import_id = ?", [import_id]
    ).fetchone()
    return row[0] if row else None
