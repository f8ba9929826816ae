"""Carries out the plan of an undo in the caller's transaction: values back, records, associations
and lists removed, the journal moved. Called by run.py, after plan.py made its tables."""

from core.engine.progress import Progress
from core.sql import quote_identifier
from core.store.counters import raise_version
from core.store.imports import mark_undone
from core.store.undos import finish_undo
from core.undo.cells import kept_text
from core.undo.plan import UndoPlan
from core.undo.scope import Cursor, Scope, UndoneObject


def write_undo(
    cursor: Cursor, scope: Scope, undo_id: int, plan: UndoPlan, progress: Progress
) -> None:
    """Everything the plan says, and that it was done."""
    with progress.phase("Restoring values"):
        for each in scope.objects:
            _restore_secondary_emails(cursor, scope, each)
            _restore_cells(cursor, each)
            _restore_modified(cursor, scope, each)
    with progress.phase("Removing records"):
        for each in scope.objects:
            if plan.objects[each.name].removed:
                cursor.execute(
                    f"delete from {each.records} where hs_object_id in "
                    "(select record_id from undo_going where object_type = ?)",
                    [each.name],
                )
        _forget_edits(cursor)
    with progress.phase("Removing associations and lists"):
        _remove_links(cursor, scope, plan)
        _remove_lists(cursor, scope)
    with progress.phase("Moving the journal"):
        for each in scope.objects:
            _move_journal(cursor, scope, each, undo_id)
    with progress.phase("Finishing"):
        mark_undone(cursor, scope.import_id, scope.names)
        raise_version(cursor)
        finish_undo(cursor, undo_id, plan.to_json(), progress.seconds)


def _forget_edits(cursor: Cursor) -> None:
    """Edits by hand of records that go: all of them were put back, else the record would stay."""
    for table in ("edited_cells", "edits"):
        cursor.execute(
            f"delete from store.{table} where record_id in (select record_id from undo_going)"
        )


def _restore_cells(cursor: Cursor, each: UndoneObject) -> None:
    """One statement a property, in the order of the records (see commit._update_records)."""
    names = cursor.execute(
        "select distinct property from undo_cells where object_type = ? and reason is null",
        [each.name],
    ).fetchall()
    for (name,) in sorted(names):
        value = kept_text("c.old_value", each.kinds[name].sql_type)
        cursor.execute(
            f"""
            update {each.records} as r
            set {quote_identifier(name)} = {value}
            from (
              select record_id, old_value
              from undo_cells
              where object_type = ? and property = ? and reason is null
              order by record_id
            ) as c
            where r.hs_object_id = c.record_id
            """,
            [each.name, name],
        )


def _restore_modified(cursor: Cursor, scope: Scope, each: UndoneObject) -> None:
    """When the records had last been modified, where nobody has modified them since. A later import
    or edit that did remembers the moment of this import as the one before: it gets the one before
    that."""
    values = {"stamp": scope.stamp, "import_id": scope.import_id, "object_type": each.name}
    restored = """
      select t.record_id, t.hs_lastmodifieddate
      from store.touched as t
      where t.import_id = $import_id and t.object_type = $object_type
        and t.record_id not in (
          select record_id from undo_cells where reason is not null and object_type = $object_type
        )
      order by t.record_id
    """
    cursor.execute(
        f"""
        update store.touched as later
        set hs_lastmodifieddate = t.hs_lastmodifieddate
        from ({restored}) as t
        where later.record_id = t.record_id and later.import_id <> $import_id
          and later.hs_lastmodifieddate = $stamp
        """,
        values,
    )
    cursor.execute(
        f"""
        update store.edits as later
        set hs_lastmodifieddate = t.hs_lastmodifieddate
        from ({restored}) as t
        where later.record_id = t.record_id and later.hs_lastmodifieddate = $stamp
        """,
        values,
    )
    cursor.execute(
        f"""
        update {each.records} as r
        set hs_lastmodifieddate = t.hs_lastmodifieddate
        from ({restored}) as t
        where r.hs_object_id = t.record_id and r.hs_lastmodifieddate = $stamp
        """,
        values,
    )


