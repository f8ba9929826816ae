"""Records come back from the recycle bin as they were, with what hung on them, as far as that is
still possible; what is not is told. Called by the recycle bin page, inside ``changing``."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from core.sql import quote_identifier
from core.store.counters import raise_version
from core.store.properties import object_type_names, read_object_type
from core.store.recycle_bin import Cursor, forget_empty_deletions
from core.vocabulary import ObjectType


@dataclass(frozen=True)
class Refused:
    """A record that stays in the bin, since another record has its value of a unique property."""

    record_id: int
    name: str
    property_label: str
    value: str


@dataclass(frozen=True)
class Restored:
    """What came back. ``waiting`` associations come back with their other record, which is in the
    bin; ``lost_associations``, ``lost_members`` and ``lost_emails`` cannot come back: the other
    record, the label or the list is gone, or another record has the email."""

    records: int = 0
    associations: int = 0
    members: int = 0
    emails: int = 0
    waiting: int = 0
    lost_associations: int = 0
    lost_members: int = 0
    lost_emails: int = 0
    refused: tuple[Refused, ...] = ()

    def __add__(self, other: "Restored") -> "Restored":
        counts = (getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__)
        return Restored(*counts)


def restore_records(cursor: Cursor, record_ids: Sequence[int]) -> Restored:
    """Brings records of the bin back. Raises StoreError when their object is gone."""
    rows = cursor.execute(
        "select distinct object_type from store.deleted_records "
        "where record_id in (select unnest($ids::bigint[])) order by object_type",
        {"ids": list(record_ids)},
    ).fetchall()
    cursor.execute("create or replace temp table bin_restored (record_id bigint)")
    restored = Restored()
    for (name,) in rows:
        restored += _restore_object(cursor, read_object_type(cursor, name), record_ids)
    restored += _restore_hanging(cursor)
    if restored.records:
        forget_empty_deletions(cursor)
        raise_version(cursor)
    return restored


def _restore_object(cursor: Cursor, kind: ObjectType, record_ids: Sequence[int]) -> Restored:
    table = quote_identifier("store", kind.name)
    columns = cursor.execute(
        "select column_name, data_type from duckdb_columns() "
        "where database_name = 'store' and table_name = ? order by column_index",
        [kind.name],
    ).fetchall()
    cursor.execute(
        "create or replace temp table bin_back as "
        "select name as bin_name, unnest(from_json(record, $structure)) "
        "from store.deleted_records "
        "where object_type = $object_type and record_id in (select unnest($ids::bigint[]))",
        {
            "structure": json.dumps(dict(columns)),
            "object_type": kind.name,
            "ids": list(record_ids),
        },
    )
    refused = [
        each for prop in kind.properties if prop.unique for each in _taken(cursor, kind, prop.name)
    ]
    ids = {each.record_id for each in refused}
    cursor.execute(
        "delete from bin_back where hs_object_id in (select unnest($ids::bigint[]))",
        {"ids": list(ids)},
    )
    cursor.execute(f"insert into {table} by name select * exclude (bin_name) from bin_back")
    cursor.execute("insert into bin_restored select hs_object_id from bin_back")
    cursor.execute(
        "delete from store.deleted_records where record_id in (select record_id from bin_restored)"
    )
    count = cursor.execute("select count(*) from bin_back").fetchall()[0][0]
    return Restored(records=int(count), refused=tuple(refused))


def _taken(cursor: Cursor, kind: ObjectType, name: str) -> list[Refused]:
    """The records of ``bin_back`` whose value another record has by now, or one that comes back
    with them."""
    column, prop = quote_identifier(name), kind.property(name)
    table = quote_identifier("store", kind.name)
    rows = cursor.execute(
        f"""
        select b.hs_object_id, b.bin_name, cast(b.{column} as varchar)
        from bin_back as b
        where b.{column} in (select {column} from {table})
          or cast(b.{column} as varchar) in (
            select value
            from store.identifiers
            where object_type = $object_type and property = $name
          )
          or b.hs_object_id > (
            select min(o.hs_object_id) from bin_back as o where o.{column} = b.{column}
          )
        order by b.hs_object_id
        """,
        {"object_type": kind.name, "name": name},
    ).fetchall()
    return [Refused(row[0], row[1], prop.label if prop else name, row[2]) for row in rows]


def _restore_hanging(cursor: Cursor) -> Restored:
    """Associations, memberships and secondary emails of the records in ``bin_restored``."""
    return _restore_associations(cursor) + _restore_members(cursor) + _restore_emails(cursor)


def _restore_associations(cursor: Cursor) -> Restored:
    there = "\nunion all\n".join(
        f"select hs_object_id as record_id from {quote_identifier('store', name)}"
        for name in object_type_names(cursor)
    )
    cursor.execute(
        f"""
        create or replace temp table bin_links as
        with mine as (
          select rowid as row, *
          from store.deleted_associations
          where from_record_id in (from bin_restored) or to_record_id in (from bin_restored)
        ),
        there as (
          select record_id
          from ({there})
          where record_id in (select from_record_id from mine union select to_record_id from mine)
        ),
        ends as (
          select m.*,
            m.from_record_id in (from there) and m.to_record_id in (from there) as both_there,
            m.association_type_id in (select association_type_id from store.association_types)
              as has_type,
            (m.from_record_id in (from there)
              or m.from_record_id in (select record_id from store.deleted_records))
            and (m.to_record_id in (from there)
              or m.to_record_id in (select record_id from store.deleted_records)) as possible
          from mine as m
        )
        select *,
          case when both_there and has_type then 'back'
            when possible and has_type then 'waits' else 'lost' end as fate
        from ends
        """
    )
    cursor.execute(
        """
        insert into store.associations
        select association_type_id, from_record_id, to_record_id, import_id, row_number
        from bin_links
        where fate = 'back'
        """
    )
    cursor.execute(
        "delete from store.deleted_associations "
        "where rowid in (select row from bin_links where fate <> 'waits')"
    )
    back, waiting, lost = (
        int(
            cursor.execute("select count(*) from bin_links where fate = ?", [fate]).fetchall()[0][0]
        )
        for fate in ("back", "waits", "lost")
    )
    return Restored(associations=back, waiting=waiting, lost_associations=lost)


def _restore_members(cursor: Cursor) -> Restored:
    back = cursor.execute(
        """
        insert into store.list_members
        select list_id, record_id
        from store.deleted_list_members
        where record_id in (from bin_restored) and list_id in (select list_id from store.lists)
        """
    ).fetchall()[0][0]
    gone = cursor.execute(
        "delete from store.deleted_list_members where record_id in (from bin_restored)"
    ).fetchall()[0][0]
    return Restored(members=int(back), lost_members=int(gone - back))


def _restore_emails(cursor: Cursor) -> Restored:
    """Secondary emails that nobody else has."""
    back = cursor.execute(
        """
        insert into store.identifiers
        select object_type, property, value, record_id
        from store.deleted_identifiers as d
        where record_id in (from bin_restored)
          and not exists (
            select 1
            from store.identifiers as i
            where i.object_type = d.object_type and i.property = d.property and i.value = d.value
          )
          and (
            d.object_type <> 'contacts' or d.property <> 'email'
            or not exists (
              select 1
              from store.contacts as c
              where c.email = d.value and c.hs_object_id <> d.record_id
            )
          )
        """
    ).fetchall()[0][0]
    gone = cursor.execute(
        "delete from store.deleted_identifiers where record_id in (from bin_restored)"
    ).fetchall()[0][0]
    return Restored(emails=int(back), lost_emails=int(gone - back))
