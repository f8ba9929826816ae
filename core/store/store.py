"""Opening the store and the work databases of open imports. The command line, the pages and the
tests make one ``Store`` a process; every run of any of them takes a cursor of its own."""

import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from core.errors import StoreError
from core.sql import quote_identifier, quote_literal
from core.store.associations import create_association_types
from core.store.migrations import migrate
from core.store.properties import create_object_tables

SCHEMA_VERSION = 2


def default_path() -> Path:
    """``rowcall.duckdb`` in the folder named by ROWCALL_DATA, else in ``data/`` of this project."""
    folder = os.environ.get("ROWCALL_DATA")
    root = Path(folder) if folder else Path(__file__).parents[2] / "data"
    return root / "rowcall.duckdb"


class Store:
    """One open database file with its folder of import files.

    In SQL the store is the catalog ``store``. ``write_lock`` is held by the one job that commits.
    """

    def __init__(self, path: Path) -> None:
        """Opens the store, creating it where there is none.

        Raises StoreError when another process holds it, or it is not a store of this version."""
        self.path = path
        self.files = path.with_name(path.stem + ".files")
        self.write_lock = threading.RLock()
        try:
            self.files.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                "The store cannot be made",
                f"{path.parent} is no folder, and cannot become one: {error.strerror}.",
                "Choose another path with --store.",
            ) from error
        self._connection = duckdb.connect(":memory:", config=self._config())
        self._attach()
        self._create_or_check()

    def _config(self) -> dict[str, str | bool | int | float | list[str]]:
        return {
            "temp_directory": str(self.files / "spill"),
            "memory_limit": os.environ.get("ROWCALL_MEMORY", "3GB"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
        }

    def _attach(self) -> None:
        try:
            # The type is said because DuckDB would attach a CSV file as well, over nothing on disk.
            path = quote_literal(str(self.path))
            self._connection.execute(f"attach {path} as store (type duckdb)")
        except duckdb.Error as error:
            raise _opening_failed(self.path, error) from error

    def _create_or_check(self) -> None:
        cursor = self._connection
        made = cursor.execute(
            "select count(*) from duckdb_tables() where database_name = 'store'"
        ).fetchall()
        if made == [(0,)]:
            with transaction(cursor):
                cursor.execute((Path(__file__).parent / "schema.sql").read_text("utf-8"))
                create_object_tables(cursor)
                create_association_types(cursor)
        try:
            version = self.counter(cursor, "schema_version")
        except duckdb.CatalogException as error:
            raise _not_a_store(self.path) from error
        if version < SCHEMA_VERSION:
            with transaction(cursor):
                migrate(cursor, version, self.files)
        elif version > SCHEMA_VERSION:
            raise _not_a_store(self.path)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of the caller's own; never share one between threads."""
        return self._connection.cursor()

    def counter(self, cursor: duckdb.DuckDBPyConnection, name: str) -> int:
        """The value of one of ``store.counters``."""
        rows = cursor.execute("select value from store.counters where name = ?", [name]).fetchall()
        if not rows:
            raise StoreError("Damaged store", f"The counter {name} is missing from {self.path}.")
        return int(rows[0][0])

    def folder(self, import_id: int) -> Path:
        """The folder of one import's files, created where missing."""
        folder = self.files / str(import_id)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def outcome_file(self, import_id: int, object_type: str) -> Path:
        """What became of each row of an object in a finished import."""
        return self.folder(import_id) / f"outcome-{object_type}.parquet"

    def corrections_file(self, import_id: int, object_type: str) -> Path:
        """What became of rows that failed in an earlier import and came back with this one."""
        return self.folder(import_id) / f"corrections-{object_type}.parquet"

    def attach_work(self, cursor: duckdb.DuckDBPyConnection, import_id: int, file: int = 1) -> str:
        """Attaches the work database of one file of an open import; its catalog name is returned.
        What concerns the whole import is in the one of the first file."""
        name = _work_name(import_id, file)
        path = quote_literal(str(self._work_path(import_id, file)))
        cursor.execute(f"attach if not exists {path} as {quote_identifier(name)}")
        return name

    def _work_path(self, import_id: int, file: int) -> Path:
        suffix = "" if file == 1 else f"-{file}"
        return self.folder(import_id) / f"work{suffix}.duckdb"

    def has_work(self, import_id: int) -> bool:
        """Whether an import has a work database on disk."""
        return any((self.files / str(import_id)).glob("work*.duckdb"))

    def drop_work(self, cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
        """Detaches and deletes the work databases of an import."""
        for file in (1, 2):
            name = quote_identifier(_work_name(import_id, file))
            cursor.execute(f"detach database if exists {name}")
        for path in self.folder(import_id).glob("work*.duckdb*"):
            path.unlink()

    def drop_folder(self, cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
        """Deletes all files of an import."""
        self.drop_work(cursor, import_id)
        shutil.rmtree(self.folder(import_id))

    def close(self) -> None:
        """Closes the database file, so that another process can open it."""
        self._connection.close()


def _work_name(import_id: int, file: int) -> str:
    return f"work_{import_id}" if file == 1 else f"work_{import_id}_{file}"


@contextmanager
def transaction(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commits at the end of the block; rolls back when it raises."""
    cursor.execute("begin transaction")
    try:
        yield
    except BaseException:
        cursor.execute("rollback")
        raise
    cursor.execute("commit")


def _opening_failed(path: Path, error: duckdb.Error) -> StoreError:
    said = str(error).lower()
    if re.search(r"\block\b", said) or "already attached" in said:
        return StoreError(
            "The store is in use",
            f"Another process has {path.name} open, and only one at a time can.",
            "Close the other Rowcall (or the database client), or use another --store.",
        )
    return _not_a_store(path)


def _not_a_store(path: Path) -> StoreError:
    return StoreError(
        "Not a Rowcall store",
        f"{path} exists but is not a store that this version can open.",
        "Choose another path with --store, or move the file away.",
    )
