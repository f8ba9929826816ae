"""What of an undone import still stands: what its undo has kept and nobody has deleted or undone
since. Called by the pages that tell how far an import is undone.

It is counted in the store as it is now, and not taken from the undo: what was kept then may be
gone, and may have come back from the recycle bin."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.sql import quote_identifier
from core.store.imports import Import
from core.undo.scope import Cursor


@dataclass(frozen=True)
class Standing:
    """Records that the import created; values of other records, associated pairs and lists that it
    made. Only of its objects that were undone."""

    records: int = 0
    values: int = 0
    associations: int = 0
    lists: int = 0

    @property
    def nothing(self) -> bool:
        """Whether all of it is undone."""
        return self == Standing()


def standing(cursor: Cursor, imports: Sequence[Import]) -> dict[int, Standing]:
    """What still stands of each import of which anything was undone, by its id."""
    undone = [(each.import_id, name) for each in imports for name in each.undone]
    if not undone:
        return {}
    cursor.execute("create or replace temp table undone_parts (import_id bigint, name varchar)")
    cursor.executemany("insert into undone_parts values (?, ?)", undone)
    records, values = dict[int, int](), dict[int, int]()
    for (name,) in cursor.execute(
        "select name from store.object_types where name in (select name from undone_parts)"
    ).fetchall():
        _add(records, _created(cursor, name))
        _add(values, _changed(cursor, name))
    associations, lists = _associations(cursor), _lists(cursor)
    return {
        import_id: Standing(
            *(found.get(import_id, 0) for found in (records, values, associations, lists))
        )
        for import_id, _ in undone
    }


def _add(sums: dict[int, int], counts: dict[int, int]) -> None:
    for import_id, number in counts.items():
        sums[import_id] = sums.get(import_id, 0) + number


def _created(cursor: Cursor, name: str) -> dict[int, int]:
    """Records of an object that such imports created."""
    return _counts(
        cursor,
        f"""
        select hs_object_source_id, count(*)
        from {quote_identifier("store", name)}
        where hs_object_source_label = 'IMPORT'
          and hs_object_source_id in (select import_id from undone_parts where name = $name)
        group by all
        """,
        name,
    )


def _changed(cursor: Cursor, name: str) -> dict[int, int]:
    """Values that the journal still has, of records that others created."""
    return _counts(
        cursor,
        f"""
        select c.import_id, count(*)
        from store.changes as c
        join {quote_identifier("store", name)} as r on r.hs_object_id = c.record_id
        where c.object_type = $name
          and c.import_id in (select import_id from undone_parts where name = $name)
          and r.hs_object_source_id is distinct from c.import_id
        group by all
        """,
        name,
    )


def _associations(cursor: Cursor) -> dict[int, int]:
    """Pairs of records, whatever their labels."""
    return _counts(
        cursor,
        """
        select a.import_id, count(distinct (a.from_record_id, a.to_record_id))
        from store.associations as a
        join store.association_types as t on t.association_type_id = a.association_type_id
        where exists (
          select 1
          from undone_parts as u
          where u.import_id = a.import_id and u.name in (t.from_object_type, t.to_object_type)
        )
        group by all
        """,
    )


def _lists(cursor: Cursor) -> dict[int, int]:
    return _counts(
        cursor,
        """
        select l.import_id, count(*)
        from store.lists as l
        join undone_parts as u on u.import_id = l.import_id and u.name = l.object_type
        group by all
        """,
    )


def _counts(cursor: Cursor, query: str, name: str = "") -> dict[int, int]:
    return dict(cursor.execute(query, {"name": name} if name else {}).fetchall())
