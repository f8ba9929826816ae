"""The bytes of a store's file, beside DuckDB: its headers, and its blocks with their checksums.

Called by ``metadata_copy.py`` and ``mending.py``. This is the layout of the pinned DuckDB; a test
holds it against files that DuckDB has written."""

import fcntl
import os
from pathlib import Path

import numpy as np

# Three headers of a page each: what the file is, and two of which the one with the higher number
# counts. A checkpoint writes its blocks first, and then the header that does not count yet.
HEADER_BYTES = 3 * 4096
BLOCK_BYTES = 262_144
_CHECKSUM_START = 5381
_CHECKSUM_FACTOR = np.uint64(0xBF58476D1CE4E5B9)


def is_whole(block: bytes) -> bool:
    """Whether a block is all there, as its checksum (the first eight bytes) says."""
    if len(block) != BLOCK_BYTES:
        return False
    words = np.frombuffer(block, dtype="<u8")
    computed = int(np.bitwise_xor.reduce(words[1:] * _CHECKSUM_FACTOR)) ^ _CHECKSUM_START
    return computed == int(words[0])


class DatabaseFile:
    """A store's file through one descriptor, which is opened once and closed after DuckDB's: on
    closing any descriptor of a file, a process loses its locks on it, DuckDB's as well."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def _opened(self) -> int:
        if self._descriptor is None:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
        return self._descriptor

    def lock(self) -> bool:
        """Whether this process alone may change the file from now on. It is the lock that DuckDB
        takes, which lets it pass then. False also where there is no file, or none to write to."""
        try:
            fcntl.lockf(self._opened(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def headers(self) -> bytes:
        """The headers as they are now; shorter than ``HEADER_BYTES`` in a file that is no store."""
        return os.pread(self._opened(), HEADER_BYTES, 0)

    def block(self, number: int) -> bytes:
        """A block as it is now; shorter than ``BLOCK_BYTES`` where the file has no such block."""
        return os.pread(self._opened(), BLOCK_BYTES, HEADER_BYTES + number * BLOCK_BYTES)

    def write_blocks(self, blocks: dict[int, bytes]) -> None:
        """Writes blocks in their places, and waits until they are on the disk."""
        for number, content in blocks.items():
            os.pwrite(self._opened(), content, HEADER_BYTES + number * BLOCK_BYTES)
        os.fsync(self._opened())

    def close(self) -> None:
        """After DuckDB has closed the file."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
