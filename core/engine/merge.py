"""What a record holds after an import: old value, new value, and the rules of the property.

Called by plan.py (what would change), uniqueness.py and commit.py (what is written)."""

from collections.abc import Sequence

from core.engine.columns import MappedColumn
from core.sql import quote_identifier


def merged_value(column: MappedColumn, identifiers: Sequence[MappedColumn], plan: str = "p") -> str:
    """What the record ``r`` holds after row ``t`` of ``typed``, by the rules of the property.
    ``plan`` is the alias that has ``matched_by``.

    A contact found by one of its secondary emails keeps its primary one (specification, 6)."""
    new, old = f"t.{column.value}", f"r.{quote_identifier(column.prop.name)}"
    merged = column.kind.merged(new, old, column.prop)
    if column in identifiers:
        place = identifiers.index(column)
        merged = f"case when {plan}.matched_by = {place} then {old} else {merged} end"
    if column.dont_overwrite:
        merged = f"coalesce({old}, {merged})"
    return merged


def written_columns(columns: Sequence[MappedColumn]) -> list[MappedColumn]:
    """The mapped columns that write a property; a Record ID only finds its record."""
    return [column for column in columns if not column.is_record_id]
