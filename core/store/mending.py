"""Puts right what a killed process left half written in a store's files, before DuckDB opens them:
metadata blocks (``metadata_copy.py``) and the end of the write-ahead log (``log_tail.py``).

Called when a store is opened. Where DuckDB does not open it all the same, the damage is another
one, and everything is put back as it was found."""

import os
import shutil
from contextlib import suppress

from core.store.database_file import DatabaseFile
from core.store.log_tail import finished_length
from core.store.metadata_copy import MetadataCopy


class Mending:
    """What was changed in the files of one store, until it is known that this helped."""

    def __init__(self, file: DatabaseFile, copy: MetadataCopy) -> None:
        self._file, self._copy = file, copy
        self._found: dict[int, bytes] = {}
        self._log = file.path.with_name(file.path.name + ".wal")
        self._tail = file.path.with_name(file.path.name + ".wal.tail")
        self._cut = False

    def mend(self) -> None:
        """Mends what is torn. Nothing is done while another process has the store open.

        Raises OSError where the disk has no room for what is set aside, StoreError for a log that
        is damaged and not just cut short."""
        if not self._file.lock():
            return
        blocks = self._copy.torn_blocks()
        self._found = {number: self._file.block(number) for number in blocks}
        if blocks:
            self._file.write_blocks(blocks)
        if self._log.exists():
            self._cut_log(finished_length(self._log))

    def _cut_log(self, length: int) -> None:
        with self._log.open("r+b") as log:
            log.seek(length)
            if not log.peek(1):
                return
            with self._tail.open("wb") as tail:
                shutil.copyfileobj(log, tail)
            self._cut = True
            log.truncate(length)
            os.fsync(log.fileno())

    def take_back(self) -> None:
        """Leaves the files byte for byte as they were found."""
        if self._found:
            self._file.write_blocks(self._found)
        if self._cut:
            with self._log.open("ab") as log, self._tail.open("rb") as tail:
                shutil.copyfileobj(tail, log)
            self._tail.unlink()

    def done(self) -> None:
        """Drops what was set aside: the store is open."""
        with suppress(OSError):
            self._tail.unlink(missing_ok=True)
