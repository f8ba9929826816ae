"""What some records are called. Called by pages that list records of several objects by their
ids."""

from collections.abc import Iterable

import duckdb

from core.records.shown import name_properties, record_name
from core.sql import quote_identifier
from core.vocabulary import ObjectType


def record_names(
    cursor: duckdb.DuckDBPyConnection, kind: ObjectType, record_ids: Iterable[int]
) -> dict[int, str]:
    """The names by Record ID, of those that are there."""
    names = name_properties(kind)
    rows = cursor.execute(
        f"""
        select {", ".join(quote_identifier(name) for name in names)}
        from {quote_identifier("store", kind.name)}
        where hs_object_id in (select unnest($ids::bigint[]))
        """,
        {"ids": list(record_ids)},
    ).fetchall()
    records = [dict(zip(names, row, strict=True)) for row in rows]
    return {record["hs_object_id"]: record_name(kind, record) for record in records}
