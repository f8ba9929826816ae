"""The table ``typed`` of a part: text to values over the whole file. Called by plan.py.

After a fix only the columns whose values could be others are read again, and only their cells that
are written again: reading all is two thirds of a dry run. What was read is void as soon as it is
being changed, so that a dry run that is canceled half-way leaves nothing to rely on."""

import json
from collections.abc import Sequence

import duckdb

from core.engine.columns import MappedColumn
from core.engine.convert import (
    FLAGS_PER_COLUMN,
    conversion,
    failed,
    left_out,
    prepare_lookups,
    rows_of,
    typed_sql,
    unreadable,
)
from core.engine.match import UNMERGED
from core.engine.parts import Part
from core.engine.signatures import column_signature, skipping_signature
from core.sql import quote_identifier

# Above this share of the columns, reading everything in one go costs less.
MOST_READ_AGAIN = 0.5
_LEFT_OUT = "left_out"


def read_values(cursor: duckdb.DuckDBPyConnection, part: Part) -> dict[str, str]:
    """Makes ``typed``, from what is there where that is enough, and what finding issues needs. What
    it was read from is returned, for ``values_read`` once rows are merged."""
    wanted = _signatures(cursor, part)
    known = _known(cursor, part)
    void(cursor, part)
    again = [c for c in part.columns if known.get(_name(c)) != wanted[_name(c)]]
    if known.keys() != wanted.keys() or len(again) > MOST_READ_AGAIN * len(part.columns):
        prepare_lookups(cursor, part.catalog, part.columns, part.formats)
        typed = typed_sql(part.catalog, part.columns, part.formats)
        cursor.execute(f"create or replace table {part.work}.typed as\n" + typed)
        return wanted
    _take_merges_back(cursor, part)
    if again or known[_LEFT_OUT] != wanted[_LEFT_OUT]:
        _read_again(cursor, part, again)
    _prepare_failed(cursor, part, [column for column in part.columns if column not in again])
    return wanted


def values_read(cursor: duckdb.DuckDBPyConnection, part: Part, signatures: dict[str, str]) -> None:
    """Says that ``typed`` and ``unmerged`` are complete, and what they were read from."""
    table = _table(part)
    cursor.execute(f"create table if not exists {table} (object_type varchar, signatures json)")
    cursor.execute(f"insert into {table} values (?, ?)", [part.name, json.dumps(signatures)])


def void(cursor: duckdb.DuckDBPyConnection, part: Part) -> None:
    """Says that ``typed`` is not to be relied on."""
    if _known(cursor, part):
        cursor.execute(f"delete from {_table(part)} where object_type = ?", [part.name])


def _table(part: Part) -> str:
    return quote_identifier(part.catalog, "known_values")


def _name(column: MappedColumn) -> str:
    return f"{column.value} {column.prop.name}"


def _signatures(cursor: duckdb.DuckDBPyConnection, part: Part) -> dict[str, str]:
    made = {_name(c): column_signature(cursor, c, part.formats) for c in part.columns}
    file = part.columns[0].file if part.columns else None
    return made | {_LEFT_OUT: skipping_signature(file)}


def _known(cursor: duckdb.DuckDBPyConnection, part: Part) -> dict[str, str]:
    """What ``typed`` was read from; nothing where it is not to be relied on."""
    try:
        rows = cursor.execute(
            f"select signatures from {_table(part)} where object_type = ?", [part.name]
        ).fetchall()
    except duckdb.CatalogException:
        return {}
    return dict(json.loads(rows[0][0])) if rows else {}


def _take_merges_back(cursor: duckdb.DuckDBPyConnection, part: Part) -> None:
    """Gives the rows that took values of other rows their own ones again."""
    sets = ", ".join(f"{c.value} = u.{c.value}" for c in part.columns)
    if sets:
        cursor.execute(
            f"update {part.work}.typed as t set {sets}\n"
            f"from (select * from {part.work}.{UNMERGED} order by row_number) as u\n"
            "where u.row_number = t.row_number"
        )


def _read_again(
    cursor: duckdb.DuckDBPyConnection, part: Part, columns: Sequence[MappedColumn]
) -> None:
    """Writes the cells that have become others, in the order of the rows (see commit.py)."""
    prepare_lookups(cursor, part.catalog, columns, part.formats)
    cursor.execute(f"create or replace temp table read_again as\n{_other_sql(part, columns)}")
    sets = [f"{c.value} = n.{c.value}" for c in columns]
    sets += [*_flags(part, columns), "left_out = n.left_out"]
    cursor.execute(
        f"update {part.work}.typed as t set {', '.join(sets)}\n"
        "from (select * from read_again order by row_number) as n\n"
        "where n.row_number = t.row_number"
    )
    cursor.execute("drop table read_again")


def _other_sql(part: Part, columns: Sequence[MappedColumn]) -> str:
    """The rows in which a value, whether it could be read, or whether the row is left out is not as
    in ``typed``; with these for all of the columns."""
    made = [conversion(part.catalog, column, part.formats) for column in columns]
    cells = "".join(
        f",\n    {each.value} as {column.value}, {column.raw} as r{column.index}"
        for column, each in zip(columns, made, strict=True)
    )
    joins = "\n  ".join(each.joins for each in made if each.joins)
    flags = "".join(f", {unreadable(c.value, f'r{c.index}')} as {_flag(c)}" for c in columns)
    others = [
        f"n.{c.value} is distinct from t.{c.value} "
        f"or n.{_flag(c)} is distinct from {failed(part.columns, part.columns.index(c))}"
        for c in columns
    ]
    others.append("n.left_out is distinct from t.left_out")
    return (
        "with read as (\n"
        f"  select s.row_number, {left_out(part.columns)} as left_out{cells}\n"
        f"  from {rows_of(part.catalog, part.columns)} as s\n  {joins}\n"
        "),\n"
        "flagged as (\n"
        f"  select *{flags}\n"
        "  from read\n"
        ")\n"
        "select n.*\n"
        "from flagged as n\n"
        f"join {part.work}.typed as t on t.row_number = n.row_number\n"
        f"where {' or '.join(others)}"
    )


def _flag(column: MappedColumn) -> str:
    return f"bad{column.index}"


def _flags(part: Part, columns: Sequence[MappedColumn]) -> list[str]:
    """The failure bits of the columns, the others as they are."""
    bits = dict[int, dict[str, int]]()
    for column in columns:
        number, bit = divmod(part.columns.index(column), FLAGS_PER_COLUMN)
        bits.setdefault(number, {})[_flag(column)] = 1 << bit
    return [
        f"failed{number} = (t.failed{number} & {(1 << 63) - 1 - sum(of.values())}) + "
        + " + ".join(f"case when n.{flag} then {bit} else 0 end" for flag, bit in of.items())
        for number, of in bits.items()
    ]


def _prepare_failed(
    cursor: duckdb.DuckDBPyConnection, part: Part, columns: Sequence[MappedColumn]
) -> None:
    """What tells why cells of columns that were not read again cannot be read."""
    for column in columns:
        bad = failed(part.columns, part.columns.index(column))
        rows = f"select t.row_number from {part.work}.typed as t where {bad}"
        prepare_lookups(cursor, part.catalog, [column], part.formats, rows)
