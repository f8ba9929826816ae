"""Pairs by a value: a column that names a record of another object (its Record ID, email, domain
or other identifier), and the common column of two files. Called by associate.py."""

from core.engine.associations.pairs import Pairs, label_ends
from core.engine.columns import MappedColumn, key_column
from core.engine.match import index_sql
from core.engine.parts import Part
from core.property_types import Formats, ValueType, value_type
from core.property_types.base import trimmed
from core.property_types.record_id import RecordId
from core.property_types.text import Text
from core.recipe import RECORD_ID, ColumnMapping, Recipe
from core.sql import quote_identifier
from core.store.properties import read_object_type
from core.vocabulary import ObjectType, Property

_NO_RECORD = "ASSOCIATION_RECORD_NOT_FOUND"
_NO_RECORD_ID = "UNKNOWN_ASSOCIATION_RECORD_ID"
_NO_PARTNER = "NO_OBJECT_ID_FROM_ASSOCIATION_IDENTIFIER"
_ITSELF = "ASSOCIATED_WITH_ITSELF"
_SEVERAL = "AMBIGUOUS_ASSOCIATION_RECORD"
_SEVERAL_IN_FILE = "DUPLICATE_ASSOCIATION_ID"


def associate_by_keys(pairs: Pairs, part: Part, mapping: ColumnMapping) -> None:
    """Each row with the records its cell names, several of them parted by semicolons. They may be
    in the store or come with the same import."""
    other = read_object_type(pairs.cursor, mapping.to_object_type or "")
    column = key_column(mapping, other)
    rows = (
        "select n.row_number, n.record_id,\n"
        f"  unnest(string_split(cast(s.c{column.index} as varchar), ';')) as raw\n"
        f"from {part.work}.named as n\n"
        f"join {part.rows} as s on s.row_number = n.row_number\n"
        f"where s.c{column.index} is not null"
    )
    holders = [held_sql(other.name, column)]
    in_import = pairs.part(other.name)
    own = _mapped(in_import, column.prop.name)
    if in_import and own and not own.is_record_id:
        holders.append(_imported_sql(in_import, own))
    unknown = _NO_RECORD_ID if column.prop.name == RECORD_ID else _NO_RECORD
    _find_partners(pairs, part, rows, key_sql(column.prop, "raw", part.formats), holders, unknown)
    _add_partners(pairs, part, mapping, other.name, mapping.label)


def associate_by_common_column(pairs: Pairs, recipe: Recipe) -> None:
    """The rows of one file with the record of the other file that has the same value in the common
    column; where its property identifies records, also with one that was in the store before."""
    assert recipe.common is not None
    owner = pairs.part(recipe.common.object_type)
    assert owner is not None
    mine = recipe.common_column(owner.name)
    for part in pairs.parts:
        theirs = recipe.common_column(part.name)
        if part.catalog == owner.catalog or mine is None or theirs is None:
            continue
        if pairs.between(part.name, owner.name) is None:
            continue
        prop = common_property(owner.object_type, mine)
        rows = (
            f"select n.row_number, n.record_id, s.c{theirs.column} as raw\n"
            f"from {part.work}.named as n\n"
            f"join {part.rows} as s on s.row_number = n.row_number\n"
            f"where s.c{theirs.column} is not null"
        )
        own = _mapped(owner, prop.name) if prop else None
        holders = [_owners_sql(owner, own, mine)]
        if own in owner.identifiers and own is not None:
            holders.append(held_sql(owner.name, own))
        _find_partners(
            pairs,
            part,
            rows,
            key_sql(prop, "raw", part.formats),
            holders,
            _NO_PARTNER,
            _SEVERAL_IN_FILE,
        )
        _add_partners(pairs, part, theirs, owner.name, None)


def common_property(object_type: ObjectType, mine: ColumnMapping) -> Property | None:
    """The property that the common column is in its own file; None where it is imported as none."""
    if not mine.becomes_property or mine.object_type != object_type.name:
        return None
    return object_type.property(mine.property_name or "")


def key_sql(prop: Property | None, raw: str, formats: Formats) -> str:
    """SQL: the form in which a cell is compared with those of another file or of the store: its
    value as the property reads it, else its text; letters' case does not matter."""
    text = f"lower({trimmed(raw)})"
    if prop is None or not _by_value(prop, formats):
        return text
    value = _kind(prop).conversion(raw, prop, formats, "").value
    return f"coalesce(lower(cast({value} as varchar)), {text})"


