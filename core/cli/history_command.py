"""``python -m core history``: the imports of a store, newest first."""

import argparse

from core.cli.output import print_json
from core.errors import StoreError
from core.store import Store
from core.store.imports import list_imports


def run_history(parsed: argparse.Namespace) -> int:
    """Prints one JSON object with ``imports``."""
    if not parsed.store.exists():
        raise StoreError("No store", f"There is no store at {parsed.store}.", "Check --store.")
    store = Store(parsed.store)
    try:
        imports = list_imports(store.cursor())
    finally:
        store.close()
    print_json(
        {
            "imports": [
                {
                    "import_id": i.import_id,
                    "name": i.name,
                    "state": i.state,
                    "objects": i.object_types,
                    "imported_by": i.imported_by,
                    "created_at": i.created_at.isoformat(),
                    "finished_at": i.finished_at.isoformat() if i.finished_at else None,
                    "files": i.file_names,
                    "counters": i.counters,
                    "corrects": sorted({number for number, _ in i.corrects.values()}),
                }
                for i in imports
            ]
        }
    )
    return 0
