"""Which record each row means: the Record ID first, then the key property, then the object's own
identifier (specification, 2.4 and 6). Called by plan.py.

Makes the table ``matched``: one row per row of the file with ``record_id`` (null: no such record),
``matched_by`` (position in the list of identifiers), ``key_value`` (of a row that no record fits),
``failure`` (an issue code, where the row cannot be imported) and ``merged_into`` (the last row of
the file for the same record, where there are several).
"""

from collections.abc import Sequence

import duckdb

from core.engine.columns import MappedColumn
from core.engine.convert import failed
from core.engine.fixes import skips_rows
from core.engine.identifiers import compared
from core.engine.names import settle_names
from core.engine.parts import Part
from core.sql import quote_identifier
from core.vocabulary import ObjectType

# The rows that take values of others, as they were read: values are read again from them.
UNMERGED = "unmerged"


def index_sql(object_type: str, column: MappedColumn) -> str:
    """A query that gives ``value, record_id, hits`` for an identifier: the records that have a
    value, secondary emails included. ``hits`` over 1 says that the value is ambiguous; a value that
    one record has twice, as primary and as secondary, is not."""
    table = quote_identifier("store", object_type)
    name = quote_identifier(column.prop.name)
    value = compared(column, name)
    return (
        "select value, min(record_id) as record_id,\n"
        "  case when min(record_id) = max(record_id) then 1 else count(*) end as hits\n"
        "from (\n"
        f"  select {value} as value, hs_object_id as record_id\n"
        f"  from {table}\n"
        f"  where {name} is not null\n"
        "  union all\n"
        "  select value, record_id\n"
        "  from store.identifiers\n"
        f"  where object_type = '{object_type}' and property = '{column.prop.name}'\n"
        ")\n"
        "group by value"
    )


def match_rows(cursor: duckdb.DuckDBPyConnection, part: Part) -> None:
    """Makes ``matched`` from ``typed`` and merges the rows of one record into the last of them."""
    work = part.work
    cursor.execute(f"create or replace table {work}.matched as\n" + matched_sql(part))
    settle_names(cursor, part)
    cursor.execute(f"create or replace table {work}.repeated as\n" + _repeated_sql(work))
    _merge_repeated(cursor, work, part.columns)


def matched_sql(part: Part) -> str:
    """A query that gives the columns of ``matched`` from ``typed`` and the store."""
    work, columns, identifiers = part.work, part.columns, part.identifiers
    object_type = part.object_type
    joins, blank_before = [], list[str]()
    for place, column in enumerate(identifiers):
        joins.append(_join(object_type.name, place, column, blank_before))
        blank_before.append(f"t.{column.value} is null")
    found = [f"i{place}.record_id" for place in range(len(identifiers))]
    return (
        "select t.row_number,\n"
        f"  {_coalesce(found, 'bigint')} as record_id,\n"
        f"  {_place(identifiers)} as matched_by,\n"
        f"  {_key_value(identifiers)} as key_value,\n"
        f"  {_failure(columns, identifiers, object_type)} as failure,\n"
        "  cast(null as bigint) as merged_into\n"
        f"from {work}.typed as t\n" + "\n".join(joins)
    )


def _join(object_type: str, place: int, column: MappedColumn, blank_before: Sequence[str]) -> str:
    """The records that an identifier finds, where those before it are blank.

    The condition is part of the value: where the columns before are never blank, DuckDB would see
    that a condition of its own is never met, give up the hash join and compare every row with every
    record (73 s against 0.1 s for a million rows and 100,000 records, measured)."""
    value = compared(column, f"t.{column.value}")
    if blank_before:
        value = f"case when {' and '.join(blank_before)} then {value} end"
    if column.is_record_id:
        table = quote_identifier("store", object_type)
        index = f"select hs_object_id as value, hs_object_id as record_id, 1 as hits from {table}"
    else:
        index = index_sql(object_type, column)
    return f"left join (\n{index}\n) as i{place} on i{place}.value = {value}"


def _coalesce(expressions: list[str], sql_type: str) -> str:
    if not expressions:
        return f"cast(null as {sql_type})"
    return f"coalesce({', '.join(expressions)})" if len(expressions) > 1 else expressions[0]


def _place(identifiers: Sequence[MappedColumn]) -> str:
    """The position of the first identifier that has a value in the row."""
    branches = "".join(
        f" when t.{column.value} is not null then {place}"
        for place, column in enumerate(identifiers)
    )
    return f"cast(case{branches} end as utinyint)" if branches else "cast(null as utinyint)"


def _key_value(identifiers: Sequence[MappedColumn]) -> str:
    """The text that tells the records to be created apart, null where there is none. Where there
    are several identifiers it says which one it is, so that equal texts of two do not meet."""
    texts = [
        f"cast({compared(c, f't.{c.value}')} as varchar)" for c in identifiers if not c.is_record_id
    ]
    if len(texts) > 1:
        texts = [f"'{place}:' || {text}" for place, text in enumerate(texts)]
    return _coalesce(texts, "varchar")


