"""Looking into a plan: the rows of an outcome, old and new cells, issues by kind and by value.

Called by the review page. Everything is paged in SQL, so a page costs the same at a million rows.
"""

from dataclasses import dataclass
from typing import Any

import duckdb

from core.engine.parts import Part
from core.sql import quote_identifier

ROW_NUMBER = "Row"


@dataclass(frozen=True)
class IssueGroup:
    """Issues of one kind in one column: how many ``rows``, with how many distinct values."""

    code: str
    column_index: int | None
    property: str | None
    rows: int
    values: int


@dataclass(frozen=True)
class IssueValue:
    """One distinct value that has an issue, in how many rows, and the first of them."""

    value: str | None
    rows: int
    first_row: int


def plan_rows(
    cursor: duckdb.DuckDBPyConnection,
    part: Part,
    action: str,
    headers: dict[int, str],
    offset: int,
    limit: int,
) -> list[dict[str, Any]]:
    """Rows of the file with one outcome: row number, reason, record, and the cells as they are in
    the file. ``headers`` are the columns to show, by index."""
    work = part.work
    cells = "".join(f", s.c{i} as {quote_identifier(h)}" for i, h in headers.items())
    return _dicts(
        cursor,
        f"""
        with page as (
          select row_number, reason, record_id, merged_into
          from {work}.plan
          where action = ?
          order by row_number
          limit {int(limit)} offset {int(offset)}
        )
        select p.row_number as "{ROW_NUMBER}", p.reason, p.record_id, p.merged_into{cells}
        from page as p
        join {part.source} as s on s.row_number = p.row_number
        order by p.row_number
        """,
        [action],
    )


def changed_cells(
    cursor: duckdb.DuckDBPyConnection,
    part: Part,
    property_name: str | None,
    offset: int,
    limit: int,
) -> list[dict[str, Any]]:
    """Cells that would change: row, record, property, old and new; of one property or of all."""
    return _dicts(
        cursor,
        f"""
        select row_number, record_id, property, old_value, new_value
        from {part.work}.changed_cells
        where property = coalesce(?, property)
        order by row_number, column_index
        limit {int(limit)} offset {int(offset)}
        """,
        [property_name],
    )


def changes_by_property(
    cursor: duckdb.DuckDBPyConnection, part: Part
) -> list[tuple[str, int, int]]:
    """Property, cells that change, and how many of these were blank before; the most first."""
    return cursor.execute(
        f"""
        select property, count(*) as cells, count(*) filter (where old_value is null)
        from {part.work}.changed_cells
        group by property
        order by cells desc, property
        """
    ).fetchall()


def issue_groups(cursor: duckdb.DuckDBPyConnection, part: Part) -> list[IssueGroup]:
    """All issues by kind and column, the most frequent first."""
    rows = cursor.execute(
        f"""
        select code, column_index, property, count(*) as n, count(distinct value)
        from {part.work}.issues
        group by all
        order by n desc, code, column_index
        """
    ).fetchall()
    return [IssueGroup(*row) for row in rows]


def issue_values(
    cursor: duckdb.DuckDBPyConnection, part: Part, group: IssueGroup, limit: int = 200
) -> list[IssueValue]:
    """The distinct values behind a group, the most frequent first."""
    rows = cursor.execute(
        f"""
        select value, count(*) as n, min(row_number)
        from {part.work}.issues
        where code = ? and column_index is not distinct from ?
        group by value
        order by n desc, value
        limit {int(limit)}
        """,
        [group.code, group.column_index],
    ).fetchall()
    return [IssueValue(*row) for row in rows]


def issue_rows(
    cursor: duckdb.DuckDBPyConnection,
    part: Part,
    group: IssueGroup,
    value: str | None,
    any_value: bool,
    headers: dict[int, str],
    offset: int,
    limit: int,
) -> list[dict[str, Any]]:
    """The rows of the file behind a group of issues, or behind one value of it."""
    work = part.work
    cells = "".join(f", s.c{i} as {quote_identifier(h)}" for i, h in headers.items())
    return _dicts(
        cursor,
        f"""
        with page as (
          select row_number
          from {work}.issues
          where code = ? and column_index is not distinct from ?
            and (? or value is not distinct from ?)
          order by row_number
          limit {int(limit)} offset {int(offset)}
        )
        select s.row_number as "{ROW_NUMBER}", p.action{cells}
        from page
        join {work}.plan as p on p.row_number = page.row_number
        join {part.source} as s on s.row_number = page.row_number
        order by s.row_number
        """,
        [group.code, group.column_index, any_value, value],
    )


def has_issues(cursor: duckdb.DuckDBPyConnection, part: Part) -> bool:
    """Whether any row of an object has an issue."""
    return bool(cursor.execute(f"select 1 from {part.work}.issues limit 1").fetchall())


def _dicts(
    cursor: duckdb.DuckDBPyConnection, query: str, values: list[Any]
) -> list[dict[str, Any]]:
    rows = cursor.execute(query, values).fetchall()
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in rows]
