"""The associations behind the numbers: those of a dry run, and those that a finished import made.
Called by the review and results pages."""

from collections.abc import Sequence
from typing import Any

import duckdb

from core.engine.parts import Part
from core.sql import quote_identifier
from core.store.properties import read_object_type
from core.vocabulary.record_names import called_sql

_COLUMNS = ("row_number", "from_name", "from_id", "to_name", "to_id", "label")


def planned_associations(
    cursor: duckdb.DuckDBPyConnection,
    parts: Sequence[Part],
    between: tuple[str, str],
    offset: int,
    limit: int,
) -> list[dict[str, Any]]:
    """New associations between two object types: the row, both records with what they are called
    (new ones by the file), the label. The IDs of new records are those they will get."""
    links = quote_identifier(parts[0].catalog, "links")
    page = f"select row_number, from_id, to_id, association_type_id from {links}"
    return _rows(cursor, parts, page, between, offset, limit)


def made_associations(
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    between: tuple[str, str],
    offset: int,
    limit: int,
) -> list[dict[str, Any]]:
    """The same of a finished import, as far as they are still there."""
    page = (
        "select row_number, from_record_id as from_id, to_record_id as to_id, association_type_id\n"
        f"from store.associations where import_id = {int(import_id)}"
    )
    return _rows(cursor, (), page, between, offset, limit)


def _rows(
    cursor: duckdb.DuckDBPyConnection,
    parts: Sequence[Part],
    found: str,
    between: tuple[str, str],
    offset: int,
    limit: int,
) -> list[dict[str, Any]]:
    order = "row_number, from_id, to_id, label nulls first"
    (joins, one), (more, other) = (
        _named(cursor, parts, name, side)
        for name, side in zip(between, ("from", "to"), strict=True)
    )
    rows = cursor.execute(
        f"""
        with page as (
          select l.row_number, l.from_id, l.to_id, t.label
          from ({found}) as l
          join store.association_types as t on t.association_type_id = l.association_type_id
          where t.from_object_type = ? and t.to_object_type = ?
          order by {order}
          limit {int(limit)} offset {int(offset)}
        )
        select row_number, {one}, from_id, {other}, to_id, label
        from page
        {joins}{more}order by {order}
        """,
        list(between),
    ).fetchall()
    return [dict(zip(_COLUMNS, row, strict=True)) for row in rows]


def _named(
    cursor: duckdb.DuckDBPyConnection, parts: Sequence[Part], name: str, side: str
) -> tuple[str, str]:
    """The joins that find a record of the page, and SQL for what it is called: as it is in the
    store, or, while it is new, as the last of its rows says."""
    object_type = read_object_type(cursor, name)
    held, new = f"{side}_held", f"{side}_new"
    text = called_sql(object_type, lambda each: f"{held}.{quote_identifier(each)}")
    joins = (
        f"left join {quote_identifier('store', name)} as {held} "
        f"on {held}.hs_object_id = {side}_id\n"
    )
    part = next((part for part in parts if part.name == name), None)
    columns = {column.prop.name: f"t.{column.value}" for column in part.columns} if part else {}
    in_file = called_sql(object_type, columns.get)
    if part is None or not in_file:
        return joins, text or "null"
    joins += f"""left join (
          select n.record_id, arg_max({in_file}, n.row_number) as name
          from {part.work}.named as n
          join {part.work}.typed as t on t.row_number = n.row_number
          where n.record_id in (select {side}_id from page)
          group by n.record_id
        ) as {new} on {new}.record_id = {side}_id
        """
    return joins, f"coalesce({text or 'null'}, {new}.name)"
