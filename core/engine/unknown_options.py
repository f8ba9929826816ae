"""Options that a file names and a property does not have yet: made in the store, so that the next
file finds them, too. Called by the fixes of values on the review page."""

from collections.abc import Sequence

import duckdb

from core.engine.columns import MappedColumn
from core.property_types.options import option_keys
from core.store.property_options import (
    WantedOption,
    change_options,
    has_fixed_options,
    why_options_stay,
)
from core.store.stored_properties import read_property
from core.vocabulary import Property


def takes_options(
    cursor: duckdb.DuckDBPyConnection, object_type: str, column: MappedColumn
) -> bool:
    """Whether options can be added to the property of a column."""
    if not column.prop.options:
        return False
    stored = read_property(cursor, object_type, column.prop.name)
    return why_options_stay(stored) is None and not has_fixed_options(stored)


def missing_options(prop: Property, values: Sequence[str]) -> list[str]:
    """The labels that bad values of a property name and that it lacks, each once: of multiple
    checkboxes the pieces of a value, else the whole value."""
    known, missing = set(option_keys(prop)), dict[str, str]()
    for value in values:
        for piece in value.split(";") if prop.value_type == "checkbox" else [value]:
            label = " ".join(piece.split())
            if label and label.lower() not in known:
                missing.setdefault(label.lower(), label)
    return list(missing.values())


def create_options(
    cursor: duckdb.DuckDBPyConnection, object_type: str, name: str, values: Sequence[str]
) -> list[str]:
    """Adds what bad values name to the options of a property, at the end; the new labels are
    returned. Call it inside ``changing``. Raises StoreError for what can be no option."""
    stored = read_property(cursor, object_type, name)
    labels = missing_options(stored.prop, values)
    wanted = [WantedOption(option.value, option.label) for option in stored.prop.options]
    change_options(cursor, stored, [*wanted, *(WantedOption(None, label) for label in labels)])
    return labels
