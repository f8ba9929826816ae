"""Opening the store and the work databases of open imports. The command line, the pages and the
tests make one ``Store`` a process; every run of any of them takes a cursor of its own."""

import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from core.errors import StoreError
from core.sql import quote_identifier, quote_literal
from core.store.associations import create_association_types
from core.store.database_file import DatabaseFile
from core.store.mending import Mending
from core.store.metadata_copy import MetadataCopy
from core.store.migrations import migrate
from core.store.properties import create_object_tables
from core.store.work_database import is_sound

SCHEMA_VERSION = 4


def default_path() -> Path:
    """``rowcall.duckdb`` in the folder named by ROWCALL_DATA, else in ``data/`` of this project."""
    folder = os.environ.get("ROWCALL_DATA")
    root = Path(folder) if folder else Path(__file__).parents[2] / "data"
    return root / "rowcall.duckdb"


class Store:
    """One open database file with its folder of import files.

    In SQL the store is the catalog ``store``. ``write_lock`` is held by the one job that commits.
    ``cards`` is where photos of cards wait while they are scanned.
    """

    def __init__(self, path: Path) -> None:
        """Opens the store, creating it where there is none.

        Raises StoreError when another process holds it, or it is not a store of this version."""
        self.path = path
        self.files = path.with_name(path.stem + ".files")
        self.cards = self.files / "cards"
        self.write_lock = threading.RLock()
        self._work_lock = threading.Lock()
        try:
            self.files.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                "The store cannot be made",
                f"{path.parent} is no folder, and cannot become one: {error.strerror}.",
                "Choose another path with --store.",
            ) from error
        self._file = DatabaseFile(path)
        self._copy = MetadataCopy(self._file)
        self._connection = duckdb.connect(":memory:", config=self._config())
        try:
            self._mend_and_attach()
            self._create_or_check()
        except StoreError:
            self._connection.close()
            self._file.close()
            raise
        self._copy.keep(self._connection)

    def _config(self) -> dict[str, str | bool | int | float | list[str]]:
        return {
            "temp_directory": str(self.files / "spill"),
            "memory_limit": os.environ.get("ROWCALL_MEMORY", "3GB"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
        }

    def _mend_and_attach(self) -> None:
        """What a killed process left torn is mended first; see ``mending.py``."""
        mending = Mending(self._file, self._copy)
        try:
            mending.mend()
            self._attach()
        except (StoreError, OSError) as error:
            mending.take_back()
            if isinstance(error, StoreError):
                raise
            raise StoreError(
                "The store cannot be mended",
                f"A process that used {self.path.name} was ended in the middle, and what it left "
                f"cannot be put right: {error.strerror}.",
                "Free some disk space, then open it again.",
            ) from error
        mending.done()

    def _attach(self) -> None:
        try:
            # The type is said because DuckDB would attach a CSV file as well, over nothing on disk.
            path = quote_literal(str(self.path))
            self._connection.execute(f"attach {path} as store (type duckdb)")
        except duckdb.Error as error:
            raise self._opening_failed(error) from error

    def _create_or_check(self) -> None:
        cursor = self._connection
        made = cursor.execute(
            "select count(*) from duckdb_tables() where database_name = 'store'"
        ).fetchall()
        if made == [(0,)]:
            with self.transaction(cursor):
                cursor.execute((Path(__file__).parent / "schema.sql").read_text("utf-8"))
                create_object_tables(cursor)
                create_association_types(cursor)
        try:
            version = self.counter(cursor, "schema_version")
        except duckdb.CatalogException as error:
            raise _not_a_store(self.path) from error
        if version < SCHEMA_VERSION:
            with self.transaction(cursor):
                migrate(cursor, version, self.files)
        elif version > SCHEMA_VERSION:
            raise _not_a_store(self.path)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of the caller's own; never share one between threads."""
        self._copy.keep(self._connection)
        return self._connection.cursor()

    @contextmanager
    def transaction(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """What changes many rows: the same as ``transaction`` below, and safe from a kill in the
        checkpoint that DuckDB makes of a large one."""
        with transaction(cursor):
            yield
            self._copy.keep(self._connection)

    def checkpoint(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Moves the write-ahead log into the file, safe from a kill. DuckDB does so by itself, too,
        when the log is large and at the end.

        Raises duckdb.Error where that cannot be now, and the log stays: it is as good."""
        self._copy.keep(self._connection)
        cursor.execute("checkpoint store")
        self._copy.keep(self._connection)

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

    def found_file(self, import_id: int) -> Path:
        """Where each row of an import of captured contacts was found; others have no such file."""
        return self.files / str(import_id) / "found.parquet"

    def attach_work(
        self,
        cursor: duckdb.DuckDBPyConnection,
        import_id: int,
        file: int = 1,
        *,
        to_stage: bool = False,
    ) -> str:
        """Attaches the work database of one file of an open import; its catalog name is returned.
        What concerns the whole import is in the one of the first file.

        One that a killed process left damaged is deleted, and the import has no file read any
        more. Raises StoreError then, except where the file is to be read anyway."""
        name = _work_name(import_id, file)
        path = self._work_path(import_id, file)
        with self._work_lock:
            if _is_attached(cursor, name):
                return name
            if not is_sound(path):
                self._forget_work(cursor, import_id)
                if not to_stage:
                    raise _not_read_any_more(import_id)
            quoted = quote_literal(str(path))
            cursor.execute(f"attach if not exists {quoted} as {quote_identifier(name)}")
        return name

    def _forget_work(self, cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
        cursor.execute("update store.imports set layouts = null where import_id = ?", [import_id])
        self.drop_work(cursor, import_id)

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
        with suppress(duckdb.Error):
            self.checkpoint(self._connection)
        self._connection.close()
        self._file.close()

    def _opening_failed(self, error: duckdb.Error) -> StoreError:
        said = str(error).lower()
        if re.search(r"\block\b", said) or "already attached" in said:
            return StoreError(
                "The store is in use",
                f"Another process has {self.path.name} open, and only one at a time can.",
                "Close the other Rowcall (or the database client), or use another --store.",
            )
        if "permission denied" in said:
            return StoreError(
                "The store may not be changed",
                f"{self.path} is read-only for this user.",
                "Change its permissions, or choose another path with --store.",
            )
        if self._is_database() and "version number" not in said:
            return StoreError(
                "The store is damaged",
                f"{self.path} cannot be read as it is. {self._copy.why_no_help()} "
                "Nothing in it was changed.",
                f"Put a backup in its place; the files that were imported are in {self.files}.",
            )
        return _not_a_store(self.path)

    def _is_database(self) -> bool:
        try:
            return self._file.headers()[8:12] == b"DUCK"
        except OSError:
            return False


def _work_name(import_id: int, file: int) -> str:
    return f"work_{import_id}" if file == 1 else f"work_{import_id}_{file}"


def _is_attached(cursor: duckdb.DuckDBPyConnection, name: str) -> bool:
    found = cursor.execute("select 1 from duckdb_databases() where database_name = ?", [name])
    return bool(found.fetchall())


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


def _not_read_any_more(import_id: int) -> StoreError:
    return StoreError(
        "The file must be read again",
        f"What was read of import {import_id} was damaged when a process was ended. "
        "The file itself is kept.",
        "Open the import again; it goes on from its file.",
    )


def _not_a_store(path: Path) -> StoreError:
    return StoreError(
        "Not a Rowcall store",
        f"{path} is a folder, not the file of a store."
        if path.is_dir()
        else f"{path} exists but is not a store that this version can open.",
        "Choose another path with --store, or move the file away.",
    )
