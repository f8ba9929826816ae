"""Import and undo of one file, half of whose rows update records: seconds of the commit and of the
undo, and whether the store is as before. ``python -m bench undo``; each run is a process of its
own."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench.data import fill_store, write_file
from bench.engine import stage
from core.engine.progress import Progress
from core.engine.run import plan_import, run_import
from core.store import Store
from core.undo.run import UNDO_PHASES, open_undo, run_undo

COMMIT = (
    "Keeping the outcome",
    "Writing the journal",
    "Updating records",
    "Creating records",
    "Writing associations",
    "Finishing",
    "Saving",
)


def prepare(database: Path, rows: int) -> None:
    """A store in which every record of the file differs from it in two cells."""
    fill_store(database, rows)
    store = Store(database)
    cursor = store.cursor()
    cursor.execute(
        "update store.contacts set jobtitle = 'Old ' || hs_object_id, city = 'Old town', "
        "hs_lastmodifieddate = timestamp '2020-01-01' + to_seconds(hs_object_id)"
    )
    cursor.execute("checkpoint store")
    store.close()


def digest(store: Store) -> list[tuple[object, ...]]:
    """The content of the tables that the undo must give back."""
    cursor = store.cursor()
    return [
        row
        for table in ("contacts", "changes", "touched", "lists", "list_members", "associations")
        for row in cursor.execute(
            f"select '{table}', count(*), bit_xor(hash(t)), sum(hash(t) % 1000003) "
            f"from store.{table} as t"
        ).fetchall()
    ]


def run(database: Path, file: Path) -> None:
    """Prints the seconds of commit, dry run of the undo and undo as JSON."""
    store = Store(database)
    before = digest(store)
    import_id = stage(store, file, Progress())
    plan_import(store, store.cursor(), import_id, Progress())
    commit, look, undo = Progress(), Progress(), Progress()
    start = time.perf_counter()
    counters = run_import(store, store.cursor(), import_id, commit).counters
    committed = time.perf_counter()
    cursor = store.cursor()
    opened = open_undo(store, cursor, import_id, (), look)
    planned = time.perf_counter()
    run_undo(store, cursor, opened.undo_id, undo)
    done = time.perf_counter()
    result = {
        "commit": round(committed - start, 2),
        "dry_run": round(planned - committed, 2),
        "undo": round(done - planned, 2),
        "identical": digest(store) == before,
        "counters": counters.to_json(),
        "commit_phases": {name: commit.seconds[name] for name in COMMIT},
        "undo_phases": {name: undo.seconds[name] for name in UNDO_PHASES},
    }
    print(json.dumps(result))
    store.close()


def measure(folder: Path, rows: int, repeat: int) -> None:
    """The best of some runs, each on a copy of the same store."""
    print(f"\nUndo of an import of {rows:,} rows, half of them updates")
    file, prepared = folder / f"contacts-{rows}.csv", folder / "undo.duckdb"
    if not file.exists():
        write_file(file, rows)
    prepare(prepared, rows)
    runs = []
    for _ in range(repeat):
        copy = folder / "undo" / "rowcall.duckdb"
        shutil.rmtree(copy.parent, ignore_errors=True)
        copy.parent.mkdir()
        shutil.copy(prepared, copy)
        done = subprocess.run(
            [sys.executable, "-m", "bench.undo", str(copy), str(file)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[1],
            check=True,
        )
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    best = min(runs, key=lambda each: each["undo"] / each["commit"])
    for name in ("commit", "undo"):
        print(f"  {name:8} {best[name]:7.2f} s  {best[f'{name}_phases']}")
    print(f"  its dry run, to look at first: {best['dry_run']:.2f} s")
    print(f"  store as before the import: {all(each['identical'] for each in runs)}")
    print(f"  undo / commit: {best['undo'] / best['commit']:.2f} (at most 1)")


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
