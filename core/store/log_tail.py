"""The end of a write-ahead log: what a killed process had begun to write there and not finished.

DuckDB skips an unfinished transaction when it replays the log, but not all of it: rows that came
in whole row groups (more than 122,880 at once) stay, without the rest of their transaction. So the
tail is cut off before DuckDB sees the log. Called by ``mending.py``."""

import mmap
import struct
from pathlib import Path

from core.errors import StoreError

# The entry a log begins with, in the only version that is looked into.
_VERSION_2 = bytes.fromhex("64 00 62 65 00 02 ff ff")
# Size and checksum in front of every other entry, and the entry that ends a transaction.
_ENTRY = struct.Struct("<QQ")
_END_OF_TRANSACTION = bytes.fromhex("64 00 64 ff ff")
_WHOLE_END = bytes.fromhex("05 00 00 00 00 00 00 00 e7 fe 7d 72 2f ed 3d 5e 64 00 64 ff ff")


def finished_length(log: Path) -> int:
    """How many bytes of a log are finished transactions: all of them, in a log of a version that
    this does not know.

    Raises StoreError where finished transactions follow on what cannot be read. DuckDB would open
    the store without them and say nothing."""
    size = log.stat().st_size
    if size < len(_VERSION_2):
        return size
    with log.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content[: len(_VERSION_2)] != _VERSION_2:
            return size
        finished = _finished(content, size)
        if content.find(_WHOLE_END, finished) >= 0:
            raise StoreError(
                "The store is damaged",
                f"Its write-ahead log {log} is damaged in the middle, and changes that come after "
                "that would be lost. Nothing in it was changed.",
                "Put a backup of both files in their place, or move the log away to go on without "
                "the changes in it.",
            )
        return finished


def _finished(content: mmap.mmap, size: int) -> int:
    place = finished = len(_VERSION_2)
    while place + _ENTRY.size <= size:
        length = _ENTRY.unpack_from(content, place)[0]
        start, place = place + _ENTRY.size, place + _ENTRY.size + length
        if not length or place > size:
            break
        if content[start:place] == _END_OF_TRANSACTION:
            finished = place
    return finished
