"""Kills a process that does hardly anything but checkpoints, at random moments, again and again
over the same store. Each time the store must open, with all that was committed."""

import multiprocessing
import random
import time
from contextlib import closing
from ctypes import c_int64
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from core.store import Store
from core.store.counters import raise_version
from core.store.database_file import DatabaseFile
from core.store.log_tail import finished_length
from core.store.metadata_copy import MetadataCopy

# Forked from a process that has imported the store: a new one in 20 ms instead of a second.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["core.store"])
# How checkpoints come about: the store's own, DuckDB's at a commit, DuckDB's at the end.
WAYS = ("asked for", "at a commit", "on closing")
ROWS = 300


@dataclass
class Ended:
    """What was found after the kills: how often metadata was torn, and the end of the log."""

    kills: int = 0
    torn: int = 0
    cut: int = 0


def kill_checkpoints(path: Path, way: str, kills: int, chance: random.Random) -> Ended:
    """Kills that many processes. Raises AssertionError when something that was committed is gone,
    StoreError when the store does not open."""
    ended, (first, _) = Ended(), _found(path)
    for _ in range(kills):
        committed = _CONTEXT.Value(c_int64, 0)
        process = _CONTEXT.Process(target=_checkpoints, args=(path, way, committed))
        process.start()
        while not committed.value and process.is_alive():
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.1))
        assert process.is_alive()
        process.kill()
        process.join()
        ended.kills += 1
        ended.torn += _is_torn(path)
        ended.cut += _is_cut(path)
        version, rows = _found(path)
        # The last one may have been committed, and not been told any more.
        assert version - committed.value in (0, 1)
        assert rows == (version - first) * ROWS
    return ended


def _checkpoints(path: Path, way: str, committed: "Synchronized[int]") -> None:
    while True:
        store = Store(path)
        cursor = store.cursor()
        if way == "at a commit":
            cursor.execute("set checkpoint_threshold = '1KB'")
        for _ in range(1 if way == "on closing" else 1_000_000):
            with store.transaction(cursor):
                raise_version(cursor)
                rows = f"select 1, i from range({ROWS}) as r(i)"
                cursor.execute(f"insert into store.list_members {rows}")
            committed.value = store.counter(cursor, "version")
            if way == "asked for":
                store.checkpoint(cursor)
        cursor.close()
        store.close()


def _is_torn(path: Path) -> bool:
    with closing(DatabaseFile(path)) as file:
        return bool(MetadataCopy(file).torn_blocks())


def _is_cut(path: Path) -> bool:
    log = path.with_name(path.name + ".wal")
    return log.exists() and finished_length(log) < log.stat().st_size


def _found(path: Path) -> tuple[int, int]:
    """How many transactions there were, and how many rows."""
    with closing(Store(path)) as store, closing(store.cursor()) as cursor:
        rows = cursor.execute("select count(*) from store.list_members").fetchall()
        return store.counter(cursor, "version"), rows[0][0]
