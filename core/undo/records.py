"""Which records that an import created go when it is undone, and which stay because somebody has
used them since. Called by plan.py.

Makes the temporary tables ``undo_created`` (what the import created and is still there) and
``undo_later`` (what was changed since in its records, by later imports and by hand), and fills
``undo_kept``; then ``undo_going``: the records to be removed."""

from core.sql import quote_identifier
from core.undo.scope import Cursor, Scope

# Columns of ``undo_kept``: what stays, and why. what is RECORD, CELL, ASSOCIATION or LIST;
# by_import the later import that is the reason, null where it was done by hand.
KEPT_COLUMNS = """what varchar, object_type varchar, record_id bigint, other_id bigint,
  property varchar, old_value varchar, new_value varchar, now_value varchar, reason varchar,
  by_import bigint"""

# The ``source`` of what was changed last by hand, in ``undo_later``; else it is the import.
BY_HAND = 0


def find_created(cursor: Cursor, scope: Scope) -> None:
    """Makes ``undo_created``, ``undo_later`` and an empty ``undo_kept``."""
    cursor.execute(f"create or replace temp table undo_kept ({KEPT_COLUMNS})")
    union = "\nunion all\n".join(
        f"select '{each.name}' as object_type, hs_object_id as record_id,\n"
        "  hs_lastmodifieddate as modified\n"
        f"from {each.records}\n"
        f"where hs_object_source_id = {scope.import_id} and hs_object_source_label = 'IMPORT'"
        for each in scope.objects
    )
    cursor.execute(f"create or replace temp table undo_created as\n{union}")
    cursor.execute(
        f"""
        create or replace temp table undo_later as
        select object_type, record_id, property, arg_max(source, changed_at) as source,
          max(changed_at) as changed_at
        from (
          select c.object_type, c.record_id, c.property, c.import_id as source,
            i.finished_at as changed_at
          from store.changes as c
          join store.imports as i on i.import_id = c.import_id
          where (i.finished_at, i.import_id) > ($stamp, $import_id)
          union all
          select c.object_type, c.record_id, c.property, {BY_HAND}, e.edited_at
          from store.edited_cells as c
          join store.edits as e on e.edit_id = c.edit_id
          where c.put_back_at is null and e.edited_at > $stamp
        )
        where record_id in (select record_id from undo_created)
          or record_id in (select record_id from store.changes where import_id = $import_id)
        group by object_type, record_id, property
        """,
        {"stamp": scope.stamp, "import_id": scope.import_id},
    )


def keep_used_records(cursor: Cursor, scope: Scope) -> None:
    """Records that were changed, associated or put into a list since. One reason a record: of
    several changes the last one."""
    _keep(
        cursor,
        "RECORD_EDITED",
        """
        select record_id, cast(null as bigint) as by_import
        from undo_later
        group by record_id
        having arg_max(source, changed_at) = $by_hand
        """,
        {"by_hand": BY_HAND},
    )
    _keep(
        cursor,
        "RECORD_CHANGED",
        """
        select c.record_id, arg_max(l.source, l.changed_at) as by_import
        from undo_created as c
        left join undo_later as l on l.record_id = c.record_id
        where c.modified is distinct from $stamp or l.record_id is not null
          or c.record_id in (select record_id from store.identifiers)
        group by c.record_id
        """,
        {"stamp": scope.stamp},
    )
    _keep(
        cursor,
        "RECORD_ASSOCIATED",
        """
        select record_id, max(import_id) as by_import
        from (
          select from_record_id as record_id, import_id
          from store.associations
          where import_id is distinct from $import_id
          union all
          select to_record_id, import_id
          from store.associations
          where import_id is distinct from $import_id
        )
        group by record_id
        """,
        {"import_id": scope.import_id},
    )
    _keep(
        cursor,
        "RECORD_LISTED",
        """
        select m.record_id, max(l.import_id) as by_import
        from store.list_members as m
        join store.lists as l on l.list_id = m.list_id
        where l.import_id is distinct from $import_id
        group by m.record_id
        """,
        {"import_id": scope.import_id},
    )
    _find_going(cursor)


def keep_named_products(cursor: Cursor, scope: Scope) -> None:
    """Products that a record which stays still names, once it has its old values back."""
    if "products" not in scope.names:
        return
    found = cursor.execute(
        "select object_type, name from store.properties where value_type = 'product'"
    ).fetchall()
    for object_type, name in found:
        column = quote_identifier(name)
        _keep(
            cursor,
            "RECORD_NAMED",
            f"""
            select cast(r.{column} as bigint) as record_id, cast(null as bigint) as by_import
            from {quote_identifier("store", object_type)} as r
            where r.{column} is not null
              and r.hs_object_id not in (select record_id from undo_going)
              and r.hs_object_id not in (
                select record_id
                from undo_cells
                where object_type = $object_type and property = $name and reason is null
              )
            group by 1
            """,
            {"object_type": object_type, "name": name},
            "products",
        )
    _find_going(cursor)


def _keep(
    cursor: Cursor, reason: str, query: str, values: dict[str, object], object_type: str = ""
) -> None:
    """Adds the created records of a query over ``record_id, by_import`` that are not kept yet."""
    cursor.execute(
        f"""
        insert into undo_kept (what, object_type, record_id, reason, by_import)
        select 'RECORD', c.object_type, c.record_id, '{reason}', u.by_import
        from undo_created as c
        join ({query}) as u on u.record_id = c.record_id
        where c.record_id not in (select record_id from undo_kept where what = 'RECORD')
          and $only in ('', c.object_type)
        """,
        values | {"only": object_type},
    )


def _find_going(cursor: Cursor) -> None:
    cursor.execute(
        """
        create or replace temp table undo_going as
        select object_type, record_id
        from undo_created
        where record_id not in (select record_id from undo_kept where what = 'RECORD')
        """
    )
