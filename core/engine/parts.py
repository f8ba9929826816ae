"""The parts of an import: one object with its columns in one file. Every step of the engine works
on a part; an import of one object in one file has a single one.

The tables a step makes are in a schema of the work database that is named after the object, so
that contacts and companies of one file do not meet: ``work_7.contacts.plan``."""

from dataclasses import dataclass

import duckdb

from core.engine.columns import MappedColumn, mapped_columns
from core.engine.convert import rows_of
from core.engine.defaults import creation_defaults
from core.engine.evidence import formats_of
from core.engine.identifiers import identifier_columns
from core.errors import RecipeError
from core.property_types import Formats, value_type
from core.recipe import ImportedObject, NewValue, Recipe
from core.sql import quote_identifier
from core.store import Store
from core.store.imports import Import
from core.store.properties import read_object_type
from core.vocabulary import ObjectType


@dataclass(frozen=True)
class Part:
    """One object of an import. ``catalog`` is the work database of its file, ``several`` says
    whether the file has rows of other objects, too."""

    imported: ImportedObject
    object_type: ObjectType
    columns: tuple[MappedColumn, ...]
    identifiers: tuple[MappedColumn, ...]
    formats: Formats
    catalog: str
    several: bool
    import_name: str
    new_values: tuple[NewValue, ...] = ()

    @property
    def name(self) -> str:
        """The object's internal name."""
        return self.object_type.name

    @property
    def work(self) -> str:
        """The quoted schema in which its tables are."""
        return quote_identifier(self.catalog, self.name)

    @property
    def source(self) -> str:
        """The rows of its file, as text."""
        return quote_identifier(self.catalog, "source")

    @property
    def rows(self) -> str:
        """The rows of its file as the fixes leave them."""
        return rows_of(self.catalog, self.columns)

    @property
    def defaults(self) -> dict[str, str]:
        """What a new record gets without a column of the file: property -> value as stored."""
        said = {new.property_name: new.value for new in self.new_values}
        return creation_defaults(self.object_type, self.import_name) | said

    @property
    def records(self) -> str:
        """The object's table in the store."""
        return quote_identifier("store", self.name)


def file_catalogs(store: Store, cursor: duckdb.DuckDBPyConnection, draft: Import) -> list[str]:
    """The work databases of a draft's files, attached."""
    return [
        store.attach_work(cursor, draft.import_id, number)
        for number in range(1, len(draft.recipe.files) + 1)
    ]


def parts_of(store: Store, cursor: duckdb.DuckDBPyConnection, draft: Import) -> list[Part]:
    """The parts of a draft whose files are staged, in the order of its objects.

    Raises RecipeError for a column that cannot become what the recipe says."""
    recipe, catalogs = draft.recipe, file_catalogs(store, cursor, draft)
    object_types = {name: read_object_type(cursor, name) for name in recipe.object_types}
    formats = [
        file_formats(cursor, catalog, recipe, number, list(object_types.values()))
        for number, catalog in enumerate(catalogs, start=1)
    ]
    parts = []
    for imported in recipe.objects:
        object_type = object_types[imported.object_type]
        columns = mapped_columns(recipe, object_type)
        several = len(recipe.objects_in(imported.file)) > 1
        parts.append(
            Part(
                imported,
                object_type,
                tuple(columns),
                tuple(identifier_columns(columns, imported, object_type, several=several)),
                formats[imported.file - 1],
                catalogs[imported.file - 1],
                several,
                recipe.name,
                _new_values(recipe, object_type),
            )
        )
    return parts


def _new_values(recipe: Recipe, object_type: ObjectType) -> tuple[NewValue, ...]:
    """What the recipe says of new records of one object. Raises RecipeError for a property that
    does not exist, and for a value that it does not have."""
    said = tuple(new for new in recipe.new_values if new.object_type == object_type.name)
    for new in said:
        prop = object_type.property(new.property_name)
        options = {option.value for option in prop.options} if prop else set()
        if prop is None or prop.read_only or value_type(prop).sql_type != "varchar":
            raise RecipeError(
                "No such value",
                f"New {object_type.plural.lower()} cannot be given {new.property_name!r}.",
                "Name a property that holds text or options.",
            )
        if options and new.value not in options:
            raise RecipeError(
                "No such value",
                f"{prop.label} has no option {new.value!r}.",
                f"It has {', '.join(sorted(options))}.",
            )
    return said


def file_formats(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    recipe: Recipe,
    file: int,
    object_types: list[ObjectType],
) -> Formats:
    """How values of a file are written: one answer for all its objects."""
    names = recipe.objects_in(file)
    columns = [
        column
        for object_type in object_types
        if object_type.name in names
        for column in mapped_columns(recipe, object_type)
    ]
    return formats_of(cursor, catalog, recipe, file, columns)
