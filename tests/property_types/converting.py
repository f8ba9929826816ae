"""Converts cells with the SQL of the import itself: typed table, failure flags, issues of cells."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb

from core.engine.columns import MappedColumn
from core.engine.convert import prepare_lookups, typed_sql
from core.engine.plan_issues import cell_issues_sql
from core.property_types import Formats, value_type
from core.property_types.record_id import RecordId
from core.vocabulary import Option, Property

OWNERS = [
    (1, "ada@example.com", "Ada", "Lovelace"),
    (2, "grace@example.com", "Grace", "Hopper"),
    (3, "sam.one@example.com", "Sam", "Jones"),
    (4, "sam.two@example.com", "Sam", "Jones"),
    (5, "", "", ""),
    (6, "cher@example.com", "Cher", ""),
]


def a_property(kind: str, *options: tuple[str, str], name: str = "p") -> Property:
    """A property of one kind; options as (internal value, label)."""
    return Property(name, "P", "g", "", "", kind, tuple(Option(*each) for each in options))


class Converter:
    """One connection with a store (owners only) and a work database, as the engine sees them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        connection.execute("attach ':memory:' as store; attach ':memory:' as work")
        connection.execute(
            "create table store.owners "
            "(owner_id bigint, email varchar, first_name varchar, last_name varchar)"
        )
        connection.executemany("insert into store.owners values (?, ?, ?, ?)", OWNERS)

    def column(self, prop: Property, cells: Sequence[str | None], formats: Formats) -> MappedColumn:
        """Stages the cells as a file of one column, types them, lists their issues."""
        kind = RecordId() if prop.value_type == "record id" else value_type(prop)
        column = MappedColumn(1, "P", prop, kind, "s.c1")
        execute = self.connection.execute
        execute("create or replace table work.staged (row_number bigint, c1 varchar)")
        numbers = list(range(2, len(cells) + 2))
        self.connection.execute(
            "insert into work.staged select unnest($1::bigint[]), unnest($2::varchar[])",
            [numbers, list(cells)],
        )
        execute("create or replace view work.source as from work.staged")
        prepare_lookups(self.connection, "work", [column], formats)
        execute("create or replace table work.typed as " + typed_sql("work", [column], formats))
        issues = cell_issues_sql("work", "work", [column], formats)
        execute("create or replace table work.issues as " + issues)
        return column

    def convert(
        self, prop: Property, cells: Sequence[str | None], formats: Formats | None = None
    ) -> list[Any]:
        """For each cell its value, or the code of its issue as ``Issue``; None for neither."""
        column = self.column(prop, cells, formats or Formats())
        rows = self.connection.execute(
            f"select t.{column.value}, i.code, i.value, s.c1 from work.typed as t "
            "left join work.issues as i using (row_number) "
            "join work.staged as s using (row_number) order by row_number"
        ).fetchall()
        assert len(rows) == len(cells)
        for value, code, told, raw in rows:
            assert value is None or code is None, "a cell has a value or an issue, never both"
            assert code is None or told == raw, "an issue carries the text as found"
        return [Issue(row[1]) if row[1] else row[0] for row in rows]

    def texts(self, prop: Property, cells: Sequence[str | None], formats: Formats) -> list[Any]:
        """For each cell the text that an export writes for its value."""
        column = self.column(prop, cells, formats)
        text = column.kind.text(column.value)
        query = f"select {text} from work.typed order by row_number"
        return [row[0] for row in self.connection.execute(query).fetchall()]


class Issue(str):
    """The code of an issue, told apart from a value that is text."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Issue) and str.__eq__(self, other)

    __hash__ = str.__hash__


@contextmanager
def converter() -> Iterator[Converter]:
    """An open converter."""
    with duckdb.connect() as connection:
        yield Converter(connection)
