"""Which of the mapped columns find existing records, and in what order (specification, 2.4 and 6).

Called for each part of an import, and by the details page, which offers the choice."""

from collections.abc import Sequence

from core.engine.columns import MappedColumn
from core.errors import RecipeError
from core.recipe import RECORD_ID, ImportedObject
from core.vocabulary import ObjectType


def identifier_columns(
    columns: Sequence[MappedColumn],
    imported: ImportedObject,
    object_type: ObjectType,
    *,
    named: bool = False,
) -> list[MappedColumn]:
    """The mapped columns that find records, strongest first: Record ID, key, own identifier, then
    other properties whose values are unique. ``named``: last comes the name.

    Raises RecipeError when the key is not mapped or cannot find records."""
    if not object_type.can_update:
        return []
    key = imported.key
    names = [RECORD_ID, *([key] if key else []), *object_type.identifiers]
    names += [column.prop.name for column in columns if column.prop.unique]
    if named:
        names += named_by(object_type)
    by_name = {column.prop.name: column for column in columns}
    found = [by_name[name] for name in dict.fromkeys(names) if name in by_name]
    usable = {column.prop.name for column in key_candidates(columns, object_type)}
    if key and key not in usable:
        raise RecipeError(
            "Key property not usable",
            f"{key!r} cannot find records: it is not mapped, or its values are not unique.",
            f"Mapped identifiers: {', '.join(sorted(usable)) or 'none'}.",
        )
    return found


def key_candidates(columns: Sequence[MappedColumn], object_type: ObjectType) -> list[MappedColumn]:
    """The mapped columns that could find existing records: those with unique values, then the one
    the object is called by, whose values may occur more than once."""
    if not object_type.can_update:
        return []
    unique = [
        column
        for column in columns
        if column.is_record_id or column.prop.unique or column.prop.name in object_type.identifiers
    ]
    return unique + [c for c in columns if c not in unique and c.prop.name in named_by(object_type)]


def compared(column: MappedColumn, value: str) -> str:
    """SQL: the form in which a value of an identifier is compared. Names of records are the same
    whatever their letters' case; values that are unique are taken exactly."""
    by_name = column.prop.value_type == "text" and not column.prop.unique
    return f"lower({value})" if by_name else value


def named_by(object_type: ObjectType) -> tuple[str, ...]:
    """The property by whose value a record can be meant, where one property alone names it."""
    names = object_type.primary_display
    return names if len(names) == 1 and not object_type.activity else ()
