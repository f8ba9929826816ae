"""Whether the cells of each mapped column can be read: bad rows out of all rows, and why.

Called by the mapping page on every redraw, so the result of a column is kept in the work database
under a signature of everything it depends on; changing one mapping checks one column."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from core.engine.columns import MappedColumn
from core.engine.convert import conversion, prepare_lookups, rows_of, unreadable
from core.engine.signatures import column_signature
from core.property_types import Formats
from core.property_types.record_id import RecordId
from core.sql import quote_identifier


@dataclass(frozen=True)
class ColumnCheck:
    """``failed`` rows of one column cannot be read; ``codes`` says how many for which reason."""

    column: int
    failed: int
    codes: dict[str, int]


@dataclass(frozen=True)
class BadValue:
    """One distinct text that cannot be read, and in how many rows it stands."""

    value: str
    code: str
    rows: int
    first_row: int


def check_columns(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    columns: Sequence[MappedColumn],
    formats: Formats,
) -> dict[int, ColumnCheck]:
    """The check of each mapped column, by column index. Columns checked before cost nothing."""
    cursor.execute(
        f"create table if not exists {_table(catalog)} "
        "(column_index integer, signature varchar, codes json)"
    )
    signatures = {column.index: column_signature(cursor, column, formats) for column in columns}
    known = {
        (index, signature): codes
        for index, signature, codes in cursor.execute(
            f"select column_index, signature, codes from {_table(catalog)}"
        ).fetchall()
    }
    for column in columns:
        key = (column.index, signatures[column.index])
        if key not in known:
            known[key] = json.dumps(_count_codes(cursor, catalog, column, formats))
            cursor.execute(f"insert into {_table(catalog)} values (?, ?, ?)", [*key, known[key]])
    checks = {}
    for column in columns:
        codes = json.loads(known[column.index, signatures[column.index]])
        checks[column.index] = ColumnCheck(column.index, sum(codes.values()), codes)
    return checks


def bad_values(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    column: MappedColumn,
    formats: Formats,
    limit: int = 100,
) -> list[BadValue]:
    """The distinct texts of a column that cannot be read, the most frequent first."""
    prepare_lookups(cursor, catalog, [column], formats)
    made = conversion(catalog, column, formats)
    rows = cursor.execute(
        f"""
        select raw, any_value(code), count(*) as n, min(row_number)
        from (
          select s.row_number, {column.cell} as raw, {made.issue} as code,
            {_bad_sql(column, made.value)} as bad
          from {rows_of(catalog, [column])} as s
          {made.joins}
        )
        where bad
        group by raw
        order by n desc, raw
        limit ?
        """,
        [limit],
    ).fetchall()
    return [BadValue(*row) for row in rows]


def _count_codes(
    cursor: duckdb.DuckDBPyConnection, catalog: str, column: MappedColumn, formats: Formats
) -> dict[str, int]:
    prepare_lookups(cursor, catalog, [column], formats)
    made = conversion(catalog, column, formats)
    rows = cursor.execute(
        f"""
        select code, count(*)
        from (
          select {made.issue} as code, {_bad_sql(column, made.value)} as bad
          from {rows_of(catalog, [column])} as s
          {made.joins}
        )
        where bad
        group by code
        order by code
        """
    ).fetchall()
    return dict(rows)


def _bad_sql(column: MappedColumn, value: str) -> str:
    """Whether a cell cannot be read, or is the Record ID of no record."""
    bad = unreadable(value, column.raw)
    known = column.kind
    return f"({bad} or ({known.unknown(value)}))" if isinstance(known, RecordId) else bad


def _table(catalog: str) -> str:
    return quote_identifier(catalog, "checks")
