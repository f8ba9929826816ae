"""A copy of a store's metadata blocks beside it (``rowcall.duckdb.meta``), from which they are
mended when a checkpoint was cut short.

DuckDB writes new metadata into the free parts of old metadata blocks, in place and 256 KB at a
time, before the header that counts is changed. A process that is killed within such a write leaves
a block that is half old and half new: its checksum is wrong, and the store does not open any more.
The blocks as they were before fit the header that still counts, and what was committed since is in
the write-ahead log. So there is a copy of them whenever a checkpoint begins."""

import hashlib
import os
import struct
import threading
from contextlib import closing, suppress
from pathlib import Path

import duckdb

from core.store.database_file import BLOCK_BYTES, HEADER_BYTES, DatabaseFile, is_whole

_MAGIC = b"rowcall metadata copy 1\n"
_DIGEST_BYTES = hashlib.sha256().digest_size
_NUMBER = struct.Struct("<q")


class MetadataCopy:
    """The copy of one store. ``headers`` are those that its blocks belong to; without a copy they
    are empty, and so they are where the copy itself was cut short."""

    def __init__(self, file: DatabaseFile) -> None:
        self._file = file
        self.path = copy_path(file.path)
        self._lock = threading.Lock()
        self.headers, self._blocks = _read(self.path)

    def keep(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Renews the copy where a checkpoint has outdated it. Quick where none has.

        A disk that has no room for it does not stop the work: the checkpoint goes without."""
        with self._lock, suppress(OSError):
            headers = self._file.headers()
            if headers != self.headers:
                self._renew(connection, headers)

    def _renew(self, connection: duckdb.DuckDBPyConnection, headers: bytes) -> None:
        with closing(connection.cursor()) as cursor:
            rows = cursor.execute("select block_id from pragma_metadata_info('store')").fetchall()
        blocks = {number: self._file.block(number) for (number,) in rows}
        # Another thread's checkpoint may have gone on meanwhile; the next call finds it at rest.
        if all(map(is_whole, blocks.values())) and self._file.headers() == headers:
            _write(self.path, headers, blocks)
            self.headers = headers

    def torn_blocks(self) -> dict[int, bytes]:
        """The blocks of the file that are torn, as they were. Empty where the copy is not of the
        header that counts. To be asked before DuckDB opens the file."""
        if not self.headers or self._file.headers() != self.headers:
            return {}
        return {
            number: content
            for number, content in self._blocks.items()
            if (found := self._file.block(number)) != content and not is_whole(found)
        }

    def why_no_help(self) -> str:
        """For the user: why a damaged store could not be mended from the copy."""
        if not self.path.exists():
            return f"There is no copy of its metadata ({self.path.name}) beside it."
        if not self.headers:
            return f"The copy of its metadata beside it ({self.path.name}) is not whole."
        if self._file.headers() != self.headers:
            return f"The copy of its metadata beside it ({self.path.name}) is of another state."
        return "The damage is not in its metadata, which there is a copy of."


def copy_path(store: Path) -> Path:
    """Where the copy of a store is."""
    return store.with_name(store.name + ".meta")


def _write(path: Path, headers: bytes, blocks: dict[int, bytes]) -> None:
    """In the place of an older copy, at once: a copy that is cut short never has this name."""
    pieces = [headers, *(_NUMBER.pack(number) + blocks[number] for number in sorted(blocks))]
    digest = hashlib.sha256(b"".join(pieces)).digest()
    made = path.with_name(path.name + ".new")
    with made.open("wb") as target:
        target.writelines([_MAGIC, digest, *pieces])
        target.flush()
        os.fsync(target.fileno())
    made.replace(path)


def _read(path: Path) -> tuple[bytes, dict[int, bytes]]:
    """Headers and blocks of a copy; nothing where there is none, or it is not whole."""
    content = b""
    with suppress(OSError):
        content = path.read_bytes()
    start = len(_MAGIC) + _DIGEST_BYTES
    body = content[start:]
    if content[:start] != _MAGIC + hashlib.sha256(body).digest():
        return b"", {}
    each = _NUMBER.size + BLOCK_BYTES
    places = range(HEADER_BYTES, len(body), each)
    blocks = {
        _NUMBER.unpack_from(body, place)[0]: body[place + _NUMBER.size : place + each]
        for place in places
    }
    return body[:HEADER_BYTES], blocks
