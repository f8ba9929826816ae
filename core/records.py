"""Reading records: a page of a table with search, filters and sorting, one record with the origin
of every value. Called by the records pages. Everything is paged in SQL; nothing grows with the
store."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from core.errors import StoreError
from core.property_types import value_type
from core.sql import quote_identifier
from core.store.properties import read_object_type
from core.vocabulary import ObjectType, Property

# Filter operators by name, as SQL over the column and one bound value (none where unary).
OPERATORS = {
    "contains": "contains(lower(cast({0} as varchar)), lower($value))",
    "is": "lower(cast({0} as varchar)) = lower($value)",
    "is not": "lower(coalesce(cast({0} as varchar), '')) <> lower($value)",
    "is known": "{0} is not null",
    "is unknown": "{0} is null",
    "is at least": "{0} >= try_cast($value as {1})",
    "is at most": "{0} <= try_cast($value as {1})",
}
UNARY = ("is known", "is unknown")
_SEARCHED = (
    "firstname", "lastname", "email", "phone", "company", "name", "domain", "city", "dealname",
    "subject", "hs_call_title", "hs_task_subject", "hs_sku",
)  # fmt: skip


@dataclass(frozen=True)
class Filter:
    """One condition of a view: a property's internal name, one of ``OPERATORS`` and its value."""

    property_name: str
    operator: str
    value: str = ""


@dataclass(frozen=True)
class View:
    """Which records a page shows. ``import_id`` and ``list_id`` narrow to one import or list."""

    object_type: str
    search: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = "hs_object_id"
    descending: bool = False
    import_id: int | None = None
    list_id: int | None = None


@dataclass(frozen=True)
class Origin:
    """Where a value came from: an import, its file and the row of the file."""

    import_id: int
    import_name: str
    file_name: str
    row_number: int
    at: datetime
    old_value: str | None = None


@dataclass(frozen=True)
class Value:
    """One property of a record: text as exported, label to show, and its origin where known."""

    prop: Property
    text: str | None
    shown: str | None
    origin: Origin | None


def count_records(cursor: duckdb.DuckDBPyConnection, view: View) -> int:
    """How many records a view has."""
    kind = read_object_type(cursor, view.object_type)
    where, values = _condition(kind, view)
    rows = cursor.execute(f"select count(*) from {_table(kind)} where {where}", values).fetchall()
    return int(rows[0][0])


def page_of_records(
    cursor: duckdb.DuckDBPyConnection,
    view: View,
    properties: list[str],
    offset: int,
    limit: int,
) -> list[dict[str, Any]]:
    """One page: dicts of property -> value, ``hs_object_id`` always among them."""
    kind = read_object_type(cursor, view.object_type)
    where, values = _condition(kind, view)
    names = list(dict.fromkeys(["hs_object_id", *properties]))
    columns = ", ".join(quote_identifier(name) for name in names)
    direction = "desc nulls last" if view.descending else "asc nulls last"
    rows = cursor.execute(
        f"select {columns} from {_table(kind)} where {where} "
        f"order by {quote_identifier(view.sort)} {direction}, hs_object_id "
        f"limit {int(limit)} offset {int(offset)}",
        values,
    ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]


def view_condition(cursor: duckdb.DuckDBPyConnection, view: View) -> tuple[str, dict[str, Any]]:
    """The view as a ``where`` clause with its bound values, for exports."""
    return _condition(read_object_type(cursor, view.object_type), view)


def _condition(kind: ObjectType, view: View) -> tuple[str, dict[str, Any]]:
    parts, values = ["true"], dict[str, Any]()
    if view.search.strip():
        values["search"] = view.search.strip().lower()
        searched = [name for name in _SEARCHED if kind.property(name)] or ["hs_object_id"]
        columns = [f"lower(cast({quote_identifier(n)} as varchar))" for n in searched]
        found = " or ".join(f"contains({column}, $search)" for column in columns)
        parts.append(f"({found} or cast(hs_object_id as varchar) = $search)")
    for number, each in enumerate(view.filters):
        parts.append(_filter_sql(kind, each, f"value{number}"))
        if each.operator not in UNARY:
            values[f"value{number}"] = each.value
    if view.import_id is not None:
        values["import_id"] = view.import_id
        parts.append(
            "(hs_object_source_id = $import_id or hs_object_id in ("
            "select record_id from store.changes "
            f"where import_id = $import_id and object_type = '{kind.name}'))"
        )
    if view.list_id is not None:
        values["list_id"] = view.list_id
        parts.append(
            "hs_object_id in (select record_id from store.list_members where list_id = $list_id)"
        )
    return " and ".join(parts), values


