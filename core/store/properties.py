"""Object types and their properties in the store: created from the vocabulary, read back, and
extended by the user. Called by the store, the mapping page and the engine."""

import json
import re
from typing import Any

import duckdb

from core.errors import StoreError
from core.property_types import value_type
from core.sql import quote_identifier
from core.vocabulary import ObjectType, Option, Property, load_object_types

# Columns every record has that no import may map: who made it and where it came from. Together
# with the journal they answer "where did this value come from".
SYSTEM_COLUMNS = {
    "hs_object_id": "bigint",
    "createdate": "timestamp",
    "hs_lastmodifieddate": "timestamp",
    "hs_object_source_label": "varchar",
    "hs_object_source_id": "bigint",
    "hs_object_source_row": "bigint",
}

# label, type, field_type of the kinds a user can create (HubSpot's names, specification 4.1).
CREATABLE_TYPES = {
    "text": ("Single-line text", "string", "text"),
    "textarea": ("Multi-line text", "string", "textarea"),
    "number": ("Number", "number", "number"),
    "currency": ("Currency", "number", "number"),
    "date": ("Date", "date", "date"),
    "datetime": ("Date and time", "datetime", "date"),
    "booleancheckbox": ("Single checkbox", "bool", "booleancheckbox"),
    "select": ("Dropdown select", "enumeration", "select"),
    "radio": ("Radio select", "enumeration", "radio"),
    "checkbox": ("Multiple checkboxes", "enumeration", "checkbox"),
    "phonenumber": ("Phone number", "string", "phonenumber"),
    "url": ("URL", "string", "text"),
    "email": ("Email", "string", "text"),
}
OPTION_TYPES = ("select", "radio", "checkbox")
# Kinds whose values may be required to differ, and how many such properties an object can have
# (HubSpot's limits; specification, 2.4).
UNIQUE_TYPES = ("text", "number", "phonenumber", "email")
UNIQUE_LIMIT = 10
NAME_LENGTH = 100

PROPERTY_COLUMNS = """name, label, group_name, type, field_type, value_type, options,
  is_unique, read_only, description"""
_INSERT = "insert into store.properties values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false)"


def create_object_tables(cursor: duckdb.DuckDBPyConnection) -> None:
    """Fills ``object_types`` and ``properties`` and makes each object type's table."""
    for position, object_type in enumerate(load_object_types().values()):
        insert_object_type(cursor, object_type, position)


def insert_object_type(
    cursor: duckdb.DuckDBPyConnection,
    object_type: ObjectType,
    position: int,
    own: frozenset[str] = frozenset(),
) -> None:
    """The rows and the table of one object type. ``own`` are the properties that the user made."""
    cursor.execute(
        "insert into store.object_types values (?, ?, ?, ?)",
        [object_type.name, json.dumps(_definition(object_type)), position, object_type.custom],
    )
    rows = [
        _property_row(object_type.name, prop, prop.name in own, place)
        for place, prop in enumerate(object_type.properties)
    ]
    cursor.executemany(_INSERT, rows)
    cursor.execute(_table_sql(object_type))


def _definition(object_type: ObjectType) -> dict[str, Any]:
    return {
        "object_type_id": object_type.object_type_id,
        "singular": object_type.singular,
        "plural": object_type.plural,
        "primary_display": object_type.primary_display,
        "required": object_type.required,
        "identifiers": object_type.identifiers,
        "activity": object_type.activity,
        "stands_alone": object_type.stands_alone,
        "can_update": object_type.can_update,
        "groups": object_type.groups,
    }


def _property_row(object_type: str, prop: Property, custom: bool, position: int) -> list[Any]:
    options = [{"value": o.value, "label": o.label, "metadata": o.metadata} for o in prop.options]
    return [
        object_type,
        prop.name,
        prop.label,
        prop.group,
        prop.type,
        prop.field_type,
        prop.value_type,
        json.dumps(options, ensure_ascii=False),
        prop.unique,
        prop.read_only,
        prop.description,
        custom,
        position,
    ]


def _table_sql(object_type: ObjectType) -> str:
    columns = dict(SYSTEM_COLUMNS)
    for prop in object_type.properties:
        columns.setdefault(prop.name, value_type(prop).sql_type)
    lines = ",\n  ".join(f"{quote_identifier(name)} {kind}" for name, kind in columns.items())
    return f"create table {quote_identifier('store', object_type.name)} (\n  {lines}\n)"


def read_object_type(cursor: duckdb.DuckDBPyConnection, name: str) -> ObjectType:
    """One object type with all its properties, custom ones included.

    Raises StoreError for a name that is not an object type."""
    row = cursor.execute(
        "select definition, is_custom from store.object_types where name = ?", [name]
    ).fetchone()
    if row is None:
        known = ", ".join(object_type_names(cursor))
        raise StoreError("Unknown object", f"There is no object {name!r}.", f"Use one of {known}.")
    definition = json.loads(row[0])
    return ObjectType(
        name=name,
        object_type_id=definition["object_type_id"],
        singular=definition["singular"],
        plural=definition["plural"],
        primary_display=tuple(definition["primary_display"]),
        required=tuple(tuple(group) for group in definition["required"]),
        identifiers=tuple(definition["identifiers"]),
        activity=definition["activity"],
        stands_alone=definition["stands_alone"],
        can_update=definition["can_update"],
        groups=definition["groups"],
        properties=_read_properties(cursor, name),
        custom=row[1],
    )


