"""The same file through Rowcall's engine: read, dry run with issues, commit with journal. Run in a
process of its own, so that its peak memory is its own."""

import sys
import time
from pathlib import Path

from bench.bare import measured
from bench.data import COLUMNS
from core.engine.draft import stage_draft
from core.engine.progress import Progress
from core.engine.run import plan_import, run_import
from core.property_types import Formats
from core.recipe import ColumnMapping, Recipe
from core.store import Store
from core.store.imports import add_import


def recipe() -> Recipe:
    """The mapping of the bench's file, as a user would have confirmed it."""
    columns = tuple(
        ColumnMapping(index, header, name)
        for index, (header, (name, _, _)) in enumerate(COLUMNS.items(), start=1)
    )
    formats = Formats("DAY_MONTH_YEAR", "1.234,56")
    return Recipe.of("contacts", name="bench", columns=columns, formats=formats, consent=True)


def stage(store: Store, file: Path, progress: Progress) -> int:
    """A staged draft. The file is linked, not copied: an upload is on disk already."""
    cursor = store.cursor()
    import_id = add_import(cursor, recipe(), [file.name], file.stat().st_size)
    (store.folder(import_id) / "original.csv").hardlink_to(file)
    stage_draft(store, cursor, import_id, progress)
    return import_id


def run(database: Path, file: Path) -> None:
    """Imports the file; prints seconds and peak memory."""
    start = time.perf_counter()
    store, progress = Store(database), Progress()
    import_id = stage(store, file, progress)
    plan_import(store, store.cursor(), import_id, progress)
    run_import(store, store.cursor(), import_id, progress)
    measured(start, progress.seconds)
    store.close()


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
