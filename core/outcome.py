"""What became of each row of a finished import, from the file kept beside the original
(``Store.outcome_file``) and the issues in the store. Called by the results page and the history."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from core.sql import quote_identifier, quote_literal
from core.vocabulary import ObjectType
from core.vocabulary.record_names import called_sql


def outcome_rows(
    cursor: duckdb.DuckDBPyConnection,
    file: Path,
    import_id: int,
    object_type: ObjectType,
    action: str,
    offset: int,
    limit: int,
) -> list[dict[str, Any]]:
    """Rows with one outcome: row number, record with its name and whether it is still there,
    reason, and the row's issues with their values."""
    if not file.exists():
        return []
    rows = cursor.execute(
        f"""
        with page as (
          select row_number, record_id, reason, merged_into
          from read_parquet({quote_literal(str(file))})
          where action = ?
          order by row_number
          limit {int(limit)} offset {int(offset)}
        )
        select p.row_number, p.record_id, any_value({_name(object_type)}),
          bool_or(r.hs_object_id is not null), p.reason, p.merged_into,
          string_agg(coalesce(l.label || ': ', '') || coalesce(i.value, ''), '; '
            order by i.column_index) filter (where i.value is not null)
        from page as p
        left join {quote_identifier("store", object_type.name)} as r
          on r.hs_object_id = p.record_id
        left join store.import_issues as i
          on i.import_id = ? and i.object_type = ? and i.row_number = p.row_number
        left join store.properties as l
          on l.object_type = ? and l.name = i.property
        group by p.row_number, p.record_id, p.reason, p.merged_into
        order by p.row_number
        """,
        [action, import_id, object_type.name, object_type.name],
    ).fetchall()
    names = ("row_number", "record_id", "record", "there", "reason", "merged_into", "values")
    return [dict(zip(names, row, strict=True)) for row in rows]


def written_records(
    cursor: duckdb.DuckDBPyConnection, file: Path, object_type: str
) -> tuple[int, int]:
    """How many records of an object an import created or updated, and how many of these are still
    there."""
    if not file.exists():
        return 0, 0
    rows = cursor.execute(
        f"""
        with written as (
          select distinct record_id
          from read_parquet({quote_literal(str(file))})
          where action in ('created', 'updated')
        )
        select count(*), count(r.hs_object_id)
        from written as w
        left join {quote_identifier("store", object_type)} as r on r.hs_object_id = w.record_id
        """
    ).fetchall()
    return int(rows[0][0]), int(rows[0][1])


def _name(object_type: ObjectType) -> str:
    return called_sql(object_type, lambda name: f"r.{quote_identifier(name)}") or "null"


@dataclass(frozen=True)
class IssueCount:
    """Issues of one kind in one property: how many ``rows``, with how many distinct values."""

    code: str
    property: str | None
    rows: int
    values: int


def issue_counts(
    cursor: duckdb.DuckDBPyConnection, import_id: int, object_type: str
) -> list[IssueCount]:
    """The issues of an object's rows, the most frequent first."""
    rows = cursor.execute(
        """
        select code, property, count(*) as n, count(distinct value)
        from store.import_issues
        where import_id = ? and object_type = ?
        group by code, property
        order by n desc, code, property
        """,
        [import_id, object_type],
    ).fetchall()
    return [IssueCount(*row) for row in rows]


def issue_value_counts(
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    object_type: str,
    code: str,
    property_name: str | None,
) -> list[tuple[str | None, int, int]]:
    """Distinct values behind one kind of issue: value, rows, first row; at most 200."""
    return cursor.execute(
        """
        select value, count(*) as n, min(row_number)
        from store.import_issues
        where import_id = ? and object_type = ? and code = ?
          and property is not distinct from ?
        group by value
        order by n desc, value
        limit 200
        """,
        [import_id, object_type, code, property_name],
    ).fetchall()
