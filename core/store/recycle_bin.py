"""The recycle bin: records are deleted into it with what hangs on them, and are there for 90 days.
Called by the pages, inside ``changing``; what comes back is in ``bin_restore.py``.

A record is kept as JSON with every column by its name, so that a property that was added or changed
meanwhile does not matter. Its associations wait until both of their records are there again. A
dry run made before a deletion is stale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import duckdb

from core.errors import StoreError
from core.sql import quote_identifier
from core.store.counters import next_number, raise_version
from core.store.person import person
from core.store.properties import read_object_type
from core.vocabulary import ObjectType

DAYS = 90

Cursor = duckdb.DuckDBPyConnection


@dataclass(frozen=True)
class DeletedRecord:
    """A record in the bin. ``import_id`` is set where the records of an import were deleted;
    ``created_by`` is the import that made the record, with its name."""

    record_id: int
    object_type: str
    name: str
    deleted_at: datetime
    deleted_by: str
    import_id: int | None
    created_by: int | None
    import_name: str | None

    @property
    def gone_at(self) -> datetime:
        """When it is purged by itself."""
        return self.deleted_at + timedelta(days=DAYS)


# Deleting


def delete_records(cursor: Cursor, object_type: str, record_ids: Sequence[int]) -> int:
    """Moves records of an object into the bin; how many there were is returned.

    Raises StoreError when none of them is there."""
    going = "select unnest($ids::bigint[]) as record_id"
    return _delete(cursor, object_type, going, {"ids": list(record_ids)}, None)


def count_created(cursor: Cursor, import_id: int, object_type: str) -> int:
    """How many records that an import created are there."""
    table = quote_identifier("store", object_type)
    rows = cursor.execute(
        f"select count(*) from {table} where hs_object_source_id = ?", [import_id]
    ).fetchall()
    return int(rows[0][0])


def delete_created(cursor: Cursor, import_id: int, object_type: str) -> int:
    """The same for all records that an import created, whatever happened to them since."""
    going = (
        f"select hs_object_id as record_id from {quote_identifier('store', object_type)} "
        "where hs_object_source_id = $import_id"
    )
    return _delete(cursor, object_type, going, {"import_id": import_id}, import_id)


def _delete(
    cursor: Cursor,
    object_type: str,
    going: str,
    values: dict[str, object],
    import_id: int | None,
) -> int:
    kind = read_object_type(cursor, object_type)
    table = quote_identifier("store", object_type)
    cursor.execute(
        f"create or replace temp table bin_going as select distinct g.record_id "
        f"from ({going}) as g join {table} as r on r.hs_object_id = g.record_id",
        values,
    )
    number = int(cursor.execute("select count(*) from bin_going").fetchall()[0][0])
    if not number:
        raise StoreError("Nothing deleted", "These records are not there.", "Reload the page.")
    deletion_id = next_number(cursor, "next_deletion_id", 1)
    cursor.execute(
        "insert into store.deletions values (?, ?, ?, now() at time zone 'UTC', ?)",
        [deletion_id, object_type, import_id, person()],
    )
    cursor.execute(
        f"""
        insert into store.deleted_records
        select {deletion_id}, ?, r.hs_object_id, {_name(kind)}, to_json(r)
        from {table} as r
        where r.hs_object_id in (from bin_going)
        """,
        [object_type],
    )
    for name, condition in _HANGING.items():
        condition = condition.format("from bin_going")
        cursor.execute(
            f"insert into store.deleted_{name} select * from store.{name} where {condition}"
        )
        cursor.execute(f"delete from store.{name} where {condition}")
    cursor.execute(f"delete from {table} where hs_object_id in (from bin_going)")
    raise_version(cursor)
    return number


# Table -> what of it hangs on the records of a query.
_HANGING = {
    "associations": "from_record_id in ({0}) or to_record_id in ({0})",
    "list_members": "record_id in ({0})",
    "identifiers": "record_id in ({0})",
}


def _name(kind: ObjectType) -> str:
    """SQL: what a record is called, else its email or Record ID."""
    parts = ", ".join(f"r.{quote_identifier(name)}" for name in kind.primary_display)
    email = "r.email, " if kind.property("email") else ""
    return (
        f"coalesce(nullif(trim(concat_ws(' ', {parts})), ''), {email}"
        "'Record ' || cast(r.hs_object_id as varchar))"
    )


# Looking into it


def count_deleted(cursor: Cursor, object_type: str = "", search: str = "") -> int:
    """How many records of an object, or of all, are in the bin."""
    row = cursor.execute(
        f"select count(*) {_FOUND}", {"object_type": object_type, "search": search}
    ).fetchall()
    return int(row[0][0])


def deleted_objects(cursor: Cursor) -> dict[str, int]:
    """The object types that have records in the bin, with their number."""
    return dict(
        cursor.execute(
            "select object_type, count(*) from store.deleted_records group by all order by all"
        ).fetchall()
    )


def deleted_records(
    cursor: Cursor, object_type: str = "", search: str = "", offset: int = 0, limit: int = 100
) -> list[DeletedRecord]:
    """A page of the bin, the latest first."""
    rows = cursor.execute(
        f"""
        with page as (
          select r.record_id, r.object_type, r.name, d.deleted_at, d.deleted_by, d.import_id,
            cast(r.record ->> 'hs_object_source_id' as bigint) as created_by
          {_FOUND}
          order by d.deleted_at desc, r.record_id
          limit {int(limit)} offset {int(offset)}
        )
        select p.*, coalesce(nullif(i.name, ''), array_to_string(i.file_names, ' + '))
        from page as p
        left join store.imports as i on i.import_id = p.created_by
        order by p.deleted_at desc, p.record_id
        """,
        {"object_type": object_type, "search": search},
    ).fetchall()
    return [DeletedRecord(*row) for row in rows]


_FOUND = """
  from store.deleted_records as r
  join store.deletions as d on d.deletion_id = r.deletion_id
  where $object_type in ('', r.object_type)
    and (contains(lower(r.name), lower(trim($search)))
      or cast(r.record_id as varchar) = trim($search))