def object_type_names(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """All object types, in the order pages show them, but for archived ones."""
    rows = cursor.execute(
        """
        select name
        from store.object_types
        where definition ->> 'archived' is distinct from 'true'
        order by position
        """
    ).fetchall()
    return [row[0] for row in rows]


def _read_properties(cursor: duckdb.DuckDBPyConnection, object_type: str) -> tuple[Property, ...]:
    rows = cursor.execute(
        f"""
        select {PROPERTY_COLUMNS}
        from store.properties
        where object_type = ? and not is_archived
        order by position
        """,
        [object_type],
    ).fetchall()
    return tuple(property_of(row) for row in rows)


def property_of(row: tuple[Any, ...]) -> Property:
    """A property from a row of ``PROPERTY_COLUMNS``."""
    return Property(
        name=row[0],
        label=row[1],
        group=row[2],
        type=row[3],
        field_type=row[4],
        value_type=row[5],
        options=tuple(Option(**option) for option in json.loads(row[6])),
        unique=row[7],
        read_only=row[8],
        description=row[9],
    )


def internal_name(label: str) -> str:
    """The internal name proposed for a label: ``Shoe size (EU)`` -> ``shoe_size_eu``."""
    name = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")
    return f"p_{name}" if not name or name[0].isdigit() else name


def free_name(cursor: duckdb.DuckDBPyConnection, object_type: str, label: str) -> str:
    """The internal name proposed for a new property of an object: that of the label, with a number
    behind it where another property has it (labels in other scripts all give ``p_``)."""
    rows = cursor.execute(
        "select name from store.properties where object_type = ?", [object_type]
    ).fetchall()
    taken = {*(row[0] for row in rows), *SYSTEM_COLUMNS}
    first = internal_name(label)[:NAME_LENGTH]
    name, number = first, 2
    while name in taken:
        name, number = f"{first[:90].rstrip('_')}_{number}", number + 1
    return name


def new_property(
    label: str, kind: str, *, name: str = "", options: tuple[str, ...] = (), unique: bool = False
) -> Property:
    """A custom property of one of ``CREATABLE_TYPES``. ``options`` are labels, in order.

    Raises StoreError when the label, the name or the options cannot be used."""
    label = label.strip()
    name = name.strip() or internal_name(label)
    problem = _problem(label, kind, name, options) or _unique_problem(kind, unique)
    if problem:
        raise StoreError("Property not created", *problem)
    _, type_, field_type = CREATABLE_TYPES[kind]
    values = tuple(Option(option.strip(), option.strip()) for option in options)
    return Property(name, label, "custom", type_, field_type, kind, values, unique)


def _problem(label: str, kind: str, name: str, options: tuple[str, ...]) -> tuple[str, str] | None:
    """What is wrong with a new property and how to mend it, or None."""
    if not label:
        return "The label is empty.", "Type the name people will see."
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,99}", name):
        return (
            f"{name!r} cannot be an internal name.",
            "Use small letters, digits and underscores, a letter first, 100 at most.",
        )
    if name in SYSTEM_COLUMNS:
        return f"{name!r} is reserved.", "Choose another internal name."
    lowered = [option.strip().lower() for option in options]
    if kind in OPTION_TYPES and not any(lowered):
        return "A property of this type needs options.", "Type one option a line."
    if len(set(lowered)) != len(lowered) or any(";" in option for option in lowered):
        return "Two options are equal, or one holds a semicolon.", "Mend the list of options."
    return None


def _unique_problem(kind: str, unique: bool) -> tuple[str, str] | None:
    if unique and kind not in UNIQUE_TYPES:
        kinds = ", ".join(CREATABLE_TYPES[each][0].lower() for each in UNIQUE_TYPES)
        return (
            f"A property of the type {CREATABLE_TYPES[kind][0].lower()} cannot be unique.",
            f"These can: {kinds}.",
        )
    return None


def unique_count(cursor: duckdb.DuckDBPyConnection, object_type: str) -> int:
    """How many unique properties of the user's own an object has; archived ones do not count."""
    rows = cursor.execute(
        "select count(*) from store.properties "
        "where object_type = ? and is_unique and is_custom and not is_archived",
        [object_type],
    ).fetchall()
    return int(rows[0][0])


def create_property(
    cursor: duckdb.DuckDBPyConnection, object_type: str, prop: Property
) -> Property:
    """Adds a custom property and its column. Raises StoreError when the name or label is taken, or
    there are as many unique properties as an object can have."""
    taken = cursor.execute(
        """
        select label, name, is_archived
        from store.properties
        where object_type = ? and (name = ? or lower(label) = lower(?))
        order by is_archived
        """,
        [object_type, prop.name, prop.label],
    ).fetchone()
    if taken:
        archived = " and is archived" if taken[2] else ""
        raise StoreError(
            "Property not created",
            f"{taken[0]} ({taken[1]}) has that label or internal name already{archived}.",
            "Restore that property, or choose another name."
            if archived
            else "Map the column to that property, or choose another name.",
        )
    if prop.unique and unique_count(cursor, object_type) >= UNIQUE_LIMIT:
        raise StoreError(
            "Property not created",
            f"There are {UNIQUE_LIMIT} unique properties already, and an object can have no more.",
            "Make this one without unique values, or archive one of the others.",
        )
    table = quote_identifier("store", object_type)
    column = f"{quote_identifier(prop.name)} {value_type(prop).sql_type}"
    position = cursor.execute("select count(*) from store.properties").fetchone()
    cursor.execute(f"alter table {table} add column {column}")
    cursor.execute(_INSERT, _property_row(object_type, prop, True, position[0] if position else 0))
    return prop
