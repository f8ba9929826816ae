"""Static lists of records, made by imports. Called by the commit and the results page."""

import duckdb


def create_list(
    cursor: duckdb.DuckDBPyConnection, name: str, object_type: str, import_id: int
) -> int:
    """An empty list; its id is returned. A name that is taken gets a number behind it."""
    taken = {row[0] for row in cursor.execute("select name from store.lists").fetchall()}
    unique, number = name, 2
    while unique in taken:
        unique, number = f"{name} ({number})", number + 1
    row = cursor.execute(
        """
        insert into store.lists
        select coalesce(max(list_id), 0) + 1, ?, ?, now() at time zone 'UTC', ?
        from store.lists
        returning list_id
        """,
        [unique, object_type, import_id],
    ).fetchone()
    assert row is not None
    return int(row[0])


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


def list_name(cursor: duckdb.DuckDBPyConnection, list_id: int) -> str | None:
    """The name of a list, or None."""
    row = cursor.execute("select name from store.lists where list_id = ?", [list_id]).fetchone()
    return row[0] if row else None
