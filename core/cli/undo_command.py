"""``python -m core undo IMPORT_ID``: takes an import back, or says what that would do."""

import argparse
from pathlib import Path
from typing import Any

from core.cli.output import print_json, say
from core.engine.progress import Progress
from core.engine.run import recover
from core.errors import StoreError
from core.store import Store
from core.store.imports import read_import
from core.undo.plan import UndoPlan, kept_rows
from core.undo.run import kept_file, plan_undo, undo_import

# What stays is listed up to this; ``kept`` in the counters is the whole number.
LISTED = 1000


def run_undo_command(parsed: argparse.Namespace) -> int:
    """Prints one JSON object; 1 where something stays as it is. A dry run writes nothing."""
    if not parsed.store.exists():
        raise StoreError("No store", f"There is no store at {parsed.store}.", "Check --store.")
    store = Store(parsed.store)
    try:
        recover(store)
        return _undo(store, parsed)
    finally:
        store.close()


def _undo(store: Store, parsed: argparse.Namespace) -> int:
    cursor, progress = store.cursor(), Progress()
    import_id, objects = parsed.import_id, parsed.objects or []
    undo_id: int | None
    file: Path | None
    if parsed.dry_run:
        plan = plan_undo(store, cursor, import_id, objects, progress)
        undo_id, state, file = None, "DRY_RUN", None
    else:
        done = undo_import(store, cursor, import_id, objects, progress)
        plan = UndoPlan.from_json(done.counters, done.store_version)
        undo_id, state = done.undo_id, done.state
        file = kept_file(store, import_id, done.undo_id)
        removed = sum(each.removed for each in plan.objects.values())
        cells = sum(each.cells for each in plan.objects.values())
        say(f"Import {import_id} undone: {removed:,} records removed, {cells:,} values restored.")
    stays = kept_rows(cursor, file, 0, LISTED)
    print_json(
        {
            "undo_id": undo_id,
            "state": state,
            "import_id": import_id,
            "import_state": read_import(cursor, import_id).state,
            "counters": plan.to_json(),
            "kept": [_told(row) for row in stays],
            "seconds": progress.seconds,
        }
    )
    return 1 if plan.kept else 0


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """A line of what stays, without what does not concern it."""
    names = ("what", "object_type", "record_id", "other_id", "property", "reason", "message")
    told = {name: row[name] for name in names if row[name] is not None}
    if row["what"] == "CELL":
        told |= {name: row[name] for name in ("old_value", "new_value", "now_value")}
    return told | ({"by_import": row["by_import"]} if row["by_import"] is not None else {})
