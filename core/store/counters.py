"""Numbers that are given out once, and the version of the store. Called by whatever makes something
with a number: imports, undos, edits, lists, association labels, pipelines."""

import duckdb


def next_number(cursor: duckdb.DuckDBPyConnection, name: str, first: int, count: int = 1) -> int:
    """The first of ``count`` numbers that were never given out under this name. A number does not
    come back when what had it is deleted: files and recipes may still name it."""
    rows = cursor.execute(
        """
        insert into store.counters values ($name, $first + $count)
        on conflict (name) do update set value = value + $count
        returning value
        """,
        {"name": name, "first": first, "count": count},
    ).fetchall()
    return int(rows[0][0]) - count


def raise_version(cursor: duckdb.DuckDBPyConnection) -> None:
    """Says that the store has changed: dry runs made before it are stale."""
    cursor.execute("update store.counters set value = value + 1 where name = 'version'")
