"""Takes an edit by hand back: the old values, where nobody has changed them since. Called by the
record page, inside ``changing``.

Like the undo of an import it leaves alone what was changed since, and says why; with nothing
changed since, the record is what it was before, to the moment it had last been modified."""

from dataclasses import dataclass
from datetime import datetime

from core.editing.edit import NOW, write_values
from core.editing.rules import holder_of, is_unique, missing_problems
from core.editing.values import Cursor, stored_texts
from core.errors import StoreError
from core.property_types.stage import is_stage
from core.sql import quote_identifier
from core.store.counters import raise_version
from core.store.pipelines import PIPELINED
from core.store.properties import read_object_type
from core.vocabulary import ObjectType, Property


@dataclass(frozen=True)
class Kept:
    """A value that stays as it is, and why; ``prop`` is None where the property is archived."""

    prop: Property | None
    property_name: str
    reason: str

    @property
    def label(self) -> str:
        """What people call the property."""
        return self.prop.label if self.prop else self.property_name


@dataclass(frozen=True)
class PutBack:
    """What became of an edit: properties that have their old value again, and those that stay."""

    restored: tuple[Property, ...]
    kept: tuple[Kept, ...]


@dataclass(frozen=True)
class _Cell:
    """One value of the edit, with what the record holds now."""

    name: str
    prop: Property | None
    old: str | None
    new: str | None
    was_secondary: bool
    now: str | None


def put_back(cursor: Cursor, edit_id: int) -> PutBack:
    """Puts the old values of an edit back, as far as they are not changed since.

    Raises StoreError when there is nothing that could be put back, or the record is gone."""
    row = cursor.execute(
        "select object_type, record_id, edited_at from store.edits where edit_id = ?", [edit_id]
    ).fetchone()
    if row is None:
        raise StoreError("Nothing put back", "There is no such edit.", "Reload the page.")
    kind, record_id, edited_at = read_object_type(cursor, row[0]), row[1], row[2]
    before = stored_texts(cursor, kind, record_id)
    cells = _cells(cursor, kind, edit_id, before)
    reasons = _reasons(cursor, kind, record_id, edited_at, cells, before)
    going = [cell for cell in cells if cell.name not in reasons]
    kept = tuple(Kept(c.prop, c.name, reasons[c.name]) for c in cells if c.name in reasons)
    if not going:
        told = " ".join(f"{each.label}: {each.reason}" for each in kept)
        raise StoreError("Nothing put back", told or "It was put back already.", "")
    _write(cursor, kind, record_id, edit_id, going)
    if not kept:
        _restore_modified(cursor, kind, record_id, edit_id, edited_at)
    raise_version(cursor)
    return PutBack(tuple(cell.prop for cell in going if cell.prop), kept)


def _cells(
    cursor: Cursor, kind: ObjectType, edit_id: int, before: dict[str, str | None]
) -> list[_Cell]:
    """What of the edit still holds."""
    rows = cursor.execute(
        "select property, old_value, new_value, was_secondary from store.edited_cells "
        "where edit_id = ? and put_back_at is null order by property",
        [edit_id],
    ).fetchall()
    return [
        _Cell(name, kind.property(name), old, new, was_secondary, before.get(name))
        for name, old, new, was_secondary in rows
    ]


def _reasons(
    cursor: Cursor,
    kind: ObjectType,
    record_id: int,
    edited_at: datetime,
    cells: list[_Cell],
    before: dict[str, str | None],
) -> dict[str, str]:
    """Why values stay, by property; those that can go back are missing."""
    later = _changed_later(cursor, kind, record_id, edited_at)
    reasons = dict[str, str]()
    for cell in cells:
        if reason := _reason(cursor, kind, record_id, cell, later):
            reasons[cell.name] = reason
    together = set(PIPELINED.get(kind.name, ()))
    if together & reasons.keys():
        # A stage and the pipeline it belongs to never part.
        for cell in cells:
            if cell.name in together:
                reasons.setdefault(cell.name, "pipeline and stage stay together.")
    after = before | {cell.name: cell.old for cell in cells if cell.name not in reasons}
    for problem in missing_problems(kind, before, after):
        reasons.setdefault(problem.prop.name, problem.message)
    return reasons


