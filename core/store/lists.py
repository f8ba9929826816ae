"""Static lists of records: made by imports, by hand, or from the view of a page. Called by the
commit, the results page and the records pages. Lists say nothing of what an import would do, so no
change of one makes a dry run stale."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from core.errors import StoreError
from core.sql import quote_identifier
from core.store.counters import next_number

NAME_LENGTH = 200


@dataclass(frozen=True)
class StoredList:
    """One list as pages show it. ``import_id`` and ``import_name`` say which import made it; both
    are None for a list made by hand."""

    list_id: int
    name: str
    object_type: str
    created_at: datetime
    import_id: int | None
    import_name: str | None
    members: int


_SELECT = """
  select l.list_id, l.name, l.object_type, l.created_at, i.import_id, i.name,
    (select count(*) from store.list_members as m where m.list_id = l.list_id)
  from store.lists as l
  left join store.imports as i on i.import_id = l.import_id
"""


def read_lists(
    cursor: duckdb.DuckDBPyConnection, object_type: str | None = None
) -> list[StoredList]:
    """All lists, or those of one object; the newest first."""
    rows = cursor.execute(
        f"{_SELECT} where l.object_type = coalesce($1, l.object_type) order by l.list_id desc",
        [object_type],
    ).fetchall()
    return [StoredList(*row) for row in rows]


def read_list(cursor: duckdb.DuckDBPyConnection, list_id: int) -> StoredList:
    """One list. Raises StoreError for an unknown id."""
    rows = cursor.execute(f"{_SELECT} where l.list_id = $1", [list_id]).fetchall()
    if not rows:
        raise StoreError(
            "List not found", f"There is no list {list_id}.", "Choose one of the lists there are."
        )
    return StoredList(*rows[0])


def lists_of_import(cursor: duckdb.DuckDBPyConnection, import_id: int) -> list[StoredList]:
    """The lists an import made, in the order of its objects."""
    rows = cursor.execute(
        f"{_SELECT} where l.import_id = $1 order by l.list_id", [import_id]
    ).fetchall()
    return [StoredList(*row) for row in rows]


def list_name(cursor: duckdb.DuckDBPyConnection, list_id: int) -> str | None:
    """The name of a list, or None."""
    row = cursor.execute("select name from store.lists where list_id = ?", [list_id]).fetchone()
    return row[0] if row else None


def lists_of(cursor: duckdb.DuckDBPyConnection, record_id: int) -> list[int]:
    """The lists that a record is in."""
    rows = cursor.execute(
        "select distinct list_id from store.list_members where record_id = ? order by list_id",
        [record_id],
    ).fetchall()
    return [row[0] for row in rows]


def members_mark(cursor: duckdb.DuckDBPyConnection, list_id: int) -> tuple[int, int]:
    """A mark that is another one once the members of a list have changed, for what pages keep."""
    rows = cursor.execute(
        "select count(*), coalesce(bit_xor(hash(record_id)), 0) "
        "from store.list_members where list_id = ?",
        [list_id],
    ).fetchall()
    return rows[0][0], int(rows[0][1])


# Making, renaming, deleting


def create_list(
    cursor: duckdb.DuckDBPyConnection, name: str, object_type: str, import_id: int | None
) -> int:
    """An empty list; its id is returned. A name that is taken gets a number behind it."""
    taken = _names(cursor)
    unique, number = name, 2
    while unique.lower() in taken:
        unique, number = f"{name} ({number})", number + 1
    list_id = _next_id(cursor)
    cursor.execute(
        "insert into store.lists values (?, ?, ?, now() at time zone 'UTC', ?)",
        [list_id, unique, object_type, import_id],
    )
    return list_id


def make_list(cursor: duckdb.DuckDBPyConnection, name: str, object_type: str) -> int:
    """An empty list by hand; its id is returned. Raises StoreError when the name is empty, too long
    or taken."""
    return create_list(cursor, _checked_name(cursor, name, "List not made"), object_type, None)


def rename_list(cursor: duckdb.DuckDBPyConnection, list_id: int, name: str) -> None:
    """Raises StoreError when the list is gone, or the name is empty, too long or taken."""
    known = read_list(cursor, list_id)
    name = _checked_name(cursor, name, "List not renamed", known.name)
    cursor.execute("update store.lists set name = ? where list_id = ?", [name, list_id])


def delete_list(cursor: duckdb.DuckDBPyConnection, list_id: int) -> None:
    """Forgets a list; its records stay. The caller holds the transaction."""
    cursor.execute("delete from store.list_members where list_id = ?", [list_id])
    cursor.execute("delete from store.lists where list_id = ?", [list_id])


def _next_id(cursor: duckdb.DuckDBPyConnection) -> int:
    """A number that no list ever had: links may still name a deleted one."""
    highest = cursor.execute("select coalesce(max(list_id), 0) from store.lists").fetchall()[0][0]
    return next_number(cursor, "next_list_id", highest + 1)


def _names(cursor: duckdb.DuckDBPyConnection) -> set[str]:
    rows = cursor.execute("select lower(name) from store.lists").fetchall()
    return {row[0] for row in rows}


def _checked_name(
    cursor: duckdb.DuckDBPyConnection, name: str, title: str, current: str = ""
) -> str:
    """The name on one line, where it can be the name of a list."""
    name = " ".join(name.split())
    if not name:
        raise StoreError(title, "The name is empty.", "Type the name people will see.")
    if len(name) > NAME_LENGTH:
        raise StoreError(title, f"The name is longer than {NAME_LENGTH} characters.", "Shorten it.")
    if name.lower() in _names(cursor) - {current.lower()}:
        raise StoreError(title, f"There is a list {name} already.", "Choose another name.")
    return name


# Members


def add_members(cursor: duckdb.DuckDBPyConnection, list_id: int, work: str, first_id: int) -> None:
    """Adds every record that a plan (in the work database ``work``) creates, updates or finds
    unchanged. New records have the id ``first_id`` + row number."""
    cursor.execute(
        f"""
        insert into store.list_members
        select {list_id},
          case when action = 'created' then {first_id} + row_number else record_id end
        from {work}.plan
        where action in ('created', 'updated', 'unchanged')
        """
    )


def add_found(
    cursor: duckdb.DuckDBPyConnection,
    list_id: int,
    where: str = "true",
    values: Mapping[str, Any] | None = None,
) -> int:
    """Adds the records of the list's object that meet a condition with its bound values (see
    ``view_condition``); how many were not in it is returned. Raises StoreError when it is gone."""
    table = quote_identifier("store", read_list(cursor, list_id).object_type)
    added = cursor.execute(
        f"insert into store.list_members select {int(list_id)}, hs_object_id from {table} "
        f"where ({where}) and hs_object_id not in ({_members(list_id)})",
        dict(values or {}),
    ).fetchall()
    return int(added[0][0])


def remove_found(
    cursor: duckdb.DuckDBPyConnection,
    list_id: int,
    where: str = "true",
    values: Mapping[str, Any] | None = None,
) -> int:
    """Takes the records that meet a condition out of a list; their number is returned. They stay in
    the store. Raises StoreError when the list is gone."""
    table = quote_identifier("store", read_list(cursor, list_id).object_type)
    removed = cursor.execute(
        f"delete from store.list_members where list_id = {int(list_id)} "
        f"and record_id in (select hs_object_id from {table} where {where})",
        dict(values or {}),
    ).fetchall()
    return int(removed[0][0])


def _members(list_id: int) -> str:
    return f"select record_id from store.list_members where list_id = {int(list_id)}"
