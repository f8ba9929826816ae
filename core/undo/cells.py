"""Which cells get their old value back when an import is undone, and which stay because the value
was changed since. Called by plan.py after records.py.

Makes the temporary table ``undo_cells``: every cell that the import changed in a record it did not
create. reason is null where the old value comes back, else it says why not."""

from core.sql import quote_identifier
from core.undo.records import BY_HAND
from core.undo.scope import Cursor, Scope, UndoneObject


def find_cells(cursor: Cursor, scope: Scope) -> None:
    """Makes ``undo_cells``. The journal keeps values as text, so values are compared as text: a
    property's kind writes and reads it without loss."""
    cursor.execute(
        """
        create or replace temp table undo_cells (
          object_type varchar, record_id bigint, property varchar, old_value varchar,
          new_value varchar, now_value varchar, reason varchar, by_import bigint
        )
        """
    )
    for each in scope.objects:
        changed = cursor.execute(
            "select distinct property from store.changes where import_id = ? and object_type = ?",
            [scope.import_id, each.name],
        ).fetchall()
        names = sorted(name for (name,) in changed)
        for name in names:
            _compare(cursor, scope, each, name)
        if each.name == "contacts" and "email" in names:
            _keep_changed_secondary_emails(cursor, scope)


def keep_taken_values(cursor: Cursor, scope: Scope) -> None:
    """Values of unique properties that another record has by now. A cell that stays may hold what
    another one waits for, so this goes on until nothing more is found."""
    for each in scope.objects:
        for name in each.unique:
            while _keep_taken(cursor, each, name):
                pass


def _compare(cursor: Cursor, scope: Scope, each: UndoneObject, name: str) -> None:
    """The cells of one property: changed since, where the record has another value now, or a later
    import or somebody by hand has written the cell."""
    now = each.kinds[name].text(f"r.{quote_identifier(name)}")
    cursor.execute(
        f"""
        insert into undo_cells
        select $object_type, record_id, $property, old_value,
          case when reason is not null then new_value end,
          case when reason is not null then now_value end,
          reason,
          by_import
        from (
          select c.record_id, c.old_value, c.new_value, {now} as now_value,
            nullif(l.source, {BY_HAND}) as by_import,
            case
              when r.hs_object_id is null then 'RECORD_DELETED'
              when l.source = {BY_HAND} then 'VALUE_EDITED'
              when l.source is not null or {now} is distinct from c.new_value
                then 'VALUE_CHANGED'
            end as reason
          from store.changes as c
          left join {each.records} as r on r.hs_object_id = c.record_id
          left join undo_later as l
            on l.object_type = $object_type and l.property = $property
            and l.record_id = c.record_id
          where c.import_id = $import_id and c.object_type = $object_type
            and c.property = $property
            and c.record_id not in (select record_id from undo_created)
        )
        where reason is distinct from 'RECORD_DELETED'
          or record_id in (select record_id from store.touched where import_id = $import_id)
        """,
        {"object_type": each.name, "property": name, "import_id": scope.import_id},
    )


def _keep_changed_secondary_emails(cursor: Cursor, scope: Scope) -> None:
    """An email that changed places with a secondary one goes back together with it."""
    cursor.execute(
        """
        update undo_cells as u
        set reason = 'VALUE_CHANGED'
        from store.changed_identifiers as c
        where c.import_id = $import_id and c.object_type = 'contacts' and c.property = 'email'
          and u.object_type = 'contacts' and u.property = 'email' and u.reason is null
          and u.record_id = c.record_id and c.new_value is not null
          and not exists (
            select 1
            from store.identifiers as i
            where i.object_type = 'contacts' and i.property = 'email'
              and i.record_id = c.record_id and i.value = c.new_value
          )
        """,
        {"import_id": scope.import_id},
    )


def _keep_taken(cursor: Cursor, each: UndoneObject, name: str) -> bool:
    """Whether there was a cell whose old value another record holds after the undo."""
    value = each.kinds[name].text(f"r.{quote_identifier(name)}")
    taken = cursor.execute(
        f"""
        update undo_cells as u
        set reason = 'VALUE_TAKEN'
        from (
          select {value} as value, r.hs_object_id as record_id
          from {each.records} as r
          where {value} in (
              select old_value
              from undo_cells
              where object_type = $object_type and property = $property and reason is null
            )
            and r.hs_object_id not in (select record_id from undo_going)
            and r.hs_object_id not in (
              select record_id
              from undo_cells
              where object_type = $object_type and property = $property and reason is null
            )
          union
          select value, record_id
          from store.identifiers
          where object_type = $object_type and property = $property
        ) as held
        where u.object_type = $object_type and u.property = $property and u.reason is null
          and u.old_value = held.value and u.record_id <> held.record_id
        """,
        {"object_type": each.name, "property": name},
    ).fetchall()
    return int(taken[0][0]) > 0


def list_kept_cells(cursor: Cursor) -> None:
    """Adds what stays to ``undo_kept``."""
    cursor.execute(
        """
        insert into undo_kept
          (what, object_type, record_id, property, old_value, new_value, now_value, reason,
           by_import)
        select 'CELL', object_type, record_id, property, old_value, new_value, now_value, reason,
          by_import
        from undo_cells
        where reason is not null
        """
    )


def kept_text(value: str, sql_type: str) -> str:
    """SQL: a journalled text as the value it was made from."""
    return f"cast({value} as {sql_type})" if sql_type != "varchar" else value
