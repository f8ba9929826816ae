"""What stops an import as a whole, before any row is looked at: objects that do not fit together or
whose columns could neither find nor make a record. Called by the upload and mapping pages, which
show it where it arises, and by plan.py, which refuses to go on."""

from collections.abc import Sequence

import duckdb

from core.engine.column_obstacles import column_obstacles
from core.engine.columns import key_column
from core.engine.obstacle import COMMON, MAP, UPLOAD, Obstacle
from core.engine.parts import Part
from core.errors import RecipeError
from core.recipe import Recipe
from core.recipe.model import ASSOCIATION_KEYS
from core.store.associations import AssociationType, association_between, list_association_types
from core.store.properties import read_object_type
from core.vocabulary import ObjectType

__all__ = [
    "COMMON",
    "MAP",
    "UPLOAD",
    "Obstacle",
    "check_obstacles",
    "choice_obstacles",
    "obstacles",
]


def check_obstacles(
    cursor: duckdb.DuckDBPyConnection, recipe: Recipe, parts: Sequence[Part]
) -> None:
    """Raises RecipeError for the first obstacle, or for a column that is to find records by what
    does not tell them apart."""
    for obstacle in obstacles(recipe, parts, list_association_types(cursor)):
        raise RecipeError(obstacle.title, obstacle.message, obstacle.hint)
    for file in recipe.files:
        for column in file.columns:
            if column.column_type == ASSOCIATION_KEYS and not column.ignored:
                key_column(column, read_object_type(cursor, column.to_object_type or ""))


def obstacles(
    recipe: Recipe, parts: Sequence[Part], types: Sequence[AssociationType]
) -> list[Obstacle]:
    """All of them, in the order of the steps."""
    object_types = [part.object_type for part in parts]
    found = _file_obstacles(recipe) + choice_obstacles(recipe, object_types, types)
    found += _common_obstacles(recipe)
    for part in parts:
        found += mapping_obstacles(part)
    return found + column_obstacles(recipe, types)


def _file_obstacles(recipe: Recipe) -> list[Obstacle]:
    return [
        Obstacle(
            UPLOAD,
            "A file without an object",
            f"No object is in file {number}.",
            "Choose an object for each file, or leave the file out.",
            number,
        )
        for number in range(1, len(recipe.files) + 1)
        if not recipe.objects_in(number)
    ]


def choice_obstacles(
    recipe: Recipe, object_types: Sequence[ObjectType], types: Sequence[AssociationType]
) -> list[Obstacle]:
    """Objects that cannot be imported like this: alone, or together."""
    names = [object_type.name for object_type in object_types]
    found = []
    for object_type in object_types:
        others = [name for name in names if name != object_type.name]
        partners = [n for n in others if association_between(types, object_type.name, n)]
        if others and not partners:
            found.append(
                Obstacle(
                    UPLOAD,
                    "Objects that do not fit together",
                    f"{object_type.plural} cannot be associated with "
                    f"{_listed(object_types, others)}.",
                    "Import them on their own."
                    if object_type.stands_alone
                    else "Choose the object they belong to, too.",
                )
            )
        elif not object_type.stands_alone and not partners and not _has_keys(recipe, object_type):
            found.append(
                Obstacle(
                    UPLOAD,
                    "Not on their own",
                    f"{object_type.plural} belong to a record, so a file of them alone cannot be "
                    "imported.",
                    "Choose the object they belong to, too. Calls and tasks are the activities "
                    "that can be alone.",
                )
            )
    return found


def _has_keys(recipe: Recipe, object_type: ObjectType) -> bool:
    return any(
        column.column_type == ASSOCIATION_KEYS
        and column.object_type == object_type.name
        and not column.ignored
        for column in recipe.file_of(object_type.name).columns
    )


def _listed(object_types: Sequence[ObjectType], names: Sequence[str]) -> str:
    return " or ".join(t.plural.lower() for t in object_types if t.name in names)


def _common_obstacles(recipe: Recipe) -> list[Obstacle]:
    if len(recipe.files) == 1 and recipe.common:
        message = "A common column ties two files together, but there is only one file."
        return [Obstacle(COMMON, "No second file", message, "Add the other file, or leave it out.")]
    if len(recipe.files) == 1:
        return []
    hint = "Choose a column that both files have."
    if recipe.common is None:
        message = "It is not said which column ties the two files together."
        return [Obstacle(COMMON, "No common column", message, hint)]
    found = []
    for number, (file, header) in enumerate(
        zip(recipe.files, recipe.common.headers, strict=True), start=1
    ):
        headers = [column.header for column in file.columns]
        if header not in headers:
            message = f"File {number} has no column {header!r}. Its columns: {', '.join(headers)}."
            found.append(Obstacle(COMMON, "The common column is missing", message, hint))
    return found


def mapping_obstacles(part: Part) -> list[Obstacle]:
    """Why the mapped columns of one object can neither find nor make a record."""
    plural = part.object_type.plural
    if not any(column.index for column in part.columns):
        return [
            Obstacle(
                MAP,
                "Nothing to import",
                f"No column is mapped to a property of {plural.lower()}.",
                "Map at least one column.",
                part.imported.file,
            )
        ]
    missing = _missing(part)
    creates = part.imported.mode != "UPDATE" and not missing
    updates = part.imported.mode != "CREATE" and bool(part.identifiers)
    if creates or updates:
        return []
    if part.imported.mode == "UPDATE":
        return [
            Obstacle(
                MAP,
                "Nothing finds the records",
                f"This import only updates {plural.lower()}, but no column says which record a "
                "row means.",
                f"Map the Record ID{_identifiers(part)}.",
                part.imported.file,
            )
        ]
    wanted = ", ".join(_labels(part.object_type, group) for group in missing)
    return [
        Obstacle(
            MAP,
            "A required property is missing",
            f"New {plural.lower()} need {wanted}, which no column is mapped to.",
            f"Map it{'' if part.imported.mode == 'CREATE' else ', or an identifier to update'}.",
            part.imported.file,
        )
    ]


def _missing(part: Part) -> list[tuple[str, ...]]:
    """The properties that a new record needs and does not get: of each group one would do."""
    given = {column.prop.name for column in part.columns if column.index} | set(part.defaults)
    return [group for group in part.object_type.required if not given & set(group)]


def _identifiers(part: Part) -> str:
    labels = [_labels(part.object_type, (name,)) for name in part.object_type.identifiers]
    return f" or {' or '.join(labels)}" if labels else " or a property with unique values"


def _labels(object_type: ObjectType, names: Sequence[str]) -> str:
    found = [object_type.property(name) for name in names]
    return " or ".join(prop.label for prop in found if prop)
