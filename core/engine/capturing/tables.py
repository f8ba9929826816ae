"""Contacts of a device that came as a table (CSV of Google, Outlook, Apple): an import of a file as
any other, with columns to map; only what new contacts get is that of device contacts. Called by the
page of device contacts."""

from dataclasses import replace
from typing import BinaryIO

import duckdb

from core.capture.sources import DEVICE
from core.engine.capturing.batch import new_values
from core.engine.draft import open_draft
from core.recipe import Recipe
from core.sql import quote_identifier
from core.store import Store
from core.store.imports import OPEN


def open_table(
    store: Store, cursor: duckdb.DuckDBPyConnection, device: str, name: str, content: BinaryIO
) -> int:
    """A draft of importing the table; its import id is returned. Raises FileError when the disk is
    full."""
    recipe = replace(Recipe.of("contacts"), new_values=new_values(DEVICE, device))
    return open_draft(store, cursor, recipe, name, content)


def note_table(
    store: Store, cursor: duckdb.DuckDBPyConnection, batch: int, table: int, name: str
) -> None:
    """Remembers, with a batch, a table that was given together with its files."""
    noted = _noted(store, cursor, batch)
    cursor.execute(f"insert into {noted} values (?, ?)", [table, name])


def open_tables(
    store: Store, cursor: duckdb.DuckDBPyConnection, batch: int
) -> list[tuple[int, str]]:
    """The tables noted with a batch that still wait for their columns to be mapped: import id and
    file name, in the order they came. The id of a dropped draft may be another import's by now,
    which the name tells."""
    noted = _noted(store, cursor, batch)
    rows = cursor.execute(
        f"""
        select n.import_id, n.name
        from {noted} as n
        join store.imports as i
          on i.import_id = n.import_id and list_contains(i.file_names, n.name)
        where list_contains($open, i.state)
        order by n.import_id
        """,
        {"open": list(OPEN)},
    ).fetchall()
    return [(import_id, name) for import_id, name in rows]


def _noted(store: Store, cursor: duckdb.DuckDBPyConnection, batch: int) -> str:
    table = quote_identifier(store.attach_work(cursor, batch), "captured_tables")
    cursor.execute(f"create table if not exists {table} (import_id bigint, name varchar)")
    return table