def _by_value(prop: Property, formats: Formats) -> bool:
    """Whether the value is compared, and not the text that is there."""
    kind = _kind(prop)
    return not isinstance(kind, Text) and kind.lookup_sql(prop, formats) is None


def _kind(prop: Property) -> ValueType:
    return RecordId() if prop.name == RECORD_ID else value_type(prop)


def held_sql(object_type: str, column: MappedColumn) -> str:
    """``key, record_id, hits`` of the records in the store."""
    if column.prop.name == RECORD_ID:
        return (
            "select cast(hs_object_id as varchar) as key, hs_object_id as record_id, 1 as hits\n"
            f"from {quote_identifier('store', object_type)}"
        )
    return (
        "select lower(cast(value as varchar)) as key, record_id, hits\n"
        f"from (\n{index_sql(object_type, column)}\n)"
    )


def _mapped(part: Part | None, name: str) -> MappedColumn | None:
    """The column of a part that becomes a property."""
    return next((c for c in part.columns if c.prop.name == name), None) if part else None


def _imported_sql(part: Part, column: MappedColumn) -> str:
    """``key, record_id, hits`` of the records that come with this import."""
    return (
        f"select lower(cast(t.{column.value} as varchar)) as key, n.record_id, 1 as hits\n"
        f"from {part.work}.named as n\n"
        f"join {part.work}.typed as t on t.row_number = n.row_number\n"
        f"where t.{column.value} is not null"
    )


def _owners_sql(owner: Part, own: MappedColumn | None, mine: ColumnMapping) -> str:
    """The same for the common column in its own file, where it need not become a property. A value
    that was read already is not read again."""
    raw = f"s.c{mine.column}"
    key = f"lower({trimmed(raw)})"
    if own and _by_value(own.prop, owner.formats):
        key = f"coalesce(lower(cast(t.{own.value} as varchar)), {key})"
    return (
        f"select {key} as key, n.record_id, 1 as hits\n"
        f"from {owner.work}.named as n\n"
        f"join {owner.work}.typed as t on t.row_number = n.row_number\n"
        f"join {owner.rows} as s on s.row_number = n.row_number\n"
        f"where {raw} is not null"
    )


def _find_partners(
    pairs: Pairs,
    part: Part,
    rows: str,
    key: str,
    holders: list[str],
    unknown: str,
    several: str = _SEVERAL,
) -> None:
    """Makes ``partners``: row_number, one_id, value, other_id, and the code of what stands in the
    way. Materialized, since DuckDB would read each cell again wherever its key is compared."""
    union = "\nunion all\n".join(holders)
    pairs.cursor.execute(
        f"""
        create or replace table {part.work}.partners as
        with wanted as materialized (
          select row_number, record_id, raw, {key} as key
          from (
            {rows}
          )
        ),
        held as materialized (
          {union}
        ),
        holders as (
          select key, min(record_id) as record_id,
            min(record_id) < max(record_id) or max(hits) > 1 as several
          from held
          where key <> ''
          group by key
        )
        select w.row_number, w.record_id as one_id, w.raw as value,
          case when not h.several and h.record_id <> w.record_id then h.record_id end as other_id,
          case
            when h.key is null then '{unknown}'
            when h.several then '{several}'
            when h.record_id = w.record_id then '{_ITSELF}'
          end as code
        from wanted as w
        left join holders as h on h.key = w.key
        where w.key <> ''
        """
    )


def _add_partners(
    pairs: Pairs, part: Part, mapping: ColumnMapping, other: str, label: str | None
) -> None:
    """The partners as pairs, with a label where the column gives one, and as issues."""
    found = (
        "select one_id, other_id, row_number\n"
        f"from {part.work}.partners\n"
        "where other_id is not null"
    )
    kind = pairs.between(part.name, other)
    assert kind is not None
    pairs.add(kind, part, found, other)
    for each in pairs.labels(part.name, other):
        text = (label or "").lower()
        if text in (name.lower() for name in each.names(part.name)):
            pairs.add_ends(each, part, found, label_ends(each, text, part.name, other))
    pairs.add_issues(
        part,
        f"select row_number, {mapping.column}, null, code, value\n"
        f"from {part.work}.partners\n"
        "where code is not null",
    )
