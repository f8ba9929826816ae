"""Kills a process in the middle of a commit or an undo and looks at what is left. The process is a
Python of its own that this file starts; run as a program, this file is that process.

The store must be as before or as after. Where it is as before, the job must be marked INTERRUPTED,
and running it again must give what an undisturbed run gives.
"""

import io
import random
import select
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.engine.draft import open_draft, stage_draft
from core.engine.progress import Progress
from core.engine.run import plan_import, recover, run_import
from core.property_types import Formats
from core.recipe import ColumnMapping, Recipe
from core.sql import quote_identifier
from core.store import Store
from core.store.imports import read_import
from core.store.undos import undos_of
from core.undo.run import open_undo, run_undo

ROOT = Path(__file__).parents[2]
# What tells of times, or of the run itself.
_TOLD = ("imports", "undos", "counters")
_TIMES = ("createdate", "hs_lastmodifieddate", "created_at")
IMPORT_ID = 2


@dataclass(frozen=True)
class Ended:
    """One killed run: ``written`` says whether it was in time to write everything."""

    after_seconds: float
    written: bool


class Victim:
    """A store that is ready for a commit or for an undo, to be killed in a copy of it again and
    again. ``what`` is commit or undo."""

    def __init__(self, folder: Path, what: str, rows: int) -> None:
        self.folder, self.what = folder, what
        self.ready = folder / "ready"
        self.ready.mkdir(parents=True)
        _prepare(self.ready / "rowcall.duckdb", what, rows)
        self.before = self._content(self.ready)
        start = time.perf_counter()
        undisturbed = self._copy("undisturbed")
        work(undisturbed / "rowcall.duckdb", what)
        self.seconds = time.perf_counter() - start
        self.after = self._content(undisturbed)
        assert self.before != self.after

    def kill(self, chance: random.Random) -> Ended:
        """One run, killed at a random moment of it. Raises AssertionError when what is left is
        neither as before nor as after, or running it again fails."""
        copy = self._copy("killed")
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.engine.killing", self.what, str(copy / "rowcall.duckdb")],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        wait = chance.uniform(0, 1.2 * self.seconds)
        try:
            assert child.stdout is not None
            assert child.stdout.readline() == b"begins\n"
            select.select([child.stdout], [], [], wait)  # ends sooner where the work does
        finally:
            child.kill()
            child.wait()
            child.stdout.close()
        written = self._check(copy)
        shutil.rmtree(copy)
        return Ended(wait, written)

    def _check(self, folder: Path) -> bool:
        left = self._content(folder)
        assert left in (self.before, self.after), f"{self.what}: neither before nor after"
        written = left == self.after
        state = _state(folder / "rowcall.duckdb", self.what)
        # Killed before the first sign of life was written, it is a draft still.
        assert state in (("DONE",) if written else ("INTERRUPTED", "DRAFT")), state
        if not written:
            work(folder / "rowcall.duckdb", self.what)
            assert self._content(folder) == self.after
        return written

    def _copy(self, name: str) -> Path:
        copy = self.folder / name
        shutil.copytree(self.ready, copy)
        return copy

    def _content(self, folder: Path) -> dict[str, list[tuple[Any, ...]]]:
        """All tables, but for times and what tells of the run. Opens as a start does."""
        store = Store(folder / "rowcall.duckdb")
        try:
            recover(store)
            return _tables(store)
        finally:
            store.close()


def _tables(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    cursor = store.cursor()
    columns = cursor.execute(
        "select table_name, list(column_name order by column_index) from duckdb_columns() "
        "where database_name = 'store' group by all"
    ).fetchall()
    found = {}
    for table, names in columns:
        if table not in _TOLD:
            kept = [quote_identifier(name) for name in names if name not in _TIMES]
            row = f"row({', '.join(kept)})"
            found[table] = cursor.execute(
                f"select count(*), bit_xor(hash({row})), sum(hash({row}) % 1000003) "
                f"from {quote_identifier('store', table)}"
            ).fetchall()
    return found


def _prepare(path: Path, what: str, rows: int) -> None:
    """Import 1 is in the store; import 2, of which half the rows update, is planned, or done."""
    store = Store(path)
    cursor = store.cursor()
    for number, table in enumerate((_table(rows, 2, "Old"), _table(rows, 1, "New")), start=1):
        import_id = _stage(store, table)
        assert import_id == number
        plan_import(store, cursor, import_id, Progress())
        if number == 1 or what == "undo":
            run_import(store, cursor, import_id, Progress())
    if what == "undo":
        open_undo(store, cursor, IMPORT_ID, (), Progress())
    cursor.close()
    store.close()


def _table(rows: int, step: int, name: str) -> bytes:
    lines = [f"p{n}@example.com,{name} {n},City {n % 50}" for n in range(0, rows, step)]
    return "\n".join(["email,firstname,city", *lines, ""]).encode()


def _stage(store: Store, table: bytes) -> int:
    columns = tuple(
        ColumnMapping(place, name, name)
        for place, name in enumerate(("email", "firstname", "city"), start=1)
    )
    recipe = Recipe.of(
        "contacts", name="people", columns=columns, formats=Formats(), create_list=True
    )
    cursor = store.cursor()
    import_id = open_draft(store, cursor, recipe, "people.csv", io.BytesIO(table))
    stage_draft(store, cursor, import_id, Progress())
    return import_id


def _state(path: Path, what: str) -> str:
    store = Store(path)
    try:
        if what == "commit":
            return read_import(store.cursor(), IMPORT_ID).state
        return undos_of(store.cursor(), IMPORT_ID)[0].state
    finally:
        store.close()


def work(path: Path, what: str, begins: bool = False) -> None:
    """The commit, or the undo, of the prepared store."""
    store = Store(path)
    recover(store)
    cursor = store.cursor()
    if begins:
        sys.stdout.write("begins\n")
        sys.stdout.flush()
    if what == "commit":
        run_import(store, cursor, IMPORT_ID, Progress())
    else:
        run_undo(store, cursor, undos_of(cursor, IMPORT_ID)[0].undo_id, Progress())
    cursor.close()
    store.close()


if __name__ == "__main__":
    work(Path(sys.argv[2]), sys.argv[1], begins=True)
