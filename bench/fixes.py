"""The dry run after one fix of a value: from scratch, and going on from the dry run before.
``python -m bench fixes``; each size is a process of its own.

The fix gives one bad option another text; then a bad cell of the key is edited, which decides what
records rows mean."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.data import fill_store, write_file
from bench.engine import stage
from core.engine.progress import Progress
from core.engine.run import plan_import
from core.recipe import Fix
from core.recipe import fixes as kinds
from core.store import Store
from core.store.imports import read_import, save_recipe

FIXES = {
    "an option": Fix(kinds.REPLACE_VALUE, "Phase", "Kunnde", "Customer"),
    "a key": Fix(kinds.EDIT_CELL, "E-Mail", replacement="someone@example.org", row=4),
    "a column": Fix(kinds.UPPER_CASE, "Ort"),
}


def run(database: Path, file: Path) -> None:
    """Prints the seconds of each dry run as JSON."""
    store = Store(database)
    cursor = store.cursor()
    import_id = stage(store, file, Progress())
    seconds = {"from scratch": _plan(store, import_id, ())}
    done = list[Fix]()
    for name, fix in FIXES.items():
        done.append(fix)
        seconds[f"after {name}"] = _plan(store, import_id, done)
    cursor.execute(f"drop table work_{import_id}.known_values")
    seconds["the last from scratch"] = _plan(store, import_id, done)
    print(json.dumps(seconds))
    store.close()


def _plan(store: Store, import_id: int, fixes: Sequence[Fix]) -> float:
    cursor = store.cursor()
    recipe = read_import(cursor, import_id).recipe
    save_recipe(cursor, import_id, recipe.with_file(1, fixes=tuple(fixes)))
    start = time.perf_counter()
    plan_import(store, cursor, import_id, Progress())
    return round(time.perf_counter() - start, 2)


def measure(folder: Path, rows: int) -> None:
    """A tenth of the rows, then all of them."""
    for count, wanted in ((rows // 10, 1), (rows, 5)):
        print(f"\nThe dry run of {count:,} rows after one fix, at most {wanted} s with its page")
        file, database = folder / f"contacts-{count}.csv", folder / f"fixes-{count}.duckdb"
        if not file.exists():
            write_file(file, count)
        fill_store(database, count)
        done = subprocess.run(
            [sys.executable, "-m", "bench.fixes", str(database), str(file)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[1],
            check=True,
        )
        for name, seconds in json.loads(done.stdout.splitlines()[-1]).items():
            print(f"  {name:22} {seconds:6.2f} s")


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
