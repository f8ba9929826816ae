"""One record: its values, where each of them came from, and what changed when. Called by the
record page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from core.errors import StoreError
from core.property_types import value_type
from core.records.shown import Shower, name_properties, record_name
from core.sql import quote_identifier
from core.store.properties import read_object_type
from core.vocabulary import ObjectType, Property

# A timeline longer than this is cut; the page says so.
HISTORY_LIMIT = 500


@dataclass(frozen=True)
class Origin:
    """Where a value came from: an import, its file and the row of the file."""

    import_id: int
    import_name: str
    file_name: str
    row_number: int
    at: datetime | None


@dataclass(frozen=True)
class ByHand:
    """Where a value came from: somebody typed it. ``put_back_at`` is when the value of before was
    put back; None while the edit holds."""

    edit_id: int
    by: str
    at: datetime
    put_back_at: datetime | None = None


@dataclass(frozen=True)
class Value:
    """One property of a record: the value as stored, as shown, and its origin where known. An empty
    one has none, but where it was cleared by hand."""

    prop: Property
    stored: str | None
    shown: str | None
    origin: Origin | ByHand | None


@dataclass(frozen=True)
class Record:
    """One record with all its properties, in the order of the vocabulary."""

    kind: ObjectType
    record_id: int
    name: str
    created: datetime | None
    modified: datetime | None
    values: list[Value]
    creation: Origin | None

    def groups(self) -> dict[str, list[Value]]:
        """The values by label of their group, filled ones first; user's own properties last."""
        labels = {**self.kind.groups}
        for value in self.values:
            labels.setdefault(value.prop.group, _group_label(value.prop.group))
        grouped = {
            label: [v for v in self.values if v.prop.group == name]
            for name, label in labels.items()
        }
        return {
            label: sorted(values, key=lambda value: value.shown is None)
            for label, values in grouped.items()
            if values
        }


def _group_label(name: str) -> str:
    """The label of a group that the vocabulary does not have: properties the user made."""
    return "Custom properties" if name == "custom" else name.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Change:
    """One journalled change of a property, as shown. ``prop`` is None when it no longer exists."""

    prop: Property | None
    property_name: str
    old: str | None
    new: str | None
    origin: Origin | ByHand


def read_record(cursor: duckdb.DuckDBPyConnection, object_type: str, record_id: int) -> Record:
    """All properties of one record with where each value came from.

    Raises StoreError when there is no such record."""
    kind = read_object_type(cursor, object_type)
    held, texts = _row(cursor, kind, record_id)
    origins = {
        change.property_name: change.origin
        for change in reversed(record_history(cursor, kind, record_id))
        if not (isinstance(change.origin, ByHand) and change.origin.put_back_at)
    }
    creation = _creation(cursor, kind, record_id)
    shower = Shower(cursor)
    values = [
        Value(
            prop,
            texts[prop.name],
            shower.text(prop, held[prop.name]),
            _origin(prop, texts[prop.name], origins, creation),
        )
        for prop in kind.properties
    ]
    return Record(
        kind,
        record_id,
        record_name(kind, {name: held[name] for name in name_properties(kind)}),
        held["createdate"],
        held["hs_lastmodifieddate"],
        values,
        creation,
    )


def _origin(
    prop: Property,
    text: str | None,
    origins: dict[str, Origin | ByHand],
    creation: Origin | None,
) -> Origin | ByHand | None:
    """The latest change of a property, else the import that made the record."""
    latest = origins.get(prop.name)
    if prop.read_only or (text is None and not isinstance(latest, ByHand)):
        return None
    return latest or creation