def _filter_sql(kind: ObjectType, each: Filter, bound: str) -> str:
    prop = kind.property(each.property_name)
    if prop is None or each.operator not in OPERATORS:
        raise StoreError("Filter not possible", f"{each.property_name} {each.operator}", "Remove it.")
    column = quote_identifier(prop.name)
    return OPERATORS[each.operator].replace("$value", f"${bound}").format(
        column, value_type(prop).sql_type
    )


def read_record(
    cursor: duckdb.DuckDBPyConnection, object_type: str, record_id: int
) -> list[Value]:
    """All properties of one record with where each value came from.

    Raises StoreError when there is no such record."""
    kind = read_object_type(cursor, object_type)
    texts = ", ".join(
        f"{value_type(p).text(quote_identifier(p.name))}" for p in kind.properties
    )
    rows = cursor.execute(
        f"select {texts} from {_table(kind)} where hs_object_id = ?", [record_id]
    ).fetchall()
    if not rows:
        raise StoreError("Record not found", f"There is no {kind.singular.lower()} {record_id}.")
    origins = _origins(cursor, kind, record_id)
    created = _creation(cursor, kind, record_id)
    return [
        Value(
            prop,
            text,
            _shown(cursor, prop, text),
            (origins.get(prop.name) or created) if text is not None and not prop.read_only else None,
        )
        for prop, text in zip(kind.properties, rows[0], strict=True)
    ]


def record_history(
    cursor: duckdb.DuckDBPyConnection, object_type: str, record_id: int
) -> list[tuple[str, str | None, str | None, Origin]]:
    """Every journalled change of a record, newest first: property, old, new, origin."""
    rows = cursor.execute(
        """
        select c.property, c.old_value, c.new_value, i.import_id, i.name, i.file_name,
          c.row_number, i.finished_at
        from store.changes as c
        join store.imports as i using (import_id)
        where c.object_type = ? and c.record_id = ?
        order by i.import_id desc, c.property
        """,
        [object_type, record_id],
    ).fetchall()
    return [(row[0], row[1], row[2], Origin(*row[3:])) for row in rows]


def _origins(
    cursor: duckdb.DuckDBPyConnection, kind: ObjectType, record_id: int
) -> dict[str, Origin]:
    """The latest change of each property."""
    latest: dict[str, Origin] = {}
    for name, old, _, origin in record_history(cursor, kind.name, record_id):
        latest.setdefault(name, Origin(**{**origin.__dict__, "old_value": old}))
    return latest


def _creation(
    cursor: duckdb.DuckDBPyConnection, kind: ObjectType, record_id: int
) -> Origin | None:
    """The import that created the record."""
    rows = cursor.execute(
        f"""
        select i.import_id, i.name, i.file_name, r.hs_object_source_row, i.finished_at
        from {_table(kind)} as r
        join store.imports as i on i.import_id = r.hs_object_source_id
        where r.hs_object_id = ?
        """,
        [record_id],
    ).fetchall()
    return Origin(*rows[0]) if rows else None


def _shown(cursor: duckdb.DuckDBPyConnection, prop: Property, text: str | None) -> str | None:
    """The label of an option, the name of an owner, else the text."""
    if text is None:
        return None
    if prop.options:
        labels = {option.value: option.label for option in prop.options}
        return ", ".join(labels.get(part, part) for part in text.split(";"))
    if prop.value_type == "owner":
        rows = cursor.execute(
            "select first_name || ' ' || last_name || ' (' || email || ')' from store.owners "
            "where cast(owner_id as varchar) = ?",
            [text],
        ).fetchall()
        return rows[0][0] if rows else text
    return text


def _table(kind: ObjectType) -> str:
    return quote_identifier("store", kind.name)
