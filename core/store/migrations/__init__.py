"""Brings a store of an earlier version up to date: one SQL file a version, and what needs Python.

Called when a store is opened. The caller holds the transaction."""

from pathlib import Path

import duckdb

from core.store.associations import create_association_types


def migrate(cursor: duckdb.DuckDBPyConnection, version: int, files: Path) -> None:
    """From ``version`` to the newest, one step after the other. ``files`` is the folder of the
    imports' files."""
    if version < 2:
        _run(cursor, "2.sql")
        create_association_types(cursor)
        _rename_outcomes(cursor, files)
    if version < 3:
        _run(cursor, "3.sql")
    if version < 4:
        _run(cursor, "4.sql")


def _run(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    cursor.execute((Path(__file__).parent / name).read_text("utf-8"))


def _rename_outcomes(cursor: duckdb.DuckDBPyConnection, files: Path) -> None:
    """What became of the rows is kept per object since version 2."""
    imports = cursor.execute("select import_id, object_types[1] from store.imports").fetchall()
    for import_id, object_type in imports:
        old = files / str(import_id) / "outcome.parquet"
        if old.exists():
            old.rename(old.with_name(f"outcome-{object_type}.parquet"))
