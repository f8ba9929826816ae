"""Whether the cells of association columns say something: labels that exist, records that are in
the store or come with the import. Called by the mapping page, beside ``check.py``."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from core.engine.associations.keys import held_sql, key_sql
from core.engine.check import BadValue, ColumnCheck
from core.engine.columns import key_column
from core.engine.facts import remembered
from core.engine.fixes import fixed_rows
from core.engine.parts import Part
from core.property_types.base import trimmed
from core.recipe import RECORD_ID, ColumnMapping, ImportedFile, Recipe
from core.recipe.model import ASSOCIATION_KEYS, ASSOCIATION_LABEL
from core.sql import quote_identifier, quote_literal
from core.store.associations import AssociationType, labels_between, list_association_types
from core.store.properties import read_object_type

_LABEL, _KEY = "ASSOCIATION_LABEL_NOT_FOUND", "ASSOCIATION_RECORD_NOT_FOUND"
_VALUES = 100


@dataclass(frozen=True)
class AssociationColumn:
    """A column that names labels or records, and its values that name none. The records and labels
    it may name can change under it, so it is looked at again when the store does."""

    mapping: ColumnMapping
    check: ColumnCheck
    bad: list[BadValue]


@dataclass(frozen=True)
class _Piece(BadValue):
    """A piece of cells that names nothing; ``failed`` rows have any such piece."""

    failed: int


def association_columns(
    cursor: duckdb.DuckDBPyConnection,
    recipe: Recipe,
    file: int,
    parts: Sequence[Part],
    catalog: str,
    version: int,
) -> list[AssociationColumn]:
    """The association columns of a file, each with what is wrong. ``version`` is the state of the
    store."""
    types = list_association_types(cursor)
    found = []
    chosen = recipe.files[file - 1]
    for mapping in chosen.columns:
        if mapping.unmapped or mapping.ignored or mapping.to_object_type is None:
            continue
        if mapping.column_type == ASSOCIATION_LABEL:
            labels = labels_between(types, mapping.object_type, mapping.to_object_type)
            bad = _kept(
                cursor,
                catalog,
                recipe.files[file - 1],
                mapping,
                labels,
                _unknown_labels(mapping, labels),
                _LABEL,
            )
        elif mapping.column_type == ASSOCIATION_KEYS:
            query = _unknown_keys(cursor, mapping, parts)
            bad = _kept(
                cursor, catalog, recipe.files[file - 1], mapping, (version, query), query, _KEY
            )
        else:
            continue
        failed = bad[0].failed if bad else 0
        codes = {bad[0].code: failed} if bad else {}
        values = [BadValue(b.value, b.code, b.rows, b.first_row) for b in bad]
        found.append(AssociationColumn(mapping, ColumnCheck(mapping.column, failed, codes), values))
    return found


def _kept(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    file: ImportedFile,
    mapping: ColumnMapping,
    depends_on: object,
    condition: str,
    code: str,
) -> list[_Piece]:
    """The pieces of the cells that meet the condition, the most frequent first."""
    source = fixed_rows(quote_identifier(catalog, "source"), file)
    query = f"""
        with pieces as (
          select row_number, unnest(string_split(s.c{mapping.column}, ';')) as piece
          from {source} as s
          where s.c{mapping.column} is not null
        ),
        bad as (
          select row_number, piece
          from pieces
          where {trimmed("piece")} <> '' and {condition}
        )
        select any_value(piece), '{code}', count(distinct row_number) as n, min(row_number),
          (select count(distinct row_number) from bad)
        from bad
        group by lower({trimmed("piece")})
        order by n desc, 1
        limit {_VALUES}
    """
    return remembered(
        cursor,
        catalog,
        f"association {mapping.column}",
        (mapping, depends_on, file.fixes),
        lambda: [_Piece(*row) for row in cursor.execute(query).fetchall()],
        _Piece,
    )


def _unknown_labels(mapping: ColumnMapping, labels: Sequence[AssociationType]) -> str:
    names = [name.lower() for label in labels for name in label.names(mapping.object_type)]
    known = ", ".join(quote_literal(name) for name in names)
    return f"lower({trimmed('piece')}) not in ({known})" if known else "true"


def _unknown_keys(
    cursor: duckdb.DuckDBPyConnection, mapping: ColumnMapping, parts: Sequence[Part]
) -> str:
    """Pieces that no record of the store has, nor a row of the files of this import."""
    other = read_object_type(cursor, mapping.to_object_type or "")
    column = key_column(mapping, other)
    part = next(part for part in parts if part.name == mapping.object_type)
    known = [f"select key from ({held_sql(other.name, column)}) where key is not null"]
    for each in parts:
        own = next((c for c in each.columns if c.prop.name == column.prop.name), None)
        if each.name == other.name and own and column.prop.name != RECORD_ID:
            key = key_sql(column.prop, own.raw, each.formats)
            known.append(f"select {key} from {each.rows} as s where {own.raw} is not null")
    union = " union all ".join(known)
    return f"{key_sql(column.prop, 'piece', part.formats)} not in (select * from ({union}))"