def _row(
    cursor: duckdb.DuckDBPyConnection, kind: ObjectType, record_id: int
) -> tuple[dict[str, Any], dict[str, str | None]]:
    """The values of a record by property: typed, and as text that imports back."""
    names = [prop.name for prop in kind.properties]
    columns = [quote_identifier(name) for name in names]
    texts = [value_type(p).text(c) for p, c in zip(kind.properties, columns, strict=True)]
    rows = cursor.execute(
        f"select {', '.join(columns + texts)} from {quote_identifier('store', kind.name)} "
        "where hs_object_id = ?",
        [record_id],
    ).fetchall()
    if not rows:
        raise StoreError(
            "Record not found",
            f"There is no {kind.singular.lower()} with the Record ID {record_id}.",
            "Choose one from the list of records.",
        )
    row = rows[0]
    values = dict(zip(names, row[: len(names)], strict=True))
    return values, dict(zip(names, row[len(names) :], strict=True))


def record_history(
    cursor: duckdb.DuckDBPyConnection, kind: ObjectType, record_id: int
) -> list[Change]:
    """What imports and people changed in a record, newest first."""
    rows = cursor.execute(
        """
        select c.property, c.old_value, c.new_value, i.finished_at as changed_at,
          i.import_id as by_id, i.name, array_to_string(i.file_names, ' + '),
          c.row_number as by_row, null as put_back_at
        from store.changes as c
        join store.imports as i using (import_id)
        where c.object_type = $object_type and c.record_id = $record_id
        union all
        select c.property, c.old_value, c.new_value, e.edited_at, e.edit_id, e.edited_by, null,
          null, c.put_back_at
        from store.edited_cells as c
        join store.edits as e using (edit_id)
        where c.object_type = $object_type and c.record_id = $record_id
        order by changed_at desc, by_id desc, by_row desc, property
        limit $most
        """,
        {"object_type": kind.name, "record_id": record_id, "most": HISTORY_LIMIT},
    ).fetchall()
    shower = Shower(cursor)
    place = {prop.name: number for number, prop in enumerate(kind.properties)}
    rows.sort(key=lambda row: place.get(row[0], len(place)))
    rows.sort(key=lambda row: (row[3], row[4], row[7] or 0), reverse=True)
    return [_change(kind, shower, row) for row in rows]


def edit_changes(
    cursor: duckdb.DuckDBPyConnection, kind: ObjectType, edit_ids: Sequence[int]
) -> dict[int, list[Change]]:
    """What edits by hand changed, by edit, in the order of the properties."""
    rows = cursor.execute(
        """
        select c.property, c.old_value, c.new_value, e.edited_at, e.edit_id, e.edited_by, null,
          null, c.put_back_at
        from store.edited_cells as c
        join store.edits as e using (edit_id)
        where list_contains($edit_ids, edit_id)
        """,
        {"edit_ids": list(edit_ids)},
    ).fetchall()
    shower = Shower(cursor)
    place = {prop.name: number for number, prop in enumerate(kind.properties)}
    rows.sort(key=lambda row: (place.get(row[0], len(place)), row[0]))
    found: dict[int, list[Change]] = {edit_id: [] for edit_id in edit_ids}
    for row in rows:
        found[row[4]].append(_change(kind, shower, row))
    return found


def _change(kind: ObjectType, shower: Shower, row: tuple[Any, ...]) -> Change:
    prop = kind.property(row[0])
    old, new = (shower.kept(prop, text) for text in row[1:3])
    at, number, name, file, row_number, put_back_at = row[3:]
    by_import = row_number is not None
    origin = (
        Origin(number, name, file, row_number, at)
        if by_import
        else ByHand(number, name, at, put_back_at)
    )
    return Change(prop, row[0], old, new, origin)


def _creation(cursor: duckdb.DuckDBPyConnection, kind: ObjectType, record_id: int) -> Origin | None:
    """The import that created the record."""
    rows = cursor.execute(
        f"""
        select i.import_id, i.name, array_to_string(i.file_names, ' + '),
          r.hs_object_source_row, i.finished_at
        from {quote_identifier("store", kind.name)} as r
        join store.imports as i on i.import_id = r.hs_object_source_id
        where r.hs_object_id = ?
        """,
        [record_id],
    ).fetchall()
    return Origin(*rows[0]) if rows else None
