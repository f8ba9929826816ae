"""What a batch is called: by its files, or, where it has none worth a name, by who is in it. Called
whenever contacts come, change or go, so that the list of unfinished imports tells batches apart."""

from dataclasses import replace

import duckdb

from core.capture import SOURCES
from core.capture.sources import DEVICE
from core.sql import quote_identifier
from core.store import Store
from core.store.imports import read_import, save_recipe

# What contacts of the browser's picker say instead of a file.
PICKER = "Contact picker"


def batch_name(source: str, name: str = "") -> str:
    """The name of an import of a source, before there is a contact."""
    label = SOURCES[source].label
    return f"{label}: {name}" if name else label


def name_batch(store: Store, cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
    """Names the import anew for the contacts that it has now. Not inside a transaction on the work
    database, since the name is in the store. One that has no contact keeps its name."""
    recipe = read_import(cursor, import_id).recipe
    table = quote_identifier(store.attach_work(cursor, import_id), "captured")
    told = _files(cursor, table) if recipe.source == DEVICE else _people(cursor, table)
    name = batch_name(recipe.source, told)
    if told and name != recipe.name:
        save_recipe(cursor, import_id, replace(recipe, name=name))


def _files(cursor: duckdb.DuckDBPyConnection, table: str) -> str:
    """The name of the only file, how many there are, and the picker."""
    rows = cursor.execute(
        f"select distinct found_in from {table} where found_in is not null order by all"
    ).fetchall()
    files = [name for (name,) in rows if name != PICKER]
    told = [files[0] if len(files) == 1 else f"{len(files)} files"] if files else []
    return " and ".join([*told, *([PICKER.lower()] if (PICKER,) in rows else [])])


def _people(cursor: duckdb.DuckDBPyConnection, table: str) -> str:
    """The first contact, and how many more there are."""
    rows = cursor.execute(
        f"""
        select coalesce(
            nullif(trim(concat_ws(' ', firstname, lastname)), ''),
            email, company, mobilephone, phone, website, ''
          ),
          (select count(*) from {table}) - 1
        from {table}
        order by place
        limit 1
        """
    ).fetchall()
    if not rows:
        return ""
    ((name, more),) = rows
    return f"{name[:60]} and {more:,} more" if name and more else name[:60]
