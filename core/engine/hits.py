"""How well each key would find existing records. Called by the details page."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from core.engine.columns import MappedColumn
from core.engine.convert import conversion, prepare_lookups, rows_of
from core.engine.identifiers import compared
from core.engine.match import index_sql
from core.engine.parts import Part


@dataclass(frozen=True)
class KeyHits:
    """One candidate for the key property: rows that have a value, how many of these find exactly
    one record, how many find several, and how many distinct values the file has."""

    property: str
    label: str
    filled: int
    found: int
    ambiguous: int
    distinct_count: int


def key_hits(
    cursor: duckdb.DuckDBPyConnection, part: Part, candidates: Sequence[MappedColumn]
) -> list[KeyHits]:
    """The hit rate of each mapped identifier against the store as it is now."""
    return [_hits(cursor, part, column) for column in candidates]


def _hits(cursor: duckdb.DuckDBPyConnection, part: Part, column: MappedColumn) -> KeyHits:
    prepare_lookups(cursor, part.catalog, [column], part.formats)
    made = conversion(part.catalog, column, part.formats)
    row = cursor.execute(
        f"""
        with found_values as (
          select {compared(column, made.value)} as value, count(*) as n
          from {rows_of(part.catalog, [column])} as s
          {made.joins}
          group by 1
          having value is not null
        ),
        held as (
          {index_sql(part.name, column)}
        )
        select coalesce(sum(n), 0), coalesce(sum(n) filter (where hits = 1), 0),
          coalesce(sum(n) filter (where hits > 1), 0), count(*)
        from found_values
        left join held using (value)
        """
    ).fetchone()
    assert row is not None
    return KeyHits(column.prop.name, column.prop.label, *(int(cell) for cell in row))
