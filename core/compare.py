"""Two finished imports side by side: which records both named, which only one, and what became of
them; how often each issue came up. Called by the page that compares imports and by
the command line. Sets in SQL over the outcomes that are kept of the rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from core.recipe import Recipe
from core.sql import quote_identifier, quote_literal
from core.store import Store
from core.store.imports import Import
from core.vocabulary import ObjectType
from core.vocabulary.record_names import called_sql

# Which records: named by both imports, only by the first, only by the second.
BOTH, ONLY_FIRST, ONLY_SECOND = "both", "first", "second"
_CONDITIONS = {
    BOTH: "one is not null and other is not null",
    ONLY_FIRST: "other is null",
    ONLY_SECOND: "one is null",
}
_NAMED = "action in ('created', 'updated', 'unchanged')"


@dataclass(frozen=True)
class RecordCounts:
    """How many records of an object both imports named, and only one of them; of those of both, in
    how many both changed the same property, the second one to another value."""

    both: int
    first: int
    second: int
    changed_again: int

    def of(self, which: str) -> int:
        """The number of BOTH, ONLY_FIRST or ONLY_SECOND."""
        return int(getattr(self, which))


def shared_objects(one: Import, other: Import) -> list[str]:
    """The objects that two imports have in common."""
    return [name for name in one.object_types if name in other.object_types]


def counters_by_object(done: Import) -> dict[str, dict[str, int]]:
    """The counters of each object of a finished import, as kept. One made before there were several
    has them once."""
    return done.counters.get("objects") or {done.object_types[0]: done.counters}


def decisions(one: Recipe, other: Recipe) -> list[dict[str, Any]]:
    """Where two recipes differ: the ``path`` of each field, and what the ``first`` and the
    ``second`` say; None where one does not have it."""
    first, second = dict(_leaves(one.to_json())), dict(_leaves(other.to_json()))
    return [
        {"path": path, "first": first.get(path), "second": second.get(path)}
        for path in dict.fromkeys([*first, *second])
        if first.get(path) != second.get(path)
    ]


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The fields of a JSON value that hold no others, by their path: ``files[0].formats``."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _leaves(each, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _leaves(each, f"{path}[{place}]")
    else:
        yield path, value


def count_records(
    store: Store, cursor: duckdb.DuckDBPyConnection, one: Import, other: Import, object_type: str
) -> RecordCounts:
    """The records of an object that both imports have."""
    counts = ", ".join(f"count(*) filter (where {where})" for where in _CONDITIONS.values())
    row = cursor.execute(
        f"select {counts} from (\n{_records_sql(store, one, other, object_type)}\n)"
    ).fetchall()[0]
    again = cursor.execute(
        """
        select count(distinct a.record_id)
        from store.changes as a
        join store.changes as b
          on b.object_type = a.object_type and b.record_id = a.record_id
          and b.property = a.property
        where a.import_id = $one and b.import_id = $other and a.object_type = $object_type
          and a.new_value is distinct from b.new_value
        """,
        {"one": one.import_id, "other": other.import_id, "object_type": object_type},
    ).fetchall()
    return RecordCounts(row[0], row[1], row[2], again[0][0])


def compared_records(
    store: Store,
    cursor: duckdb.DuckDBPyConnection,
    one: Import,
    other: Import,
    object_type: ObjectType,
    which: str,
    offset: int,
    limit: int,
) -> list[dict[str, Any]]:
    """A page of records: ``record_id``, ``record`` (what it is called, where it is still there),
    row and outcome in each of the imports (``one_row``, ``one``, ``other_row``, ``other``)."""
    name = called_sql(object_type, lambda each: f"r.{quote_identifier(each)}") or "null"
    cells = cursor.execute(
        f"""
        with page as (
          select *
          from (
            {_records_sql(store, one, other, object_type.name)}
          )
          where {_CONDITIONS[which]}
          order by record_id
          limit {int(limit)} offset {int(offset)}
        )
        select p.record_id, {name}, p.one_row, p.one, p.other_row, p.other
        from page as p
        left join {quote_identifier("store", object_type.name)} as r
          on r.hs_object_id = p.record_id
        order by p.record_id
        """
    ).fetchall()
    names = ("record_id", "record", "one_row", "one", "other_row", "other")
    return [dict(zip(names, row, strict=True)) for row in cells]


def count_issues(
    cursor: duckdb.DuckDBPyConnection, one: Import, other: Import, object_type: str
) -> list[tuple[str, str | None, int, int]]:
    """Code, property, and how often the issue came up in each of the imports; those that differ
    most come first."""
    return cursor.execute(
        """
        select code, property,
          count(*) filter (where import_id = $one) as of_one,
          count(*) filter (where import_id = $other) as of_other
        from store.import_issues
        where import_id in ($one, $other) and object_type = $object_type
        group by code, property
        order by abs(of_one - of_other) desc, of_one + of_other desc, code, property
        """,
        {"one": one.import_id, "other": other.import_id, "object_type": object_type},
    ).fetchall()


def _records_sql(store: Store, one: Import, other: Import, object_type: str) -> str:
    """``record_id, one_row, one, other_row, other``: the records that either import named. The last
    row of a record is the one that counts."""
    first, second = (
        f"select record_id, max(row_number) as row_number, arg_max(action, row_number) as action\n"
        f"from {_outcome(store, each, object_type)}\n"
        f"where {_NAMED} and record_id is not null\n"
        "group by record_id"
        for each in (one, other)
    )
    return (
        "select coalesce(a.record_id, b.record_id) as record_id,\n"
        "  a.row_number as one_row, a.action as one, b.row_number as other_row, "
        "b.action as other\n"
        f"from (\n{first}\n) as a\n"
        f"full join (\n{second}\n) as b on b.record_id = a.record_id"
    )


def _outcome(store: Store, each: Import, object_type: str) -> str:
    """The outcome of an import's rows; empty where its file is gone."""
    path = store.outcome_file(each.import_id, object_type)
    if path.exists():
        return f"read_parquet({quote_literal(str(path))})"
    return (
        "(select null::bigint as record_id, null::bigint as row_number, "
        "null::varchar as action where false)"
    )
