"""What a commit writes down beside the journal, so that an undo gives back everything: when each
updated record had last been modified, and the secondary emails that are about to change. Called by
commit.py, before it changes anything."""

import duckdb

from core.engine.parts import Part


def journal_for_undo(cursor: duckdb.DuckDBPyConnection, import_id: int, part: Part) -> None:
    """Narrow on purpose: a commit pays for it, an undo may never come.

    A secondary email given together with the Record ID becomes the primary one and the old primary
    takes its place (commit.py); without an old primary the secondary one just goes."""
    cursor.execute(
        f"""
        insert into store.touched
        select {import_id}, ?, p.record_id, r.hs_lastmodifieddate
        from {part.work}.plan as p
        join {part.records} as r on r.hs_object_id = p.record_id
        where p.action = 'updated'
        """,
        [part.name],
    )
    if part.name == "contacts":
        cursor.execute(
            f"""
            insert into store.changed_identifiers
            select {import_id}, 'contacts', 'email', i.record_id, i.value, c.old_value
            from {part.work}.changed_cells as c
            join store.identifiers as i
              on i.object_type = 'contacts' and i.property = 'email'
              and i.record_id = c.record_id and i.value = c.new_value
            where c.property = 'email'
            """
        )
