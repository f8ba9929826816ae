"""Which associations, labels and lists of an import go when it is undone, and which stay. Called by
plan.py after records.py.

Makes the temporary tables ``undo_links`` (every association and label of the import that is in the
scope; reason says why it stays) and ``undo_members`` (the members of its lists; the same)."""

from core.sql import quote_literal
from core.undo.scope import Cursor, Scope


def find_links(cursor: Cursor, scope: Scope) -> None:
    """Makes ``undo_links``. Of one object of the import: what has such a record at either end.

    An association stays while somebody else has put a label on it, and with a record that stays,
    as long as the record at its other end does not go."""
    cursor.execute(
        """
        create or replace temp table undo_links as
        with mine as (
          select a.association_type_id, a.from_record_id, a.to_record_id,
            t.label is not null as is_label, t.from_object_type
          from store.associations as a
          join store.association_types as t on t.association_type_id = a.association_type_id
          where a.import_id = $import_id
            and (list_contains($names, t.from_object_type)
              or list_contains($names, t.to_object_type))
        ),
        labeled as (
          select least(a.from_record_id, a.to_record_id) as one,
            greatest(a.from_record_id, a.to_record_id) as other, max(a.import_id) as by_import
          from store.associations as a
          join store.association_types as t on t.association_type_id = a.association_type_id
          where a.import_id is distinct from $import_id and t.label is not null
          group by all
        ),
        kept as (select record_id from undo_kept where what = 'RECORD')
        select m.*, l.by_import,
          case
            when not m.is_label and l.one is not null then 'ASSOCIATION_LABELED'
            when (m.from_record_id in (from kept) or m.to_record_id in (from kept))
              and m.from_record_id not in (select record_id from undo_going)
              and m.to_record_id not in (select record_id from undo_going)
              then 'ASSOCIATION_OF_KEPT'
          end as reason
        from mine as m
        left join labeled as l
          on l.one = least(m.from_record_id, m.to_record_id)
          and l.other = greatest(m.from_record_id, m.to_record_id)
        """,
        {"import_id": scope.import_id, "names": scope.names},
    )
    cursor.execute(
        """
        insert into undo_kept (what, object_type, record_id, other_id, reason, by_import)
        select 'ASSOCIATION', from_object_type, from_record_id, to_record_id, any_value(reason),
          any_value(by_import)
        from undo_links
        where reason is not null
        group by all
        """
    )


def find_members(cursor: Cursor, scope: Scope) -> None:
    """Makes ``undo_members``. Whom somebody has put into a list of the import since stays in it,
    and so does the list. Whom the import had put there is in the file of its outcome; where that
    is gone, everybody counts as put there by the import."""
    cursor.execute(
        "create or replace temp table undo_members (list_id bigint, record_id bigint, "
        "added boolean)"
    )
    for each in scope.objects:
        named = "select record_id from store.list_members"
        if each.outcome.exists():
            named = (
                f"select record_id from read_parquet({quote_literal(str(each.outcome))}) "
                "where action in ('created', 'updated', 'unchanged')"
            )
        cursor.execute(
            f"""
            insert into undo_members
            select m.list_id, m.record_id, m.record_id not in ({named})
            from store.list_members as m
            join store.lists as l on l.list_id = m.list_id
            where l.import_id = ? and l.object_type = ?
            """,
            [scope.import_id, each.name],
        )
    cursor.execute(
        """
        insert into undo_kept (what, object_type, other_id, now_value, reason)
        select 'LIST', l.object_type, l.list_id, l.name, 'MEMBERS_ADDED'
        from store.lists as l
        where l.list_id in (select list_id from undo_members where added)
        """
    )
