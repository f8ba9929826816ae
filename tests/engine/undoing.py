"""Undo in tests: the state of a store that an undo must give back, and undo as one call."""

from typing import Any

from core.engine.progress import Progress
from core.store.imports import read_import
from core.store.undos import Undo
from core.undo.plan import UndoPlan, kept_rows
from core.undo.run import kept_file, undo_import
from core.undo.standing import Standing, standing
from tests.engine.importing import Desk

# Tables that tell what happened, which an undo adds to.
HISTORY = ("counters", "import_issues", "undos", "undone_changes")


def state(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but for those that tell what happened."""
    return {name: rows for name, rows in desk.everything().items() if name not in HISTORY}


def undo(desk: Desk, import_id: int, *objects: str) -> Undo:
    """Dry run and undo. They agree, since both go by the same plan."""
    done = undo_import(desk.store, desk.cursor, import_id, objects, Progress())
    assert done.state == "DONE"
    return done


def plan_of(done: Undo) -> UndoPlan:
    """What an undo did."""
    return UndoPlan.from_json(done.counters, done.store_version)


def kept(desk: Desk, done: Undo) -> list[tuple[str, int | None, str | None, str]]:
    """What stayed: kind, record, property, reason."""
    file = kept_file(desk.store, done.import_id, done.undo_id)
    rows = kept_rows(desk.cursor, file)
    assert len(rows) == plan_of(done).kept
    return [(row["what"], row["record_id"], row["property"], row["reason"]) for row in rows]


def stands(desk: Desk, import_id: int) -> Standing | None:
    """What of an import still stands; None where nothing of it was undone."""
    return standing(desk.cursor, [read_import(desk.cursor, import_id)]).get(import_id)


def differences(before: dict[str, list], after: dict[str, list]) -> dict[str, tuple[list, list]]:
    """Per table: rows that went, rows that came."""
    return {
        name: (
            [row for row in rows if row not in after[name]],
            [row for row in after[name] if row not in rows],
        )
        for name, rows in before.items()
        if sorted(map(repr, rows)) != sorted(map(repr, after[name]))
    }
