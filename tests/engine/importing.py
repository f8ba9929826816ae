"""A store and one call to import a small table into it, the way the pages and the command line do:
open_draft, stage_draft, plan_import, run_import."""

import csv
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from core.engine.draft import open_draft, stage_draft
from core.engine.plan import Counters
from core.engine.progress import Progress
from core.engine.run import plan_import, run_import
from core.property_types import Formats
from core.read import ReadOptions
from core.recipe import ColumnMapping, Recipe
from core.sql import quote_identifier
from core.store import Store
from core.store.properties import create_property, new_property

# The tests say how their tables are read; what reading detects has tests of its own.
PLAIN = ReadOptions(encoding="utf-8", delimiter=",", quote='"', header_row=1, skip_last=0)

# Of which tables an import writes; ``imports`` tells of the import itself.
_BOOKKEEPING = ("imports",)


@cache
def empty_store() -> bytes:
    """The file of a new store. Copying it is twenty times quicker than making one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.duckdb"
        Store(path).close()
        return path.read_bytes()


@dataclass(frozen=True)
class Row:
    """What became of one row of the file."""

    action: str
    reason: str | None
    record_id: int | None
    merged_into: int | None


@dataclass(frozen=True)
class Result:
    """One import: ``rows`` by row number (the first under the header is 2)."""

    import_id: int
    counters: Counters
    rows: dict[int, Row]
    issues: list[tuple[int, str | None, str, str | None]]

    @property
    def actions(self) -> list[str]:
        """What became of the rows, in their order."""
        return [row.action for row in self.rows.values()]

    @property
    def reasons(self) -> list[str | None]:
        """Why rows were skipped or failed, in their order."""
        return [row.reason for row in self.rows.values()]

    @property
    def codes(self) -> list[str]:
        """The codes of all issues, by row."""
        return [code for _, _, code, _ in self.issues]


class Desk:
    """An open store with one cursor."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(empty_store())
        self.store = Store(path)
        self.cursor = self.store.cursor()
        self.cursor.execute("set threads = 1")

    def close(self) -> None:
        """Lets another open the store."""
        self.cursor.close()
        self.store.close()

    def draft(
        self,
        table: str | bytes,
        object_type: str = "contacts",
        *,
        properties: dict[str, str | None] | None = None,
        keep: tuple[str, ...] = (),
        progress: Progress | None = None,
        **fields: Any,
    ) -> int:
        """Stages a CSV text. A header names its property, unless ``properties`` says another one;
        ``keep`` are the properties not to overwrite; ``fields`` are fields of the recipe."""
        text = table.decode() if isinstance(table, bytes) else table
        headers = next(csv.reader(io.StringIO(text)))
        names = {header: header for header in headers} | (properties or {})
        columns = tuple(
            ColumnMapping(
                place,
                header,
                names[header],
                ignored=names[header] is None,
                dont_overwrite=header in keep,
            )
            for place, header in enumerate(headers, start=1)
        )
        fields = {"formats": Formats(), "read": PLAIN, "columns": columns, "name": "test"} | fields
        recipe = Recipe.of(object_type, **fields)
        content = io.BytesIO(text.encode())
        import_id = open_draft(self.store, self.cursor, recipe, "test.csv", content)
        stage_draft(self.store, self.cursor, import_id, progress or Progress())
        return import_id

    def plan(self, table: str | bytes, object_type: str = "contacts", **fields: Any) -> Result:
        """The dry run of a CSV text."""
        import_id = self.draft(table, object_type, **fields)
        counters = plan_import(self.store, self.cursor, import_id, Progress()).counters
        return self.planned(import_id, counters, object_type)

    def planned(self, import_id: int, counters: Counters, object_type: str = "contacts") -> Result:
        """The dry run that is in the work database."""
        work = quote_identifier(f"work_{import_id}", object_type)
        rows = self.cursor.execute(
            "select row_number, action, reason, record_id, merged_into "
            f"from {work}.plan order by row_number"
        ).fetchall()
        issues = self.cursor.execute(
            f"select row_number, property, code, value from {work}.issues order by all"
        ).fetchall()
        return Result(import_id, counters, {row[0]: Row(*row[1:]) for row in rows}, issues)

    def run(self, table: str | bytes, object_type: str = "contacts", **fields: Any) -> Result:
        """Imports a CSV text: dry run, commit. They agree, and so does what is kept of the rows."""
        planned = self.plan(table, object_type, **fields)
        counters = run_import(self.store, self.cursor, planned.import_id, Progress()).counters
        assert counters == planned.counters
        return self.done(planned.import_id, counters, object_type)

    def done(self, import_id: int, counters: Counters, object_type: str = "contacts") -> Result:
        """What is kept of a finished import."""
        outcome = self.store.outcome_file(import_id, object_type)
        rows = self.cursor.execute(
            "select row_number, action, reason, record_id, merged_into "
            f"from '{outcome}' order by row_number"
        ).fetchall()
        issues = self.cursor.execute(
            "select row_number, property, code, value from store.import_issues "
            "where import_id = ? and object_type = ? order by all",
            [import_id, object_type],
        ).fetchall()
        return Result(import_id, counters, {row[0]: Row(*row[1:]) for row in rows}, issues)

    def add(self, object_type: str, **values: Any) -> int:
        """A record that was there before; its id."""
        record_id = self.store.counter(self.cursor, "next_record_id")
        self.cursor.execute(
            "update store.counters set value = value + 1 where name = 'next_record_id'"
        )
        values = {"hs_object_id": record_id} | values
        names = ", ".join(quote_identifier(name) for name in values)
        marks = ", ".join("?" for _ in values)
        self.cursor.execute(
            f"insert into {quote_identifier('store', object_type)} ({names}) values ({marks})",
            list(values.values()),
        )
        return record_id

    def also_known_as(self, record_id: int, email: str) -> None:
        """Gives a contact a secondary email."""
        self.cursor.execute(
            "insert into store.identifiers values ('contacts', 'email', ?, ?)", [email, record_id]
        )

    def secondary_emails(self, record_id: int) -> list[str]:
        """The secondary emails of a contact."""
        rows = self.cursor.execute(
            "select value from store.identifiers where record_id = ? order by value", [record_id]
        ).fetchall()
        return [row[0] for row in rows]

    def unique_property(
        self, label: str = "Badge", kind: str = "text", object_type: str = "contacts"
    ) -> str:
        """A custom property whose values are unique; its internal name."""
        made = new_property(label, kind, unique=True)
        return create_property(self.cursor, object_type, made).name

    def records(self, object_type: str, *names: str) -> list[tuple[Any, ...]]:
        """Some properties of all records, in the order of their ids."""
        columns = ", ".join(quote_identifier(name) for name in names)
        table = quote_identifier("store", object_type)
        return self.cursor.execute(
            f"select {columns} from {table} order by hs_object_id"
        ).fetchall()

    def record(self, record_id: int, object_type: str = "contacts") -> dict[str, Any]:
        """All columns of one record."""
        return self.by_id(object_type)[record_id]

    def by_id(self, object_type: str) -> dict[int, dict[str, Any]]:
        """All columns of all records of one object."""
        found = self.cursor.execute(f"from {quote_identifier('store', object_type)}")
        names = [column[0] for column in found.description]
        records = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        return {record["hs_object_id"]: record for record in records}

    def changes(self, import_id: int) -> list[tuple[Any, ...]]:
        """The journal of one import: record, property, old, new, row of the file."""
        return self.cursor.execute(
            "select record_id, property, old_value, new_value, row_number "
            "from store.changes where import_id = ? order by all",
            [import_id],
        ).fetchall()

    def state(self, import_id: int) -> str:
        """The state of an import."""
        row = self.cursor.execute(
            "select state from store.imports where import_id = ?", [import_id]
        ).fetchone()
        return row[0] if row else "no such import"

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table of the store, but for the list of imports and the number of the
        next one, which a dropped draft has used up."""
        names = self.cursor.execute(
            "select table_name from duckdb_tables() where database_name = 'store'"
        ).fetchall()
        kept = {
            name: self.cursor.execute(
                f"from {quote_identifier('store', name)} order by all"
            ).fetchall()
            for (name,) in names
            if name not in _BOOKKEEPING
        }
        kept["counters"] = [row for row in kept["counters"] if row[0] != "next_import_id"]
        return kept


@contextmanager
def open_desk() -> Iterator[Desk]:
    """A desk over a new store. It is in memory where the machine can: an import writes to disk
    seventy times, which is what takes most of a test's time otherwise."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        desk = Desk(Path(folder) / "store.duckdb")
        try:
            yield desk
        finally:
            desk.close()
