"""What the user can change in a property that is there: texts, archived or not, unique or not.

Called by the property settings, inside ``changing``. What may change a dry run raises the version
of the store. Options are changed in ``property_options.py``."""

import json

import duckdb

from core.errors import StoreError
from core.recipe import Recipe, recipe_from_json
from core.store.counters import raise_version
from core.store.imports import OPEN, RUNNING
from core.store.properties import (
    CREATABLE_TYPES,
    UNIQUE_LIMIT,
    UNIQUE_TYPES,
    read_object_type,
    unique_count,
)
from core.store.stored_properties import StoredProperty, find_repeats, read_property
from core.vocabulary import ObjectType

LABEL_LENGTH = 100
DESCRIPTION_LENGTH = 1000


def why_not_edited(stored: StoredProperty) -> str | None:
    """Why a property's texts and options stay as they are, or None where they can change."""
    if stored.prop.read_only:
        return "Rowcall fills this property by itself."
    if stored.is_archived:
        return "It is archived."
    return None


def why_not_archived(kind: ObjectType, stored: StoredProperty) -> str | None:
    """Why a property cannot be archived, or None where nothing rests on it. A property that the
    user made always can be, except on an object that the user made and that needs it."""
    name, singular = stored.prop.name, kind.singular.lower()
    if stored.prop.read_only:
        return "Rowcall fills this property by itself."
    if name in kind.identifiers:
        return f"A {singular} is found by it."
    if any(name in group for group in kind.required):
        return f"A new {singular} may need it."
    if name in kind.primary_display:
        return f"A {singular} is named by it."
    return None


def change_texts(
    cursor: duckdb.DuckDBPyConnection, stored: StoredProperty, label: str, description: str
) -> None:
    """Another label and description. Raises StoreError for a property that stays as it is, an empty
    label, or one that another property has."""
    label, description = " ".join(label.split()), description.strip()
    problem = _text_problem(cursor, stored, label, description)
    if problem:
        raise StoreError("Property not saved", *problem)
    _update(cursor, stored, "label = ?, description = ?", [label, description])
    if label != stored.prop.label:
        raise_version(cursor)


def _text_problem(
    cursor: duckdb.DuckDBPyConnection, stored: StoredProperty, label: str, description: str
) -> tuple[str, str] | None:
    """What is wrong with the texts and what to do, or None."""
    if reason := why_not_edited(stored):
        return reason, "Choose another property."
    if not label:
        return "The label is empty.", "Type the name people will see."
    if len(label) > LABEL_LENGTH:
        return f"The label is longer than {LABEL_LENGTH} characters.", "Shorten it."
    if len(description) > DESCRIPTION_LENGTH:
        return f"The description is longer than {DESCRIPTION_LENGTH:,} characters.", "Shorten it."
    other = cursor.execute(
        "select name from store.properties "
        "where object_type = ? and name <> ? and lower(label) = lower(?)",
        [stored.object_type, stored.prop.name, label],
    ).fetchone()
    # Some default labels are there twice; what is so already may stay.
    if other and label.lower() != stored.prop.label.lower():
        return f"The property {other[0]} has this label already.", "Choose another label."
    return None


def archive_property(cursor: duckdb.DuckDBPyConnection, stored: StoredProperty) -> None:
    """Takes a property out of every list; its values stay in the records.

    Raises StoreError for a property that something rests on, an unfinished import included."""
    reason = why_not_archived(read_object_type(cursor, stored.object_type), stored)
    if reason:
        raise StoreError("Property not archived", reason, "Choose another property.")
    if imports := _unfinished_imports(cursor, stored):
        raise StoreError(
            "Property not archived",
            f"A column is mapped to it in what is not imported yet: {', '.join(imports)}.",
            "Map that column to another property, or finish or drop the import, first.",
        )
    _update(cursor, stored, "is_archived = true", [])
    raise_version(cursor)


def _unfinished_imports(cursor: duckdb.DuckDBPyConnection, stored: StoredProperty) -> list[str]:
    """The names of imports that could still run and have a column of this property."""
    rows = cursor.execute(
        "select name, recipe from store.imports where list_contains(?, state)",
        [[*OPEN, *RUNNING]],
    ).fetchall()
    return [name for name, recipe in rows if _maps(recipe_from_json(json.loads(recipe)), stored)]


def _maps(recipe: Recipe, stored: StoredProperty) -> bool:
    """Whether a recipe maps a column to the property, or finds records by it."""
    return any(
        column.property_name == stored.prop.name
        and stored.object_type == (column.to_object_type or column.object_type)
        for file in recipe.files
        for column in file.columns
    )


def restore_property(cursor: duckdb.DuckDBPyConnection, stored: StoredProperty) -> None:
    """Brings an archived property back with its values. Raises StoreError when it is unique and
    there are as many unique properties as an object can have."""
    if not stored.is_archived:
        return
    if stored.prop.unique and stored.is_custom:
        _check_limit(cursor, stored, "Property not restored")
    _update(cursor, stored, "is_archived = false", [])
    raise_version(cursor)


def can_be_unique(stored: StoredProperty) -> bool:
    """Whether the user decides if two records may share a value of this property."""
    return stored.is_custom and stored.prop.value_type in UNIQUE_TYPES


def require_unique(cursor: duckdb.DuckDBPyConnection, stored: StoredProperty) -> None:
    """From now on no two records may share a value. Raises StoreError when some do already, or when
    this kind of property cannot be unique, or too many are."""
    title = "Values not made unique"
    if not can_be_unique(stored):
        kinds = ", ".join(CREATABLE_TYPES[each][0].lower() for each in UNIQUE_TYPES)
        raise StoreError(
            title, f"{stored.prop.label} cannot be unique.", f"Custom properties can: {kinds}."
        )
    if stored.prop.unique:
        return
    _check_limit(cursor, stored, title)
    if repeats := find_repeats(cursor, stored):
        values = "1 value is" if repeats.values == 1 else f"{repeats.values:,} values are"
        raise StoreError(
            title,
            f"{values} in more than one record: {repeats.example!r} is in {repeats.records:,}.",
            "Give these records values of their own first, by hand or by an import.",
        )
    _update(cursor, stored, "is_unique = true", [])
    raise_version(cursor)


def allow_repeats(cursor: duckdb.DuckDBPyConnection, stored: StoredProperty) -> None:
    """From now on records may share a value. Raises StoreError for a default property."""
    if not stored.is_custom:
        raise StoreError(
            "Property not changed",
            f"{stored.prop.label} is a default property.",
            "Only your own can be changed so.",
        )
    _update(cursor, stored, "is_unique = false", [])
    raise_version(cursor)


def _check_limit(cursor: duckdb.DuckDBPyConnection, stored: StoredProperty, title: str) -> None:
    if unique_count(cursor, stored.object_type) >= UNIQUE_LIMIT:
        raise StoreError(
            title,
            f"There are {UNIQUE_LIMIT} unique properties already, and an object can have no more.",
            "Archive one of them, or let its values repeat.",
        )


def _update(
    cursor: duckdb.DuckDBPyConnection, stored: StoredProperty, changes: str, values: list[str]
) -> None:
    """Writes the changes. Raises StoreError when the property is gone."""
    read_property(cursor, stored.object_type, stored.prop.name)
    cursor.execute(
        f"update store.properties set {changes} where object_type = ? and name = ?",
        [*values, stored.object_type, stored.prop.name],
    )
