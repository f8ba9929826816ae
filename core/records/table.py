"""A page of records as a table. Called by the records page."""

from dataclasses import dataclass
from typing import Any

import duckdb

from core.records.shown import Shower, name_properties, record_name
from core.records.view import View, condition
from core.sql import quote_identifier
from core.store.imports import read_import
from core.store.properties import object_type_names
from core.vocabulary import ObjectType, Property

_FEW = 8
_DEFAULT_COLUMNS = {
    "contacts": "email phone jobtitle company city lifecyclestage hs_lead_status hubspot_owner_id",
    "companies": "domain phone city country industry type lifecyclestage hubspot_owner_id",
    "deals": "pipeline dealstage amount deal_currency_code closedate dealtype hubspot_owner_id",
}


@dataclass(frozen=True)
class Found:
    """The records of a view: how many, and the row ids of one page, in order."""

    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """One page: the properties that are its columns, and for each record its id, its name and the
    values as shown (numbers and dates typed)."""

    columns: tuple[Property, ...]
    ids: list[int]
    names: list[str]
    rows: list[tuple[Any, ...]]


def plurals(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What people call the records of each object type."""
    rows = cursor.execute(
        "select name, definition ->> 'plural' from store.object_types order by position"
    ).fetchall()
    return dict(rows)


def count_by_object(cursor: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many records each object type has, in the order pages show them."""
    names = object_type_names(cursor)
    counts = ", ".join(f"(select count(*) from {quote_identifier('store', n)})" for n in names)
    row = cursor.execute(f"select {counts}").fetchone()
    assert row is not None
    return dict(zip(names, row, strict=True))


def default_columns(
    cursor: duckdb.DuckDBPyConnection, kind: ObjectType, import_id: int | None = None
) -> list[str]:
    """The columns to show where the user chose none: what an import mapped, or the usual ones."""
    if import_id is not None:
        names = _mapped_names(cursor, kind, import_id)
    elif kind.name in _DEFAULT_COLUMNS:
        names = [name for name in _DEFAULT_COLUMNS[kind.name].split() if kind.property(name)]
    else:
        writable = [p for p in kind.properties if not p.read_only and p.value_type != "textarea"]
        names = [p.name for p in writable][:_FEW]
    hidden = {*kind.primary_display, "hs_object_id"}
    return [name for name in names if name not in hidden]


def _mapped_names(cursor: duckdb.DuckDBPyConnection, kind: ObjectType, import_id: int) -> list[str]:
    recipe = read_import(cursor, import_id).recipe
    if kind.name not in recipe.object_types:
        return []
    mapped = [column.property_name for column in recipe.columns_of(kind.name)]
    return [name for name in mapped if name and kind.property(name)]


def count_records(cursor: duckdb.DuckDBPyConnection, kind: ObjectType, view: View) -> int:
    """How many records a view has, on all its pages."""
    where, values = condition(kind, view)
    table = quote_identifier("store", kind.name)
    rows = cursor.execute(f"select count(*) from {table} where {where}", values).fetchall()
    return int(rows[0][0])


def find_records(cursor: duckdb.DuckDBPyConnection, kind: ObjectType, view: View) -> Found:
    """Counts the records of a view and finds the rows of its page. Ids only: sorting a million
    wide rows to show a hundred would take several times as long."""
    return _searched(cursor, kind, view) if view.search.strip() else _listed(cursor, kind, view)


def _searched(cursor: duckdb.DuckDBPyConnection, kind: ObjectType, view: View) -> Found:
    """A search looks into the texts of every record, so it looks once and counts what it kept."""
    where, values = condition(kind, view)
    rows = cursor.execute(
        f"""
        with found as materialized (
          select rowid as row, hs_object_id, {quote_identifier(view.sort)} as sorted_by
          from {quote_identifier("store", kind.name)}
          where {where}
        )
        select row, (select count(*) from found)
        from found
        order by sorted_by {_direction(view)}, hs_object_id
        limit {view.rows}
        offset (
          select {view.rows} * greatest(least({view.page}, ceil(count(*) / {view.rows})) - 1, 0)
          from found
        )
        """,
        values,
    ).fetchall()
    return Found(int(rows[0][1]) if rows else 0, tuple(row[0] for row in rows))


def _listed(cursor: duckdb.DuckDBPyConnection, kind: ObjectType, view: View) -> Found:
    """Without a search counting and sorting are quick by themselves, each on its own columns."""
    table = quote_identifier("store", kind.name)
    where, values = condition(kind, view)
    count = count_records(cursor, kind, view)
    page = min(view.page, max(1, -(-count // view.rows)))
    rows = cursor.execute(
        f"select rowid from {table} where {where} "
        f"order by {quote_identifier(view.sort)} {_direction(view)}, hs_object_id "
        f"limit {view.rows} offset {(page - 1) * view.rows}",
        values,
    ).fetchall()
    return Found(count, tuple(row[0] for row in rows))


def _direction(view: View) -> str:
    return "desc nulls last" if view.descending else "asc nulls last"


def read_table(
    cursor: duckdb.DuckDBPyConnection, kind: ObjectType, columns: list[str], found: Found
) -> Table:
    """The values of the found rows, in their order."""
    shown = [prop for name in columns if (prop := kind.property(name))]
    names = list(dict.fromkeys([*name_properties(kind), *(prop.name for prop in shown)]))
    selected = ", ".join(quote_identifier(name) for name in names)
    listed = ", ".join(str(row) for row in found.rows) or "null"
    rows = cursor.execute(
        f"select rowid, {selected} from {quote_identifier('store', kind.name)} "
        f"where rowid in ({listed})"
    ).fetchall()
    by_row = {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}
    records = [by_row[row] for row in found.rows if row in by_row]
    shower = Shower(cursor)
    return Table(
        tuple(shown),
        [record["hs_object_id"] for record in records],
        [record_name(kind, record) for record in records],
        [tuple(shower.shown(prop, record[prop.name]) for prop in shown) for record in records],
    )