def _failure(
    columns: Sequence[MappedColumn],
    identifiers: Sequence[MappedColumn],
    object_type: ObjectType,
) -> str:
    """The code of what stops the row: an identifier that cannot be read, is unknown or ambiguous.

    An email that is none always fails the row, other identifiers where no stronger one has a value:
    else the row would make a record that no later import finds."""
    branches = []
    if columns and skips_rows(columns[0].file):
        branches.append("when t.left_out then 'ROW_LEFT_OUT'")
    for place, column in enumerate(identifiers):
        stronger = [] if column.prop.name == "email" else identifiers[:place]
        here = failed(columns, columns.index(column)) + "".join(
            f" and t.{before.value} is null" for before in stronger
        )
        code = column.kind.issue_code
        branches.append(f"when {here} then '{code}'")
    for place, column in enumerate(identifiers):
        here = f"t.{column.value} is not null" + "".join(
            f" and t.{before.value} is null" for before in identifiers[:place]
        )
        if column.is_record_id:
            branches.append(f"when {here} and i{place}.value is null then 'INVALID_RECORD_ID'")
        else:
            code = _ambiguous_code(object_type, column)
            branches.append(f"when {here} and i{place}.hits > 1 then '{code}'")
    return f"case {' '.join(branches)} end" if branches else "cast(null as varchar)"


def _ambiguous_code(object_type: ObjectType, column: MappedColumn) -> str:
    if object_type.name == "companies" and column.prop.name == "domain":
        return "MULTIPLE_COMPANIES_WITH_THIS_DOMAIN"
    return "MULTIPLE_RECORDS_WITH_THIS_VALUE"


def _repeated_sql(work: str) -> str:
    """Rows that mean the same record as a later row: ``row_number``, ``last_row``.

    Two narrow groupings instead of one wide one: matched rows by number, the others by key."""
    groups = (("record_id", "record_id is not null"), ("key_value", "record_id is null"))
    parts = [
        f"select m.row_number, g.last_row\n"
        f"from {work}.matched as m\n"
        "join (\n"
        f"  select {key}, max(row_number) as last_row\n"
        f"  from {work}.matched\n"
        f"  where failure is null and {key} is not null and {condition}\n"
        f"  group by {key}\n"
        "  having count(*) > 1\n"
        f") as g on g.{key} = m.{key}\n"
        f"where m.failure is null and m.{condition}"
        for key, condition in groups
    ]
    return "\nunion all\n".join(parts)


def _last_sql(column: MappedColumn) -> str:
    """The value that counts of the rows ``t`` of a record, and the row it is from."""
    value, row = f"t.{column.value}", "t.row_number"
    precedence = column.kind.precedence(value, column.prop)
    order = row if precedence == "0" else f"struct_pack(rank := {precedence}, place := {row})"
    return (
        f"arg_max({value}, {order}) as {column.value}, "
        f"arg_max({row}, {order}) filter (where {value} is not null) as s{column.index}"
    )


def _merge_repeated(
    cursor: duckdb.DuckDBPyConnection, work: str, columns: Sequence[MappedColumn]
) -> None:
    """The last row of a record takes, for each cell, the last value any of its rows has (of
    lifecycle stages the furthest).

    Both updates go in the order of the rows; see ``commit._update_records`` for why."""
    cursor.execute(
        f"""
        create or replace table {work}.merged_cells (
          row_number bigint, column_index integer, source_row bigint
        )
        """
    )
    _keep_unmerged(cursor, work, columns)
    if cursor.execute(f"select count(*) from {work}.repeated").fetchone() == (0,):
        return
    cursor.execute(
        f"update {work}.matched as m set merged_into = r.last_row\n"
        f"from (select * from {work}.repeated order by row_number) as r\n"
        "where r.row_number = m.row_number and r.row_number <> r.last_row"
    )
    values = ", ".join(_last_sql(column) for column in columns)
    cursor.execute(
        f"create or replace table {work}.merged as\n"
        f"select r.last_row as row_number, {values}\n"
        f"from {work}.repeated as r\n"
        f"join {work}.typed as t on t.row_number = r.row_number\n"
        "group by r.last_row\n"
        "order by r.last_row"
    )
    _take_merged(cursor, work, columns)


def _keep_unmerged(
    cursor: duckdb.DuckDBPyConnection, work: str, columns: Sequence[MappedColumn]
) -> None:
    """Keeps the last rows as they are in the file."""
    own = "".join(f", t.{c.value}" for c in columns)
    cursor.execute(
        f"create or replace table {work}.{UNMERGED} as\n"
        f"select t.row_number{own}\n"
        f"from {work}.typed as t\n"
        f"where t.row_number in (select last_row from {work}.repeated)"
    )


def _take_merged(
    cursor: duckdb.DuckDBPyConnection, work: str, columns: Sequence[MappedColumn]
) -> None:
    """Gives the last rows the values of ``merged``, and says of each cell which row it is from."""
    sets = ", ".join(f"{c.value} = m.{c.value}" for c in columns)
    cursor.execute(
        f"update {work}.typed as t set {sets}\n"
        f"from (select * from {work}.merged order by row_number) as m\n"
        "where m.row_number = t.row_number"
    )
    for column in columns:
        cursor.execute(
            f"insert into {work}.merged_cells select row_number, {column.index}, s{column.index} "
            f"from {work}.merged where s{column.index} <> row_number"
        )
