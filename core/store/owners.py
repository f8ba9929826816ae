"""The users that owner properties point to. Called by sample data, the owner settings, and wherever
an owner is shown by name."""

from dataclasses import dataclass

import duckdb

from core.errors import StoreError
from core.property_types import VALUE_TYPES, Formats
from core.sql import quote_identifier
from core.store.counters import raise_version
from core.vocabulary import Property


@dataclass(frozen=True)
class StoredOwner:
    """One owner as the settings show it."""

    owner_id: int
    email: str
    first_name: str
    last_name: str

    @property
    def name(self) -> str:
        """First and last name, or the email where there is neither."""
        return f"{self.first_name} {self.last_name}".strip() or self.email


def list_owners(cursor: duckdb.DuckDBPyConnection) -> list[StoredOwner]:
    """All owners, by email."""
    rows = cursor.execute(
        "select owner_id, email, first_name, last_name from store.owners order by email"
    ).fetchall()
    return [StoredOwner(*row) for row in rows]


def owner_names(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Owner id, as owner properties keep it, -> name to show; the email beside a name that two
    owners share."""
    owners = list_owners(cursor)
    names = [owner.name for owner in owners]
    return {
        str(o.owner_id): o.name if names.count(o.name) == 1 else f"{o.name} ({o.email})"
        for o in owners
    }


def add_owner(
    cursor: duckdb.DuckDBPyConnection, email: str, first_name: str, last_name: str
) -> int:
    """Adds an owner; the id is returned. Raises StoreError when the email is missing, malformed or
    taken."""
    email = email.strip().lower()
    problem = _email_problem(cursor, email)
    if problem:
        raise StoreError("Owner not added", *problem)
    row = cursor.execute(
        """
        insert into store.owners
        select coalesce(max(owner_id), 0) + 1, ?, ?, ?
        from store.owners
        returning owner_id
        """,
        [email, _plain(first_name), _plain(last_name)],
    ).fetchone()
    assert row is not None
    raise_version(cursor)
    return int(row[0])


def _email_problem(cursor: duckdb.DuckDBPyConnection, email: str) -> tuple[str, str] | None:
    """What is wrong with a new owner's email and what to do, or None. The rule is the one that
    cells of a file meet, so that files can name every owner."""
    if not email:
        return "The email is empty.", "Files name owners by it, so every owner needs one."
    prop = Property("email", "Email", "", "string", "text", "email")
    good = VALUE_TYPES["email"].conversion("cast($1 as varchar)", prop, Formats(), "").value
    if cursor.execute(f"select {good}", [email]).fetchall() == [(None,)]:
        return f"{email} is not an email address.", "Write it like name@example.com."
    if cursor.execute("select 1 from store.owners where lower(email) = ?", [email]).fetchone():
        return f"{email} is an owner already.", "Edit that one, or use another email."
    return None


def rename_owner(
    cursor: duckdb.DuckDBPyConnection, owner_id: int, first_name: str, last_name: str
) -> None:
    """Changes an owner's names. Raises StoreError when the owner is gone."""
    changed = cursor.execute(
        "update store.owners set first_name = ?, last_name = ? where owner_id = ? returning 1",
        [_plain(first_name), _plain(last_name), owner_id],
    ).fetchall()
    if not changed:
        raise StoreError("Owner not found", "Somebody removed this owner.", "Reload the page.")
    raise_version(cursor)


def _plain(name: str) -> str:
    """A name on one line with single spaces, as cells are compared with it."""
    return " ".join(name.split())


def remove_owner(cursor: duckdb.DuckDBPyConnection, owner_id: int) -> None:
    """Forgets an owner. Raises StoreError when records point to it: they would point nowhere."""
    owned = owned_records(cursor, owner_id)
    if owned:
        raise StoreError(
            "Owner not removed",
            f"Records have this owner: {_listed(owned)}.",
            "Give them another owner first, by hand or by an import.",
        )
    cursor.execute("delete from store.owners where owner_id = ?", [owner_id])
    raise_version(cursor)


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} of the {plural.lower()}" for plural, count in counts.items())


def owned_records(cursor: duckdb.DuckDBPyConnection, owner_id: int) -> dict[str, int]:
    """How many records of each object (by its plural) point to an owner."""
    rows = cursor.execute(
        """
        select p.object_type, any_value(o.definition ->> 'plural'), list(p.name)
        from store.properties as p
        join store.object_types as o on o.name = p.object_type
        where p.value_type = 'owner'
        group by p.object_type
        order by any_value(o.position)
        """
    ).fetchall()
    counts = {}
    for object_type, plural, names in rows:
        found = " or ".join(f"{quote_identifier(name)} = $1" for name in names)
        table = quote_identifier("store", object_type)
        counts[plural] = cursor.execute(
            f"select count(*) from {table} where {found}", [str(owner_id)]
        ).fetchall()[0][0]
    return {plural: count for plural, count in counts.items() if count}
