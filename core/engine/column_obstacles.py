"""What is wrong with a column that is to associate records, or to label their associations, before
any of its cells is looked at. Called by obstacles.py."""

from collections.abc import Sequence

from core.engine.obstacle import MAP, Obstacle
from core.recipe import ColumnMapping, Recipe
from core.recipe.model import ASSOCIATION_KEYS, ASSOCIATION_LABEL
from core.store.associations import AssociationType, association_between, labels_between


def column_obstacles(recipe: Recipe, types: Sequence[AssociationType]) -> list[Obstacle]:
    """Those of all files, at most one a column."""
    found = []
    for number, file in enumerate(recipe.files, start=1):
        for column in file.columns:
            if column.ignored:
                continue
            if column.column_type == ASSOCIATION_LABEL:
                obstacle = _of_label(recipe, number, column, types)
            elif column.column_type == ASSOCIATION_KEYS:
                obstacle = _of_keys(number, column, types)
            else:
                obstacle = None
            if obstacle:
                found.append(obstacle)
    return found


def _of_label(
    recipe: Recipe, file: int, column: ColumnMapping, types: Sequence[AssociationType]
) -> Obstacle | None:
    one, other = column.object_type, column.to_object_type
    if other and association_between(types, one, other):
        if _associates(recipe, one, other):
            return None
        found = f"but nothing in this import associates {one} with {other}"
    elif other:
        found = f"between {one} and {other}"
    else:
        found = "between which objects it is not said"
    return Obstacle(
        MAP,
        "A label without its objects",
        f"The column {column.header!r} of file {file} is an association label, {found}.",
        "Choose the two objects whose association it describes.",
        file,
    )


def _associates(recipe: Recipe, one: str, other: str) -> bool:
    """Whether the import associates records of the two: both are in it, or a column names them."""
    if one != other and {one, other} <= set(recipe.object_types):
        return True
    if recipe.associate_by_domain and {one, other} == {"contacts", "companies"}:
        return True
    return any(
        column.column_type == ASSOCIATION_KEYS
        and not column.ignored
        and {column.object_type, column.to_object_type} == {one, other}
        for file in recipe.files
        for column in file.columns
    )


def _of_keys(file: int, column: ColumnMapping, types: Sequence[AssociationType]) -> Obstacle | None:
    one, other = column.object_type, column.to_object_type
    whose = f"The column {column.header!r} of file {file}"
    if not other or not column.property_name:
        return Obstacle(
            MAP,
            "Associated with what",
            f"{whose} names the records to associate with, but of which object and by what is not "
            "said.",
            "Choose the object and what tells its records apart.",
            file,
        )
    if association_between(types, one, other) is None:
        return Obstacle(
            MAP,
            "Objects that do not fit together",
            f"{whose} is to associate {one} with {other}, which cannot be.",
            "Choose another object, or leave the column out.",
            file,
        )
    labels = labels_between(types, one, other)
    texts = [text for label in labels for text in label.names(one)]
    if column.label and column.label.lower() not in (text.lower() for text in texts):
        return Obstacle(
            MAP,
            "Unknown label",
            f"There is no label {column.label!r} between {one} and {other}, which the column "
            f"{column.header!r} of file {file} gives.",
            f"Use one of {', '.join(dict.fromkeys(texts))}, or create the label."
            if texts
            else "Create the label in the settings.",
            file,
        )
    return None
