"""What an undo is about: an import, or one of its objects, with what is needed to read its journal.
Called by the files of the undo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from core.errors import StoreError
from core.property_types import ValueType, value_type
from core.sql import quote_identifier
from core.store import Store
from core.store.imports import FINISHED, Import, read_import
from core.store.stored_properties import list_properties

Cursor = duckdb.DuckDBPyConnection


@dataclass(frozen=True)
class UndoneObject:
    """One object of the import. ``kinds`` are the properties by internal name, archived ones too,
    and ``unique`` those whose values no two records share. ``outcome`` is the file that says which
    records the import named."""

    name: str
    kinds: dict[str, ValueType]
    unique: tuple[str, ...]
    outcome: Path

    @property
    def records(self) -> str:
        """The object's table in the store."""
        return quote_identifier("store", self.name)


@dataclass(frozen=True)
class Scope:
    """An import, or some objects of it. ``stamp`` is the moment of its commit, which it wrote into
    every record that it made or changed."""

    import_id: int
    stamp: datetime
    objects: tuple[UndoneObject, ...]

    @property
    def names(self) -> list[str]:
        """The objects' internal names."""
        return [each.name for each in self.objects]


def scope_of(
    store: Store, cursor: Cursor, import_id: int, object_types: Sequence[str] = ()
) -> Scope:
    """The whole import where no objects are named.

    Raises StoreError for an import that wrote nothing, or an object that it is not about."""
    done = read_import(cursor, import_id)
    names = list(object_types) or done.object_types
    if done.state not in FINISHED or done.finished_at is None:
        raise StoreError(
            "Nothing to undo",
            f"Import {import_id} has written nothing.",
            "Choose an import that is done.",
        )
    for name in names:
        if name not in done.object_types:
            raise StoreError(
                "Not an object of this import",
                f"Import {import_id} is not about {name}.",
                f"Use {' or '.join(done.object_types)}.",
            )
    return Scope(import_id, done.finished_at, tuple(_object(store, cursor, done, n) for n in names))


def _object(store: Store, cursor: Cursor, done: Import, name: str) -> UndoneObject:
    props = [stored.prop for stored in list_properties(cursor, name)]
    return UndoneObject(
        name,
        {prop.name: value_type(prop) for prop in props},
        tuple(prop.name for prop in props if prop.unique),
        store.outcome_file(done.import_id, name),
    )
