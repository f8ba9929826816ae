"""Which records may be associated with which, and the labels of these associations.

Called by the engine (what a row associates), the settings page (labels) and the record page."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from core.errors import StoreError
from core.store.counters import next_number, raise_version
from core.vocabulary import load_association_types

# Ids of our own labels; HubSpot's are below (specification, 7.10).
FIRST_USER_DEFINED = 10_001
LONGEST_LABEL = 100


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
    def own(self) -> bool:
        """Whether the user made it: only then it can be renamed or deleted."""
        return self.category == "USER_DEFINED"

    @property
    def directed(self) -> bool:
        """Whether it matters, between two records of one object, which one comes first."""
        return self.from_object_type != self.to_object_type or self.label != self.inverse_label

    def names(self, object_type: str) -> tuple[str, ...]:
        """The texts that name this label from the side of ``object_type``: what the other record
        is to a record of that object comes first."""
        return tuple(dict.fromkeys(self.seen_from(object_type)))

    def seen_from(self, object_type: str) -> tuple[str, ...]:
        """Both texts: what the other record is to a record of ``object_type``, and that record to
        the other. Nothing where this is the association itself."""
        if self.label is None or self.inverse_label is None:
            return ()
        forwards = object_type == self.from_object_type
        return (self.label, self.inverse_label) if forwards else (self.inverse_label, self.label)


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


def associable_with(types: Sequence[AssociationType], object_type: str) -> list[str]:
    """The object types that can be associated with this one, each once."""
    plain = [t for t in types if t.label is None]
    pairs = [(t.from_object_type, t.to_object_type) for t in plain]
    pairs += [(to, from_) for from_, to in pairs]
    return list(dict.fromkeys(to for from_, to in pairs if from_ == object_type))


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
    is to the record of ``one``; without an ``inverse_label`` both sides show the same text. It is
    kept in the direction of the association itself, so that all rows of a pair run the same way.

    Raises StoreError for an empty or taken text, or objects that cannot be associated."""
    types = list_association_types(cursor)
    plain = association_between(types, one, other)
    if plain is None:
        raise StoreError(
            "Label not kept",
            f"{_plural(cursor, one)} and {_plural(cursor, other)} cannot be associated.",
            "Choose another pair of objects.",
        )
    texts = _checked_texts(labels_between(types, one, other), label, inverse_label)
    if plain.from_object_type != one:
        texts = texts[::-1]
    return _add(cursor, plain.from_object_type, plain.to_object_type, *texts)


def rename_label(
    cursor: duckdb.DuckDBPyConnection,
    association_type_id: int,
    label: str,
    inverse_label: str = "",
    seen_from: str | None = None,
) -> None:
    """Other texts for a label of the user's own; associations that have it show them at once.
    ``label`` is what the other record is to one of ``seen_from`` (None: as the label is kept).

    Raises StoreError for an unknown label, one of HubSpot's, or an empty or taken text. A single
    label between records of one object stays single, and a pair a pair: its associations were
    stored without, or with, a direction."""
    types = list_association_types(cursor)
    known = _own_label(types, association_type_id)
    others = [
        other
        for other in labels_between(types, known.from_object_type, known.to_object_type)
        if other != known
    ]
    texts = _checked_texts(others, label, inverse_label)
    same_object = known.from_object_type == known.to_object_type
    if same_object and (texts[0] == texts[1]) == known.directed:
        raise StoreError(
            "Label not changed",
            "A single label between records of one object cannot become a pair, nor a pair single.",
            "Create another label instead.",
        )
    if seen_from not in (None, known.from_object_type):
        texts = texts[::-1]
    cursor.execute(
        "update store.association_types set label = ?, inverse_label = ? "
        "where association_type_id = ?",
        [*texts, association_type_id],
    )


def delete_label(cursor: duckdb.DuckDBPyConnection, association_type_id: int) -> int:
    """Removes a label of the user's own and takes it off the associations that have it; these stay.
    Their number is returned. The caller holds the transaction.

    Raises StoreError for an unknown label or one of HubSpot's."""
    _own_label(list_association_types(cursor), association_type_id)
    taken_off = cursor.execute(
        "delete from store.associations where association_type_id = ? returning 1",
        [association_type_id],
    ).fetchall()
    cursor.execute(
        "delete from store.association_types where association_type_id = ?", [association_type_id]
    )
    raise_version(cursor)
    return len(taken_off)


def count_uses(cursor: duckdb.DuckDBPyConnection) -> dict[int, int]:
    """How many associations each type has, by association type id."""
    return dict(
        cursor.execute(
            "select association_type_id, count(*) from store.associations group by all"
        ).fetchall()
    )


def _plural(cursor: duckdb.DuckDBPyConnection, object_type: str) -> str:
    row = cursor.execute(
        "select definition ->> 'plural' from store.object_types where name = ?", [object_type]
    ).fetchone()
    return row[0] if row else object_type


def _own_label(types: Sequence[AssociationType], association_type_id: int) -> AssociationType:
    known = next((t for t in types if t.association_type_id == association_type_id), None)
    if known is None or known.label is None:
        raise StoreError("Label not found", "Somebody deleted this label.", "Reload the page.")
    if not known.own:
        raise StoreError(
            "Label not changed",
            f"{known.label} comes with Rowcall.",
            "Labels that come with Rowcall stay as they are.",
        )
    return known


def _checked_texts(
    others: Sequence[AssociationType], label: str, inverse_label: str
) -> tuple[str, str]:
    """Both texts as kept: on one line, and one text where they differ in letter case only, since
    a cell could not tell them apart."""
    label, inverse_label = (" ".join(text.split()) for text in (label, inverse_label))
    if not inverse_label or inverse_label.lower() == label.lower():
        inverse_label = label
    problem = _problem(others, label) or _problem(others, inverse_label)
    if problem:
        raise StoreError("Label not kept", *problem)
    return label, inverse_label


def _problem(others: Sequence[AssociationType], text: str) -> tuple[str, str] | None:
    """What is wrong with a text and what to do, or None."""
    if not text:
        return "The label is empty.", "Type the name people will see."
    if len(text) > LONGEST_LABEL:
        return f"The label is longer than {LONGEST_LABEL} characters.", "Shorten it."
    if ";" in text:
        return (
            "A label cannot hold a semicolon: it parts labels in a file.",
            "Choose another text.",
        )
    taken = {name.lower() for t in others for name in t.names(t.from_object_type)}
    if text.lower() in taken:
        return f"There is a label {text} already.", "Choose another text."
    return None


def _add(
    cursor: duckdb.DuckDBPyConnection,
    one: str,
    other: str,
    label: str | None,
    inverse_label: str | None,
) -> AssociationType:
    """The id of the other direction is the next one, except where both directions are the same."""
    both_ways = one == other and label == inverse_label
    number = next_number(
        cursor, "next_association_type_id", FIRST_USER_DEFINED, 1 if both_ways else 2
    )
    inverse = number if both_ways else number + 1
    made = AssociationType(number, inverse, one, other, label, inverse_label, "USER_DEFINED")
    cursor.execute(
        "insert into store.association_types values (?, ?, ?, ?, ?, ?, ?)",
        [number, inverse, one, other, label, inverse_label, made.category],
    )
    return made
