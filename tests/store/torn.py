"""A store in the middle of a checkpoint, exactly as a kill leaves it: the files of before, and in
them metadata blocks of which the first pages are those of after."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.store import Store
from core.store.database_file import BLOCK_BYTES, HEADER_BYTES
from tests.engine.importing import Desk

PAGE = 4096
STORE = "rowcall.duckdb"
TABLE = "email,firstname\nada@example.com,Ada\n"


def files_of(path: Path) -> dict[str, bytes]:
    """Every file beside a store that belongs to it, byte for byte."""
    return {found.name: found.read_bytes() for found in path.parent.glob(path.name + "*")}


def content_of(path: Path) -> dict[str, Any]:
    """All tables of a store. Opens it as everybody does."""
    desk = Desk(path)
    try:
        return desk.everything()
    finally:
        desk.close()


@dataclass(frozen=True)
class Checkpoint:
    """The files before a checkpoint, the store's file after it, and what is in the store."""

    before: dict[str, bytes]
    after: bytes
    content: dict[str, Any]

    def put(self, folder: Path, **changed: bytes | None) -> Path:
        """Lays out the files of before, with ``store``, ``log`` or ``copy`` changed or left out
        (None); the store's path is returned."""
        names = {"store": STORE, "log": STORE + ".wal", "copy": STORE + ".meta"}
        files: dict[str, bytes | None] = {**self.before}
        files |= {names[name]: content for name, content in changed.items()}
        for name, content in files.items():
            if content is not None:
                (folder / name).write_bytes(content)
        return folder / STORE

    def torn(self, pages: int) -> bytes:
        """The store's file when the process is killed after so many pages of each block that the
        checkpoint changes in place. The headers are still the old ones."""
        torn = bytearray(self.before[STORE])
        places = self.places()
        for place in places:
            end = place + pages * PAGE
            torn[place:end] = self.after[place:end]
        return bytes(torn)

    def places(self) -> list[int]:
        """Where the blocks begin that the checkpoint changes in place."""
        old = self.before[STORE]
        return [
            place
            for place in range(HEADER_BYTES, min(len(old), len(self.after)), BLOCK_BYTES)
            if old[place : place + BLOCK_BYTES] != self.after[place : place + BLOCK_BYTES]
        ]


def checkpoint(folder: Path) -> Checkpoint:
    """A store with an import in its file, and a change of it in its write-ahead log."""
    folder.mkdir()
    path = folder / STORE
    first = Desk(path)
    first.run(TABLE)
    first.close()
    store = Store(path)
    cursor = store.cursor()
    cursor.execute("update store.contacts set firstname = 'Grace'")
    cursor.execute("update store.counters set value = value + 1 where name = 'version'")
    cursor.close()
    before = files_of(path)
    store.close()
    after = path.read_bytes()
    content = content_of(path)
    shutil.rmtree(folder)
    return Checkpoint(before, after, content)
