"""Brings a store of an earlier version up to date: one SQL file a version, and what needs Python.

Called when a store is opened. The caller holds the transaction."""

from pathlib import Path

import duckdb

from core.store.associations import create_association_types


def migrate(cursor: duckdb.DuckDBPyConnection, version: int) -> None:
    """From ``version`` to the newest, one step after the other."""
    if version < 2:
        cursor.execute((Path(__file__).parent / "2.sql").read_text("utf-8"))
        create_association_types(cursor)
