"""The table ``pairs`` while it is being filled: which records are to be associated. Called by
associate.py and the files that each know one way to find a pair."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb

from core.engine.parts import Part
from core.sql import quote_identifier, quote_literal
from core.store.associations import AssociationType, association_between, labels_between


@dataclass
class Pairs:
    """``work`` is the quoted work database with the table; made empty at the start."""

    cursor: duckdb.DuckDBPyConnection
    parts: Sequence[Part]
    types: Sequence[AssociationType]
    work: str = field(init=False)

    def __post_init__(self) -> None:
        self.work = quote_identifier(self.parts[0].catalog)
        self.cursor.execute(
            f"create or replace table {self.work}.pairs (association_type_id integer, "
            "from_id bigint, to_id bigint, object_type varchar, row_number bigint)"
        )

    def part(self, object_type: str) -> Part | None:
        """The part of an object, where it is imported."""
        return next((part for part in self.parts if part.name == object_type), None)

    def between(self, one: str, other: str) -> AssociationType | None:
        """The plain association of two object types, or None."""
        return association_between(self.types, one, other)

    def labels(self, one: str, other: str) -> list[AssociationType]:
        """The labels between two object types."""
        return labels_between(self.types, one, other)

    def add(self, kind: AssociationType, part: Part, query: str, other: str) -> None:
        """Adds the pairs of a query over ``one_id`` (a record of ``part``), ``other_id`` (one of
        the object ``other``) and the ``row_number`` of the part's file."""
        self.add_ends(kind, part, query, ends(kind, part.name, other))

    def add_ends(self, kind: AssociationType, part: Part, query: str, from_and_to: str) -> None:
        """The same, saying in SQL which id is ``from`` and which is ``to``."""
        self.cursor.execute(
            f"insert into {self.work}.pairs\n"
            f"select {kind.association_type_id}, {from_and_to}, "
            f"{quote_literal(part.name)}, row_number\n"
            f"from (\n{query}\n)\n"
            "where one_id <> other_id"
        )

    def add_issues(self, part: Part, query: str) -> None:
        """Adds issues of a query over ``row_number, column_index, property, code, value``."""
        self.cursor.execute(f"insert into {part.work}.link_issues\n{query}")


def ends(kind: AssociationType, one: str, other: str) -> str:
    """SQL: ``from_id, to_id`` of a pair ``one_id``, ``other_id``. Without a direction the lower
    Record ID comes first, so that a pair is stored once."""
    if one != other:
        return "one_id, other_id" if kind.from_object_type == one else "other_id, one_id"
    return "least(one_id, other_id), greatest(one_id, other_id)"


def label_ends(kind: AssociationType, text: str, one: str, other: str) -> str:
    """The same for a label that is named by ``text`` (in small letters): between records of one
    object it says what the other record is to the row's own."""
    if one != other or not kind.directed:
        return ends(kind, one, other)
    return "one_id, other_id" if text == (kind.label or "").lower() else "other_id, one_id"
