"""The same files through Rowcall's engine: read, dry run with issues, commit with journal. Run in a
process of its own, so that its peak memory is its own."""

import sys
import time
from pathlib import Path

from bench.bare import measured
from bench.several_data import headers, parts
from core.engine.draft import stage_draft
from core.engine.progress import Progress
from core.engine.run import plan_import, run_import
from core.property_types import Formats
from core.recipe import ColumnMapping, CommonColumn, ImportedFile, ImportedObject, Recipe
from core.store import Store
from core.store.imports import add_import


def recipe(which: str) -> Recipe:
    """The mapping of the bench's files, as a user would have confirmed it."""
    objects, files = [], []
    for number, (in_file, names) in enumerate(zip(parts(which), headers(which), strict=True), 1):
        objects += [ImportedObject(name, file=number) for name in in_file]
        property_of = {
            header: (name, prop)
            for name, columns in in_file.items()
            for header, (prop, _, _) in columns.items()
        }
        columns = []
        for place, header in enumerate(names, start=1):
            name, prop = property_of.get(header, ("", None))
            columns.append(ColumnMapping(place, header, prop, object_type=name))
        files.append(
            ImportedFile(columns=tuple(columns), formats=Formats("DAY_MONTH_YEAR", "1.234,56"))
        )
    common = CommonColumn(("Company domain", "Company domain"), "companies")
    return Recipe(
        tuple(objects),
        tuple(files),
        common=common if which == "files" else None,
        name="bench",
        consent=True,
    ).settled()


def run(which: str, database: Path, files: list[Path]) -> None:
    """Imports the files; prints seconds and peak memory. They are linked, not copied: an upload is
    on disk already."""
    start = time.perf_counter()
    store, progress = Store(database), Progress()
    cursor = store.cursor()
    size = sum(file.stat().st_size for file in files)
    import_id = add_import(cursor, recipe(which), [file.name for file in files], size)
    for number, file in enumerate(files, start=1):
        name = "original.csv" if number == 1 else f"original-{number}.csv"
        (store.folder(import_id) / name).hardlink_to(file)
    stage_draft(store, cursor, import_id, progress)
    plan_import(store, store.cursor(), import_id, progress)
    done = run_import(store, store.cursor(), import_id, progress)
    told = progress.seconds | {"associations": done.associations.associations}
    measured(start, told)
    store.close()


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]), [Path(argument) for argument in sys.argv[3:]])
