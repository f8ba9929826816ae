"""The dry run of an undo: what would be removed, what would get its old value back, and what stays
because somebody has used it since. Nothing is written to the store.

The undo itself makes this plan again under the lock of the store and carries it out
(write.py). The tables are temporary ones of the cursor: see records.py, cells.py and
links.py."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from core.engine.progress import Progress
from core.sql import quote_literal
from core.store.store import transaction
from core.undo.cells import find_cells, keep_taken_values, list_kept_cells
from core.undo.links import find_links, find_members
from core.undo.records import find_created, keep_named_products, keep_used_records
from core.undo.scope import Cursor, Scope


@dataclass(frozen=True)
class UndoCounters:
    """One object: records ``removed`` that the import created, records ``restored`` with so many
    ``cells``; ``kept`` records and ``kept_cells`` stay as they are now."""

    removed: int = 0
    restored: int = 0
    cells: int = 0
    kept: int = 0
    kept_cells: int = 0


@dataclass(frozen=True)
class UndoPlan:
    """A finished dry run. ``associations``, ``labels``, ``lists`` and ``members`` are removed,
    ``kept_associations`` (labels too) and ``kept_lists`` stay; ``store_version`` says against which
    state of the store it was made."""

    objects: dict[str, UndoCounters]
    associations: int
    labels: int
    lists: int
    members: int
    kept_associations: int
    kept_lists: int
    store_version: int

    @property
    def kept(self) -> int:
        """How much stays: records, cells, associations and lists."""
        counts = sum(each.kept + each.kept_cells for each in self.objects.values())
        return counts + self.kept_associations + self.kept_lists

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to remove or to restore."""
        done = sum(each.removed + each.cells for each in self.objects.values())
        return not (done or self.associations or self.labels or self.lists or self.members)

    def to_json(self) -> dict[str, Any]:
        """As kept with the undo and printed by the command line."""
        told = asdict(self) | {"kept": self.kept}
        told.pop("store_version")
        return told

    @staticmethod
    def from_json(data: dict[str, Any], store_version: int) -> "UndoPlan":
        """Reads what ``to_json`` wrote."""
        objects = {name: UndoCounters(**each) for name, each in data["objects"].items()}
        rest = {name: data[name] for name in data if name not in ("objects", "kept")}
        return UndoPlan(objects=objects, store_version=store_version, **rest)


def make_undo_plan(cursor: Cursor, scope: Scope, progress: Progress) -> UndoPlan:
    """The dry run, against one moment of the store."""
    with transaction(cursor):
        with progress.phase("Finding created records"):
            find_created(cursor, scope)
            keep_used_records(cursor, scope)
        with progress.phase("Comparing values"):
            find_cells(cursor, scope)
            keep_named_products(cursor, scope)
            keep_taken_values(cursor, scope)
            list_kept_cells(cursor)
        with progress.phase("Finding associations and lists"):
            find_links(cursor, scope)
            find_members(cursor, scope)
            return _count(cursor, scope)


def _count(cursor: Cursor, scope: Scope) -> UndoPlan:
    going = _by_object(cursor, "select object_type, count(*) from undo_going group by all")
    kept = _by_object(
        cursor, "select object_type, count(*) from undo_kept where what = 'RECORD' group by all"
    )
    cells = _by_object(
        cursor,
        """
        select object_type, count(distinct record_id) filter (where reason is null),
          count(*) filter (where reason is null), count(*) filter (where reason is not null)
        from undo_cells
        group by all
        """,
    )
    objects = {}
    for name in scope.names:
        restored, restored_cells, kept_cells = cells.get(name, (0, 0, 0))
        objects[name] = UndoCounters(
            going.get(name, (0,))[0], restored, restored_cells, kept.get(name, (0,))[0], kept_cells
        )
    links = _row(
        cursor,
        """
        select count(*) filter (where reason is null and not is_label),
          count(*) filter (where reason is null and is_label),
          count(*) filter (where reason is not null)
        from undo_links
        """,
    )
    lists = _row(
        cursor,
        """
        select count(*) filter (where not stays), count(*) filter (where stays)
        from (
          select l.list_id in (select list_id from undo_members where added) as stays
          from store.lists as l
          where l.import_id = $import_id and list_contains($names, l.object_type)
        )
        """,
        {"import_id": scope.import_id, "names": scope.names},
    )
    members = _row(cursor, "select count(*) from undo_members where not added")
    version = _row(cursor, "select value from store.counters where name = 'version'")
    return UndoPlan(
        objects, links[0], links[1], lists[0], members[0], links[2], lists[1], version[0]
    )


def _row(cursor: Cursor, query: str, values: dict[str, object] | None = None) -> tuple[int, ...]:
    row = cursor.execute(query, values or {}).fetchone()
    assert row is not None
    return tuple(int(number) for number in row)


def _by_object(cursor: Cursor, query: str) -> dict[str, tuple[int, ...]]:
    return {row[0]: row[1:] for row in cursor.execute(query).fetchall()}


# What stays


# Why something stays, for people. The codes are those of the column ``reason``.
KEPT_REASONS = {
    "RECORD_EDITED": "The record was edited by hand since",
    "RECORD_CHANGED": "The record was changed since",
    "RECORD_ASSOCIATED": "The record was associated with another one since",
    "RECORD_LISTED": "The record was added to a list since",
    "RECORD_NAMED": "A line item that stays names this product",
    "RECORD_DELETED": "The record was deleted since",
    "VALUE_EDITED": "The value was edited by hand since",
    "VALUE_CHANGED": "The value was changed since",
    "VALUE_TAKEN": "Another record has the old value now, and no two may",
    "ASSOCIATION_LABELED": "A label was put on the association since",
    "ASSOCIATION_OF_KEPT": "It belongs to a record that stays",
    "MEMBERS_ADDED": "Records were added to the list since; only those stay in it",
}
EDITED_BY_HAND = ("RECORD_EDITED", "VALUE_EDITED")


def write_kept(cursor: Cursor, path: Path) -> None:
    """Keeps the list of what stays beside the import's files, for pages and the history."""
    cursor.execute(
        f"copy (from undo_kept order by what, object_type, record_id, property) "
        f"to {quote_literal(str(path))} (format parquet)"
    )


def kept_rows(
    cursor: Cursor, source: Path | None, offset: int = 0, limit: int = 100
) -> list[dict[str, Any]]:
    """A page of what stays, from its file, or from the plan that this cursor has just made."""
    table = f"read_parquet({quote_literal(str(source))})" if source else "undo_kept"
    found = cursor.execute(
        f"select k.*, i.name as import_name from {table} as k "
        "left join store.imports as i on i.import_id = k.by_import "
        "order by k.what, k.object_type, k.record_id, k.property "
        f"limit {int(limit)} offset {int(offset)}"
    )
    names = [column[0] for column in found.description]
    return [
        {"message": KEPT_REASONS[row[names.index("reason")]]} | dict(zip(names, row, strict=True))
        for row in found.fetchall()
    ]