"""


# Purging


def purge_records(cursor: Cursor, record_ids: Sequence[int]) -> int:
    """Deletes records of the bin for good, their journal too; their number is returned."""
    return _purge(
        cursor,
        "select record_id from store.deleted_records "
        "where record_id in (select unnest($ids::bigint[]))",
        {"ids": list(record_ids)},
    )


def purge_all(cursor: Cursor) -> int:
    """Empties the bin."""
    return _purge(cursor, "select record_id from store.deleted_records", {})


def purge_expired(cursor: Cursor) -> int:
    """Deletes for good what has been in the bin for 90 days."""
    return _purge(
        cursor,
        f"""
        select r.record_id
        from store.deleted_records as r
        join store.deletions as d on d.deletion_id = r.deletion_id
        where d.deleted_at < (now() at time zone 'UTC') - interval {DAYS} day
        """,
        {},
    )


def _purge(cursor: Cursor, query: str, values: dict[str, object]) -> int:
    cursor.execute(f"create or replace temp table bin_purged as {query}", values)
    number = int(cursor.execute("select count(*) from bin_purged").fetchall()[0][0])
    if number:
        for name, condition in _HANGING.items():
            condition = condition.format("from bin_purged")
            cursor.execute(f"delete from store.deleted_{name} where {condition}")
        for name in _PERSONAL:
            cursor.execute(f"delete from store.{name} where record_id in (from bin_purged)")
        forget_empty_deletions(cursor)
    return number


# What else holds values of a record.
_PERSONAL = (
    *("deleted_records", "changes", "undone_changes", "touched", "changed_identifiers"),
    *("edits", "edited_cells"),
)


def forget_empty_deletions(cursor: Cursor) -> None:
    """Deletions of which nothing is in the bin any more."""
    cursor.execute(
        "delete from store.deletions "
        "where deletion_id not in (select deletion_id from store.deleted_records)"
    )
