"""What stops an import as a whole, before any row is looked at: objects that do not fit together or
whose columns could neither find nor make a record. Called by the upload and mapping pages, which
show it where it arises, and by plan.py, which refuses to go on."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from core.engine.defaults import creation_defaults
from core.engine.parts import Part
from core.errors import RecipeError
from core.recipe import Recipe
from core.recipe.model import ASSOCIATION_KEYS, ASSOCIATION_LABEL
from core.store.associations import AssociationType, association_between, list_association_types
from core.vocabulary import ObjectType

UPLOAD, COMMON, MAP = "upload", "common", "map"


@dataclass(frozen=True)
class Obstacle:
    """What was found at which step, and what to do; ``title`` in a few words. ``file`` counts from
    1; 0 where it is about no single file."""

    step: str
    title: str
    message: str
    hint: str
    file: int = 0


def check_obstacles(
    cursor: duckdb.DuckDBPyConnection, recipe: Recipe, parts: Sequence[Part]
) -> None:
    """Raises RecipeError for the first obstacle."""
    for obstacle in obstacles(recipe, parts, list_association_types(cursor)):
        raise RecipeError(obstacle.title, obstacle.message, obstacle.hint)


def obstacles(
    recipe: Recipe, parts: Sequence[Part], types: Sequence[AssociationType]
) -> list[Obstacle]:
    """All of them, in the order of the steps."""
    object_types = [part.object_type for part in parts]
    found = choice_obstacles(recipe, object_types, types) + _common_obstacles(recipe)
    for part in parts:
        found += _mapping_obstacles(part)
    for number, file in enumerate(recipe.files, start=1):
        for column in file.columns:
            if column.column_type == ASSOCIATION_LABEL and not column.ignored:
                found += _label_obstacles(recipe, number, column.header, column.object_type,
                                          column.to_object_type, types)  # fmt: skip
    return found


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
                    "Import them on their own.",
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
        column.column_type == ASSOCIATION_KEYS and column.object_type == object_type.name
        for column in recipe.file_of(object_type.name).columns
    )


def _listed(object_types: Sequence[ObjectType], names: Sequence[str]) -> str:
    return " or ".join(t.plural.lower() for t in object_types if t.name in names)


def _common_obstacles(recipe: Recipe) -> list[Obstacle]:
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


def _mapping_obstacles(part: Part) -> list[Obstacle]:
    plural = part.object_type.plural
    mapped = {column.prop.name for column in part.columns if column.index}
    if not mapped:
        return [
            Obstacle(
                MAP,
                "Nothing to import",
                f"No column is mapped to a property of {plural.lower()}.",
                "Map at least one column.",
                part.imported.file,
            )
        ]
    defaults = creation_defaults(part.object_type, part.import_name)
    missing = [
        group
        for group in part.object_type.required
        if not mapped & set(group) and not any(name in defaults for name in group)
    ]
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


def _identifiers(part: Part) -> str:
    labels = [_labels(part.object_type, (name,)) for name in part.object_type.identifiers]
    return f" or {' or '.join(labels)}" if labels else " or a property with unique values"


def _labels(object_type: ObjectType, names: Sequence[str]) -> str:
    found = [object_type.property(name) for name in names]
    return " or ".join(prop.label for prop in found if prop)


def _label_obstacles(
    recipe: Recipe,
    file: int,
    header: str,
    one: str,
    other: str | None,
    types: Sequence[AssociationType],
) -> list[Obstacle]:
    if other and association_between(types, one, other):
        return []
    found = f"between {one} and {other}" if other else "between which objects it is not said"
    return [
        Obstacle(
            MAP,
            "A label without its objects",
            f"The column {header!r} of file {file} is an association label, {found}.",
            "Choose the two objects whose association it describes.",
            file,
        )
    ]
