"""The mapped columns of a recipe, resolved against the object type. Every step of the engine
starts from these."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.errors import RecipeError
from core.property_types import ValueType, value_type
from core.property_types.record_id import RecordId
from core.property_types.stage import is_stage, stage_text
from core.recipe import RECORD_ID, ColumnMapping, ImportedFile, Recipe
from core.sql import quote_literal
from core.vocabulary import ObjectType, Property

LEGAL_BASIS = "hs_legal_basis"


@dataclass(frozen=True)
class MappedColumn:
    """One column that becomes a property. ``index`` is the column of the file, 0 for a constant
    that the recipe adds; ``raw`` is the SQL for the cell's text; ``value`` names the typed column.
    ``file`` is the recipe's file, whose fixes apply (None: there are none)."""

    index: int
    header: str
    prop: Property
    kind: ValueType
    raw: str
    dont_overwrite: bool = False
    file: ImportedFile | None = None

    @property
    def cell(self) -> str:
        """The SQL for the cell's text as people know it: ``raw`` may say more, for a stage."""
        return f"s.c{self.index}" if self.index else self.raw

    @property
    def value(self) -> str:
        """The column of ``typed`` that holds the value."""
        return f"v{self.index}"

    @property
    def is_record_id(self) -> bool:
        """Whether the column names the record itself instead of a property."""
        return self.prop.name == RECORD_ID


def mapped_columns(recipe: Recipe, object_type: ObjectType) -> list[MappedColumn]:
    """The columns to import, and the legal basis as a constant column where the recipe sets one.

    Raises RecipeError for a property that does not exist or cannot be written."""
    columns = []
    file = recipe.file_of(object_type.name)
    for mapping in recipe.columns_of(object_type.name):
        prop = object_type.property(mapping.property_name or "")
        _check_importable(mapping.header, mapping.property_name or "", prop, object_type)
        assert prop is not None
        kind = RecordId(object_type.name) if prop.name == RECORD_ID else value_type(prop)
        raw = f"s.c{mapping.column}"
        columns.append(
            MappedColumn(
                mapping.column, mapping.header, prop, kind, raw, mapping.dont_overwrite, file
            )
        )
    columns = [_with_pipeline(column, columns) for column in columns]
    basis = object_type.property(LEGAL_BASIS)
    if recipe.legal_basis and basis and not recipe.column_of(object_type.name, LEGAL_BASIS):
        constant = quote_literal(recipe.legal_basis)
        columns.append(
            MappedColumn(0, "Legal basis", basis, value_type(basis), constant, file=file)
        )
    return columns


def _with_pipeline(column: MappedColumn, columns: Sequence[MappedColumn]) -> MappedColumn:
    """A stage is read together with the row's own pipeline, where the file has it."""
    if not is_stage(column.prop):
        return column
    pipelines = {option.metadata.get("pipeline") for option in column.prop.options}
    for other in columns:
        if pipelines <= {option.value for option in other.prop.options}:
            return replace(column, raw=stage_text(other.prop, other.raw, column.raw))
    return column


def key_column(mapping: ColumnMapping, to: ObjectType) -> MappedColumn:
    """The column of the file whose cells say which record of ``to`` is meant: its property is one
    of ``to``. Raises RecipeError where that property cannot tell records apart."""
    prop = to.property(mapping.property_name or "")
    named = len(to.primary_display) == 1 and prop is not None and prop.name in to.primary_display
    usable = prop is not None and (
        prop.name == RECORD_ID or prop.unique or prop.name in to.identifiers or named
    )
    if prop is None or not usable:
        raise RecipeError(
            "No identifier",
            f"The column {mapping.header!r} is to find {to.plural.lower()} by "
            f"{mapping.property_name!r}, which does not tell them apart.",
            "Choose the Record ID, or a property with unique values.",
        )
    kind = RecordId(to.name) if prop.name == RECORD_ID else value_type(prop)
    return MappedColumn(mapping.column, mapping.header, prop, kind, f"s.c{mapping.column}")


def _check_importable(
    header: str, name: str, prop: Property | None, object_type: ObjectType
) -> None:
    where = f"The column {header!r} is mapped to {name!r}"
    if prop is None:
        raise RecipeError(
            "Unknown property",
            f"{where}, which {object_type.plural.lower()} do not have.",
            "Map the column to another property, or create this one.",
        )
    if prop.name == RECORD_ID and not object_type.can_update:
        raise RecipeError(
            "No Record ID here",
            f"{where}, but {object_type.plural.lower()} can only be created.",
            'Choose "Don\'t import column" for it.',
        )
    if prop.read_only and prop.name != RECORD_ID:
        raise RecipeError(
            "Read-only property",
            f"{where}, which cannot be set by an import.",
            "Map the column to another property, or leave it out.",
        )


def importable(object_type: ObjectType) -> list[Property]:
    """The properties a column can be mapped to, in order, without the Record ID."""
    return [prop for prop in object_type.properties if not prop.read_only]
