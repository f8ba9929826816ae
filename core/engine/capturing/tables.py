"""Contacts of a device that came as a table (CSV of Google, Outlook, Apple): an import of a file as
any other, with columns to map; only what new contacts get is that of device contacts."""

from dataclasses import replace
from typing import BinaryIO

import duckdb

from core.capture.sources import DEVICE
from core.engine.capturing.batch import new_values
from core.engine.draft import open_draft
from core.recipe import Recipe
from core.store import Store


def open_table(
    store: Store, cursor: duckdb.DuckDBPyConnection, device: str, name: str, content: BinaryIO
) -> int:
    """A draft of importing the table; its import id is returned. Raises FileError when the disk is
    full."""
    recipe = replace(Recipe.of("contacts"), new_values=new_values(DEVICE, device))
    return open_draft(store, cursor, recipe, name, content)