def _restore_secondary_emails(cursor: Cursor, scope: Scope, each: UndoneObject) -> None:
    """With an email that goes back, the secondary one whose place it had taken."""
    if each.name != "contacts":
        return
    back = """
      store.changed_identifiers as c
      join undo_cells as u
        on u.object_type = 'contacts' and u.property = 'email' and u.record_id = c.record_id
        and u.reason is null
      where c.import_id = $import_id and c.object_type = 'contacts' and c.property = 'email'
    """
    values = {"import_id": scope.import_id}
    cursor.execute(
        f"""
        update store.identifiers as i
        set value = b.old_value
        from (select c.record_id, c.old_value, c.new_value from {back}) as b
        where i.object_type = 'contacts' and i.property = 'email'
          and i.record_id = b.record_id and i.value = b.new_value
        """,
        values,
    )
    cursor.execute(
        f"""
        insert into store.identifiers
        select 'contacts', 'email', c.old_value, c.record_id
        from {back} and c.new_value is null
        """,
        values,
    )


def _remove_links(cursor: Cursor, scope: Scope, plan: UndoPlan) -> None:
    """Those of records in the recycle bin, too: they must not come back with these."""
    cursor.execute(
        """
        delete from store.deleted_associations
        where import_id = $import_id and association_type_id in (
          select association_type_id
          from store.association_types
          where list_contains($names, from_object_type) or list_contains($names, to_object_type)
        )
        """,
        {"import_id": scope.import_id, "names": scope.names},
    )
    if plan.associations or plan.labels:
        cursor.execute(
            """
            delete from store.associations as a
            using undo_links as l
            where a.import_id = $import_id and l.reason is null
              and a.association_type_id = l.association_type_id
              and a.from_record_id = l.from_record_id and a.to_record_id = l.to_record_id
            """,
            {"import_id": scope.import_id},
        )


def _remove_lists(cursor: Cursor, scope: Scope) -> None:
    """A list that stays keeps only whom somebody added to it."""
    cursor.execute(
        """
        delete from store.list_members as m
        using undo_members as u
        where u.list_id = m.list_id and u.record_id = m.record_id and not u.added
        """
    )
    cursor.execute(
        """
        delete from store.lists
        where import_id = $import_id and list_contains($names, object_type)
          and list_id not in (select list_id from undo_members where added)
        """,
        {"import_id": scope.import_id, "names": scope.names},
    )


def _move_journal(cursor: Cursor, scope: Scope, each: UndoneObject, undo_id: int) -> None:
    """What was undone leaves the journal; what stays, stays there, and can be undone later."""
    values = {"import_id": scope.import_id, "object_type": each.name}
    undone = """
      import_id = $import_id and object_type = $object_type
      and record_id not in (
        select record_id from undo_kept where what = 'RECORD' and object_type = $object_type
      )
    """
    cells = """
      and not exists (
        select 1
        from undo_cells as k
        where k.reason is not null and k.object_type = $object_type
          and k.record_id = c.record_id and k.property = c.property
      )
    """
    records = """
      and record_id not in (
        select record_id from undo_cells where reason is not null and object_type = $object_type
      )
    """
    cursor.execute(
        f"insert into store.undone_changes select {int(undo_id)}, c.* "
        f"from store.changes as c where {undone} {cells}",
        values,
    )
    cursor.execute(f"delete from store.changes as c where {undone} {cells}", values)
    cursor.execute(f"delete from store.touched where {undone} {records}", values)
    cursor.execute(
        "delete from store.changed_identifiers where import_id = $import_id "
        "and object_type = $object_type and record_id not in (select record_id from undo_cells "
        "where reason is not null and object_type = $object_type and property = 'email')",
        values,
    )
