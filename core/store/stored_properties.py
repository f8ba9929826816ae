"""Properties as the settings show them: archived ones too, with how many records use them. Called
by the property settings and by ``property_changes.py``."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from core.errors import StoreError
from core.property_types import value_type
from core.sql import quote_identifier
from core.store.properties import CREATABLE_TYPES, PROPERTY_COLUMNS, property_of
from core.vocabulary import Property

# Kinds of value that only default properties have.
_OTHER_TYPES = {"owner": "Owner", "domain": "Domain"}


@dataclass(frozen=True)
class StoredProperty:
    """One property of an object type. ``is_custom``: the user made it."""

    object_type: str
    prop: Property
    is_custom: bool
    is_archived: bool

    @property
    def type_label(self) -> str:
        """What people call its type."""
        return type_label(self.prop)


@dataclass(frozen=True)
class Repeats:
    """Values that more than one record has: how many, and the most frequent with its records."""

    values: int
    example: str
    records: int


def type_label(prop: Property) -> str:
    """What people call a property's type: ``Dropdown select``."""
    if prop.value_type in CREATABLE_TYPES:
        return CREATABLE_TYPES[prop.value_type][0]
    return _OTHER_TYPES.get(prop.value_type, prop.value_type.capitalize())


def list_properties(cursor: duckdb.DuckDBPyConnection, object_type: str) -> list[StoredProperty]:
    """All properties of an object in their order, archived ones included."""
    rows = cursor.execute(
        f"select {PROPERTY_COLUMNS}, is_custom, is_archived "
        "from store.properties where object_type = ? order by position",
        [object_type],
    ).fetchall()
    return [StoredProperty(object_type, property_of(row), *row[-2:]) for row in rows]


def read_property(cursor: duckdb.DuckDBPyConnection, object_type: str, name: str) -> StoredProperty:
    """One property. Raises StoreError when the object has none of that internal name."""
    for stored in list_properties(cursor, object_type):
        if stored.prop.name == name:
            return stored
    raise StoreError(
        "Property not found",
        f"{object_type} have no property with the internal name {name!r}.",
        "Choose one from the list of properties.",
    )


def count_values(
    cursor: duckdb.DuckDBPyConnection, object_type: str, names: Sequence[str]
) -> dict[str, int]:
    """How many records have a value, by internal name. One pass over the columns asked for."""
    if not names:
        return {}
    counts = ", ".join(f"count({quote_identifier(name)})" for name in names)
    table = quote_identifier("store", object_type)
    row = cursor.execute(f"select {counts} from {table}").fetchone()
    assert row is not None
    return dict(zip(names, row, strict=True))


def count_options(cursor: duckdb.DuckDBPyConnection, stored: StoredProperty) -> dict[str, int]:
    """How many records have each option, by its value; those that nobody has are left out."""
    column = quote_identifier(stored.prop.name)
    table = quote_identifier("store", stored.object_type)
    value = f"cast({column} as varchar)"
    if stored.prop.value_type == "checkbox":
        value = f"unnest(string_split({column}, ';'))"
    rows = cursor.execute(
        f"select value, count(*) from (select {value} as value from {table} "
        f"where {column} is not null) group by value"
    ).fetchall()
    return dict(rows)


def find_repeats(cursor: duckdb.DuckDBPyConnection, stored: StoredProperty) -> Repeats | None:
    """The values that more than one record has, or None where every value is one record's."""
    column = quote_identifier(stored.prop.name)
    table = quote_identifier("store", stored.object_type)
    text = value_type(stored.prop).text("value")
    rows = cursor.execute(
        f"""
        select count(*) over (), {text}, records
        from (
          select {column} as value, count(*) as records
          from {table}
          where {column} is not null
          group by {column}
          having count(*) > 1
        )
        order by records desc, value
        limit 1
        """
    ).fetchall()
    return Repeats(*rows[0]) if rows else None
