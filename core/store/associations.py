"""Which records may be associated with which, and the labels of these associations.

Called by the engine (what a row associates), the settings page (labels) and the record page."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from core.errors import StoreError
from core.vocabulary import load_association_types

# Ids of our own labels; HubSpot's are below (specification, 7.10).
FIRST_USER_DEFINED = 10_001


@dataclass(frozen=True)
class AssociationType:
    """One kind of association between two object types, or one label of it (then ``label`` is
    set). ``label`` is what the ``to`` record is to the ``from`` record, ``inverse_label`` the other
    way round; a single label has the same text twice, paired labels two."""

    association_type_id: int
    inverse_type_id: int
    from_object_type: str
    to_object_type: str
    label: str | None
    inverse_label: str | None
    category: str

    @property
    def directed(self) -> bool:
        """Whether it matters, between two records of one object, which one comes first."""
        return self.from_object_type != self.to_object_type or self.label != self.inverse_label

    def names(self, object_type: str) -> tuple[str, ...]:
        """The texts that name this label from the side of ``object_type``: what the other record
        is to a record of that object comes first."""
        if self.label is None or self.inverse_label is None:
            return ()
        ordered = (self.label, self.inverse_label)
        if object_type != self.from_object_type:
            ordered = (self.inverse_label, self.label)
        return tuple(dict.fromkeys(ordered))


_COLUMNS = """association_type_id, inverse_type_id, from_object_type, to_object_type, label,
  inverse_label, category"""


def create_association_types(cursor: duckdb.DuckDBPyConnection) -> None:
    """Fills ``association_types`` with what the vocabulary knows."""
    cursor.executemany(
        "insert into store.association_types values (?, ?, ?, ?, ?, ?, 'HUBSPOT_DEFINED')",
        [list(entry) for entry in load_association_types()],
    )


def list_association_types(cursor: duckdb.DuckDBPyConnection) -> list[AssociationType]:
    """All of them, labels included, in the order they were made."""
    rows = cursor.execute(
        f"select {_COLUMNS} from store.association_types order by association_type_id"
    ).fetchall()
    return [AssociationType(*row) for row in rows]


def association_between(
    types: Sequence[AssociationType], one: str, other: str
) -> AssociationType | None:
    """The plain association of two object types, or None where they cannot be associated."""
    return next((t for t in _between(types, one, other) if t.label is None), None)


def labels_between(types: Sequence[AssociationType], one: str, other: str) -> list[AssociationType]:
    """The labels that an association of two object types can have."""
    return [t for t in _between(types, one, other) if t.label is not None]


def _between(types: Sequence[AssociationType], one: str, other: str) -> list[AssociationType]:
    return [t for t in types if {t.from_object_type, t.to_object_type} == {one, other}]


def allow_association(cursor: duckdb.DuckDBPyConnection, one: str, other: str) -> AssociationType:
    """Makes two object types associable; what is there already is given back."""
    known = association_between(list_association_types(cursor), one, other)
    return known or _add(cursor, one, other, None, None)


def create_label(
    cursor: duckdb.DuckDBPyConnection, one: str, other: str, label: str, inverse_label: str = ""
) -> AssociationType:
    """A new label for associations of two object types. ``label`` is what the record of ``other``
    is to the record of ``one``; without an ``inverse_label`` both sides show the same text.

    Raises StoreError for an empty or taken text, or objects that cannot be associated."""
    label = label.strip()
    inverse_label = inverse_label.strip() or label
    types = list_association_types(cursor)
    if association_between(types, one, other) is None:
        raise StoreError(
            "Label not created",
            f"{one} and {other} cannot be associated.",
            "Choose another pair of objects.",
        )
    _check_texts(types, one, other, {label, inverse_label})
    return _add(cursor, one, other, label, inverse_label)


def rename_label(
    cursor: duckdb.DuckDBPyConnection,
    association_type_id: int,
    label: str,
    inverse_label: str = "",
) -> None:
    """Other texts for a label of the user's own; associations that have it show them at once.

    Raises StoreError for an unknown label, one of HubSpot's, or an empty or taken text. A single
    label between records of one object stays single, and a pair a pair: its associations were
    stored without, or with, a direction."""
    label = label.strip()
    inverse_label = inverse_label.strip() or label
    types = list_association_types(cursor)
    known = _own_label(types, association_type_id)
    same_object = known.from_object_type == known.to_object_type
    if same_object and (label == inverse_label) == known.directed:
        raise StoreError(
            "Label not changed",
            "A single label between records of one object cannot become a pair, nor a pair single.",
            "Create another label instead.",
        )
    others = [t for t in types if t.association_type_id != association_type_id]
    _check_texts(others, known.from_object_type, known.to_object_type, {label, inverse_label})
    cursor.execute(
        "update store.association_types set label = ?, inverse_label = ? "
        "where association_type_id = ?",
        [label, inverse_label, association_type_id],
    )


def delete_label(cursor: duckdb.DuckDBPyConnection, association_type_id: int) -> int:
    """Removes a label of the user's own and takes it off the associations that have it; these stay.
    Their number is returned. Raises StoreError for an unknown label or one of HubSpot's."""
    _own_label(list_association_types(cursor), association_type_id)
    taken_off = cursor.execute(
        "delete from store.associations where association_type_id = ? returning from_record_id",
        [association_type_id],
    ).fetchall()
    cursor.execute(
        "delete from store.association_types where association_type_id = ?", [association_type_id]
    )
    cursor.execute("update store.counters set value = value + 1 where name = 'version'")
    return len(taken_off)


def count_uses(cursor: duckdb.DuckDBPyConnection) -> dict[int, int]:
    """How many associations each type has, by association type id."""
    return dict(
        cursor.execute(
            "select association_type_id, count(*) from store.associations group by all"
        ).fetchall()
    )


def _own_label(types: Sequence[AssociationType], association_type_id: int) -> AssociationType:
    known = next((t for t in types if t.association_type_id == association_type_id), None)
    if known is None or known.label is None or known.category != "USER_DEFINED":
        raise StoreError(
            "Label not changed",
            f"There is no label of your own with the id {association_type_id}.",
            "Labels that come with Rowcall stay as they are.",
        )
    return known


def _check_texts(types: Sequence[AssociationType], one: str, other: str, texts: set[str]) -> None:
    if "" in texts:
        raise StoreError("Label not kept", "The label is empty.", "Type the name people will see.")
    if any(";" in text for text in texts):
        raise StoreError(
            "Label not kept",
            "A label cannot hold a semicolon: it parts labels in a file.",
            "Choose another text.",
        )
    taken = {
        text.lower() for t in labels_between(types, one, other) for text in t.names(one) if text
    }
    for text in texts:
        if text.lower() in taken:
            raise StoreError(
                "Label not kept", f"There is a label {text!r} already.", "Choose another text."
            )


def _add(
    cursor: duckdb.DuckDBPyConnection,
    one: str,
    other: str,
    label: str | None,
    inverse_label: str | None,
) -> AssociationType:
    """The id of the other direction is the next one, except where both directions are the same."""
    rows = cursor.execute(
        "select coalesce(max(greatest(association_type_id, inverse_type_id)), 0) + 1 "
        "from store.association_types"
    ).fetchall()
    number = max(int(rows[0][0]), FIRST_USER_DEFINED)
    inverse = number if one == other and label == inverse_label else number + 1
    made = AssociationType(number, inverse, one, other, label, inverse_label, "USER_DEFINED")
    cursor.execute(
        "insert into store.association_types values (?, ?, ?, ?, ?, ?, ?)",
        [number, inverse, one, other, label, inverse_label, made.category],
    )
    return made