def _reason(
    cursor: Cursor, kind: ObjectType, record_id: int, cell: _Cell, later: set[str]
) -> str | None:
    """Why one value stays, looked at by itself."""
    if cell.prop is None:
        return "the property is archived."
    if cell.name in later or cell.now != cell.new:
        return "the value was changed since."
    if cell.was_secondary and cell.old is not None and not _is_secondary(cursor, record_id, cell):
        return "the secondary email was changed since."
    if cell.old is None:
        return None
    if is_unique(kind, cell.prop) and (
        holder := holder_of(cursor, kind, cell.prop, cell.old, record_id)
    ):
        return f"{holder[1]} (Record ID {holder[0]}) has the old value now, and no two may."
    if is_stage(cell.prop) and cell.old not in {option.value for option in cell.prop.options}:
        return "the stage of before is not there any more."
    return None


def _changed_later(
    cursor: Cursor, kind: ObjectType, record_id: int, edited_at: datetime
) -> set[str]:
    """The properties that an import or another edit has written since."""
    rows = cursor.execute(
        """
        select c.property
        from store.changes as c
        join store.imports as i on i.import_id = c.import_id
        where c.object_type = $object_type and c.record_id = $record_id
          and i.finished_at > $edited_at
        union
        select c.property
        from store.edited_cells as c
        join store.edits as e on e.edit_id = c.edit_id
        where c.object_type = $object_type and c.record_id = $record_id
          and c.put_back_at is null and e.edited_at > $edited_at
        """,
        {"object_type": kind.name, "record_id": record_id, "edited_at": edited_at},
    ).fetchall()
    return {row[0] for row in rows}


def _is_secondary(cursor: Cursor, record_id: int, cell: _Cell) -> bool:
    """Whether the email of before is still a secondary one of the contact."""
    return bool(
        cursor.execute(
            "select 1 from store.identifiers where object_type = 'contacts' "
            "and property = 'email' and record_id = ? and value = ?",
            [record_id, cell.old],
        ).fetchone()
    )


def _write(
    cursor: Cursor, kind: ObjectType, record_id: int, edit_id: int, going: list[_Cell]
) -> None:
    for cell in going:
        if cell.was_secondary and cell.old is None:
            cursor.execute(
                "insert into store.identifiers values ('contacts', 'email', ?, ?)",
                [cell.new, record_id],
            )
        elif cell.was_secondary:
            cursor.execute(
                "update store.identifiers set value = ? where object_type = 'contacts' "
                "and property = 'email' and record_id = ? and value = ?",
                [cell.new, record_id, cell.old],
            )
        cursor.execute(
            f"update store.edited_cells set put_back_at = {NOW} where edit_id = ? and property = ?",
            [edit_id, cell.name],
        )
    write_values(cursor, kind, record_id, {cell.name: cell.old for cell in going})


def _restore_modified(
    cursor: Cursor, kind: ObjectType, record_id: int, edit_id: int, edited_at: datetime
) -> None:
    """When the record had last been modified, where nobody has modified it since. What did so since
    remembers the moment of this edit as the one before: it gets the one before that."""
    was = "(select hs_lastmodifieddate from store.edits where edit_id = $edit_id)"
    values = {"edit_id": edit_id, "record_id": record_id, "edited_at": edited_at}
    for table, record in (
        (quote_identifier("store", kind.name), "hs_object_id"),
        ("store.touched", "record_id"),
        ("store.edits", "record_id"),
    ):
        cursor.execute(
            f"update {table} set hs_lastmodifieddate = {was} "
            f"where {record} = $record_id and hs_lastmodifieddate = $edited_at",
            values,
        )
