"""Files that contacts are captured from: kept as they came, then read into the batch, a piece at a
time. Called by the capture pages; reading runs as a job."""

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import duckdb

from core.capture import Contact, Told, capture_file, guess_kind, vcard_contacts
from core.engine.capturing.batch import insert_contacts
from core.engine.capturing.naming import name_batch
from core.engine.progress import Progress
from core.errors import Cancelled, FileError
from core.sql import quote_identifier
from core.store import Store

_CHUNK = 8 << 20
# Contacts between two looks at whether the user has cancelled.
_LOOK = 500


@dataclass(frozen=True)
class TakenFile:
    """One file of a batch. ``contacts`` is None until it was read; ``codes`` are the texts of the
    codes in a picture; ``error`` says why nothing could be read."""

    number: int
    name: str
    contacts: int | None
    codes: tuple[str, ...]
    warnings: tuple[str, ...]
    error: str | None


def take_file(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, name: str, content: BinaryIO
) -> None:
    """Copies a file to the folder of the batch; ``read_files`` reads it. Raises FileError when the
    disk is full."""
    table = _files_table(store, cursor, import_id)
    ((number,),) = cursor.execute(f"select count(*) + 1 from {table}").fetchall()
    path = _path(store, import_id, number, name)
    try:
        with path.open("wb") as target:
            shutil.copyfileobj(content, target, _CHUNK)
    except OSError as error:
        raise FileError(
            "The file could not be kept", f"{name}: {error.strerror}.", "Free some disk space."
        ) from error
    cursor.execute(f"insert into {table} (number, name) values (?, ?)", [number, name])


def read_files(
    store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int, progress: Progress
) -> None:
    """Reads the files that were not read yet. One that cannot be read says so and stops no other;
    a cancel leaves out the file that was being read."""
    table = _files_table(store, cursor, import_id)
    for file in taken_files(store, cursor, import_id):
        if file.contacts is not None:
            continue
        path = _path(store, import_id, file.number, file.name)
        update = f"update {table} set contacts = ?, codes = ?, warnings = ?, error = ? "
        try:
            with progress.phase("Reading contacts"):
                read = _read(store, cursor, import_id, path, file.name, progress)
        except Cancelled:
            # Else the next file that is added would bring this one back.
            canceled = [0, [], [], "Reading it was canceled.", file.number]
            cursor.execute(update + "where number = ?", canceled)
            raise
        cursor.execute(update + "where number = ?", [*read, file.number])
        if read[0]:
            name_batch(store, cursor, import_id)


def taken_files(store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int) -> list[TakenFile]:
    """The files of a batch in the order they came."""
    table = _files_table(store, cursor, import_id)
    rows = cursor.execute(
        f"select number, name, contacts, codes, warnings, error from {table} order by number"
    ).fetchall()
    return [
        TakenFile(number, name, contacts, tuple(codes or ()), tuple(warnings or ()), error)
        for number, name, contacts, codes, warnings, error in rows
    ]


def kept_files(store: Store, import_id: int) -> list[tuple[str, Path]]:
    """The files that a capture was read from, also after the import: name and place."""
    paths = sorted(store.folder(import_id).glob("captured-*"), key=lambda path: path.name)
    return [(path.name.partition(" ")[2], path) for path in paths if " " in path.name]


def _read(
    store: Store,
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    path: Path,
    name: str,
    progress: Progress,
) -> tuple[int, list[str], list[str], str | None]:
    """How many contacts a file gave, its codes, its warnings, and why it gave none."""
    tell, codes = Told(), list[str]()
    cursor.execute("begin transaction")
    try:
        if guess_kind(path) == "vcard":
            contacts: Iterable[Contact] = vcard_contacts(path, tell)
        else:
            captured = capture_file(path)
            contacts, codes = captured.contacts, captured.codes
            for sentence in captured.warnings:
                tell(sentence)
        added = insert_contacts(store, cursor, import_id, _watched(contacts, progress), name)
    except FileError as error:
        cursor.execute("rollback")
        return 0, [], [], _told(error, path, name)
    except BaseException:
        cursor.execute("rollback")
        raise
    cursor.execute("commit")
    return added, codes, tell.sentences(), None


def _told(error: FileError, path: Path, name: str) -> str:
    """What is wrong, of the file as the user calls it: its copy has another name."""
    said = f"{error.message} {error.hint}".strip()
    return said.replace(str(path), name).replace(path.name, name)


def _watched(contacts: Iterable[Contact], progress: Progress) -> Iterator[Contact]:
    for number, contact in enumerate(contacts):
        if number % _LOOK == 0:
            progress.check()
        yield contact


def _path(store: Store, import_id: int, number: int, name: str) -> Path:
    """The name stays readable, since it is all that tells of the file after the import."""
    safe = re.sub(r"[^\w.() -]", "_", name)[-80:].strip(". ") or "file"
    return store.folder(import_id) / f"captured-{number} {safe}"


def _files_table(store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int) -> str:
    table = quote_identifier(store.attach_work(cursor, import_id), "captured_files")
    cursor.execute(
        f"create table if not exists {table} (number bigint, name varchar, contacts bigint, "
        "codes varchar[], warnings varchar[], error varchar)"
    )
    return table
