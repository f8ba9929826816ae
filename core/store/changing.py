"""Changing settings while imports may be running. Called by the settings pages."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from core.errors import StoreError
from core.store.store import Store

# An import that writes holds the lock; most are done by then.
WAIT_SECONDS = 10.0


@contextmanager
def changing(store: Store, wait: float = WAIT_SECONDS) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor whose changes are written together at the end of the block, or not at all.

    Raises StoreError while an import writes: what it compared with must not change under it."""
    if not store.write_lock.acquire(timeout=wait):
        raise StoreError(
            "The store is busy", "An import is being written.", "Try again when it is done."
        )
    try:
        cursor = store.cursor()
        with store.transaction(cursor):
            yield cursor
    finally:
        store.write_lock.release()
