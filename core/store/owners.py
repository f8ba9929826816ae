"""The users that owner properties point to. Called by sample data and the owner settings."""

import duckdb

from core.errors import StoreError


def add_owner(
    cursor: duckdb.DuckDBPyConnection, email: str, first_name: str, last_name: str
) -> int:
    """Adds an owner; the id is returned. Raises StoreError when the email is taken."""
    email = email.strip().lower()
    taken = cursor.execute("select 1 from store.owners where email = ?", [email]).fetchone()
    if taken:
        raise StoreError("Owner not added", f"{email} is an owner already.")
    row = cursor.execute(
        """
        insert into store.owners
        select coalesce(max(owner_id), 0) + 1, ?, ?, ?
        from store.owners
        returning owner_id
        """,
        [email, first_name.strip(), last_name.strip()],
    ).fetchone()
    assert row is not None
    return int(row[0])
