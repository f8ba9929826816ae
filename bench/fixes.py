"""The dry run after one fix of a value: from scratch, and going on from the dry run before.
``python -m bench fixes``; each size is a process of its own.

A bad option gets another text, then a cell of the key is edited, which decides what records rows
mean, then a whole column is changed. Last, the review page is drawn after one more fix of a value,
from the change of the recipe to the new numbers."""

import json
import os
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
LAST = Fix(kinds.EMPTY_VALUE, "Seit", "31.02.2024")


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
    store.close()
    seconds["the page after one more"] = _page(database, import_id)
    print(json.dumps(seconds))


def _page(database: Path, import_id: int) -> float:
    """The review page with the numbers after a fix; it is drawn again while the dry run goes on."""
    os.environ["ROWCALL_DATA"] = str(database.parent)
    from streamlit.testing.v1 import AppTest

    from pages.parts.database import jobs, open_store

    app = AppTest.from_file(str(Path(__file__).parents[1] / "app.py"), default_timeout=120)
    app.query_params["import"] = str(import_id)
    app.switch_page("pages/imports/review.py").run()
    cursor = open_store().cursor()
    recipe = read_import(cursor, import_id).recipe
    fixes = (*recipe.files[0].fixes, LAST)
    start = time.perf_counter()
    save_recipe(cursor, import_id, recipe.with_file(1, fixes=fixes))
    app.run()
    while not app.get("metric"):
        for job in jobs().running():
            job.wait(60)
        app.run()
    assert not app.exception
    return round(time.perf_counter() - start, 2)


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
        file, database = folder / f"contacts-{count}.csv", folder / f"{count}" / "rowcall.duckdb"
        if not file.exists():
            write_file(file, count)
        database.parent.mkdir()
        fill_store(database, count)
        done = subprocess.run(
            [sys.executable, "-m", "bench.fixes", str(database), str(file)],
            stdout=subprocess.PIPE,
            text=True,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[1],
            check=True,
        )
        for name, seconds in json.loads(done.stdout.splitlines()[-1]).items():
            print(f"  {name:22} {seconds:6.2f} s")


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
