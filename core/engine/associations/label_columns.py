"""Which columns of a file hold association labels: those whose values are labels between two
objects of the import, or whose header says so. Called by proposal.py after automatic mapping."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import duckdb

from core.recipe import ColumnMapping, Recipe
from core.recipe.model import ASSOCIATION_LABEL
from core.store.associations import association_between, labels_between, list_association_types

_HEADERS = ("association label", "association type")


def label_columns(
    cursor: duckdb.DuckDBPyConnection,
    recipe: Recipe,
    file: int,
    columns: Sequence[ColumnMapping],
    samples: Sequence[Sequence[str | None]],
) -> tuple[ColumnMapping, ...]:
    """The columns, those of labels mapped to the pair of objects they are between. ``samples`` are
    rows of the file; only columns that automatic mapping left open are looked at."""
    types = list_association_types(cursor)
    here = recipe.objects_in(file)
    pairs = list(combinations(here, 2))
    pairs += [(one, other) for one in here for other in recipe.objects_in(3 - file)]
    pairs = [pair for pair in pairs if association_between(types, *pair)]
    known = {
        pair: {n.lower() for label in labels_between(types, *pair) for n in label.names(pair[0])}
        for pair in pairs
    }
    return tuple(
        _mapped(column, known, samples) if column.unmapped else column for column in columns
    )


def _mapped(
    column: ColumnMapping,
    known: dict[tuple[str, str], set[str]],
    samples: Sequence[Sequence[str | None]],
) -> ColumnMapping:
    pieces = {
        piece.strip().lower()
        for row in samples
        for piece in (row[column.column - 1] or "").split(";")
        if piece.strip()
    }
    fitting = [pair for pair, names in known.items() if pieces and pieces <= names]
    reason = "Its values are association labels"
    if not fitting and len(known) == 1 and column.header.strip().lower() in _HEADERS:
        fitting, reason = list(known), "Header says association label"
    if len(fitting) != 1:
        return column
    one, other = fitting[0]
    return replace(
        column,
        object_type=one,
        column_type=ASSOCIATION_LABEL,
        to_object_type=other,
        confidence=0.9,
        reason=reason,
    )
