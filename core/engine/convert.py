"""Text to typed values over the whole file: the SQL that every later step builds on.

``typed`` has a column ``v<index>`` per mapped column and integers ``failed0``, ``failed1`` ...
whose bits say which cells have text that could not be read. Called by check, hits and plan.
"""

from collections.abc import Sequence

import duckdb

from core.engine.columns import MappedColumn
from core.engine.fixes import accepted_values, fixed_rows, skips_rows
from core.property_types import Conversion, Formats
from core.property_types.base import trimmed
from core.sql import quote_identifier, quote_literal

# A signed 64-bit integer holds 63 flags; 60 leaves room and divides evenly in one's head.
FLAGS_PER_COLUMN = 60


def prepare_lookups(
    cursor: duckdb.DuckDBPyConnection,
    catalog: str,
    columns: Sequence[MappedColumn],
    formats: Formats,
    only: str = "",
) -> None:
    """Converts the distinct texts of each column whose texts repeat (options, owners, dates) into
    a small table that the conversion joins. ``only`` is a query of the row numbers that matter."""
    where = f" and s.row_number in ({only})" if only else ""
    for column in columns:
        lookup = column.kind.lookup_sql(column.prop, formats)
        if lookup is None:
            continue
        cells = f"select distinct {column.raw} as raw from {rows_of(catalog, [column])} as s"
        cursor.execute(
            f"create or replace temp table {_lookup(catalog, column)} as\n"
            f"with cells as ({cells} where {column.raw} is not null{where})\n"
            f"select * from (\n{lookup}\n)"
        )


def typed_sql(catalog: str, columns: Sequence[MappedColumn], formats: Formats) -> str:
    """A select that gives ``row_number``, the typed columns and the failure flags."""
    conversions = [conversion(catalog, column, formats) for column in columns]
    values = "".join(
        f",\n    {made.value} as {column.value}, {column.raw} as r{column.index}"
        for column, made in zip(columns, conversions, strict=True)
    )
    joins = "\n  ".join(made.joins for made in conversions if made.joins)
    typed = ", ".join(["row_number", *(column.value for column in columns)])
    flags = "".join(f",\n  {flag}" for flag in _flag_columns(columns))
    return (
        f"select {typed}, left_out{flags}\n"
        f"from (\n  select s.row_number, {left_out(columns)} as left_out{values}\n"
        f"  from {rows_of(catalog, columns)} as s\n  {joins}\n)"
    )


def left_out(columns: Sequence[MappedColumn]) -> str:
    """Whether the row ``s`` is left out by a fix of the file that the columns are of."""
    return "s.left_out" if skips_rows(columns[0].file if columns else None) else "false"


def rows_of(catalog: str, columns: Sequence[MappedColumn]) -> str:
    """The relation in which the cells of columns of one file are, as its fixes leave them."""
    file = columns[0].file if columns else None
    return fixed_rows(quote_identifier(catalog, "source"), file)


def conversion(catalog: str, column: MappedColumn, formats: Formats) -> Conversion:
    """The expressions and joins that turn one column of the source into its property. Texts that
    the user accepted as they are stay so, where the property holds text."""
    made = column.kind.conversion(column.raw, column.prop, formats, _lookup(catalog, column))
    accepted = accepted_values(column.file, column.header)
    if not accepted or column.kind.sql_type != "varchar":
        return made
    text, values = trimmed(column.raw), ", ".join(quote_literal(value) for value in accepted)
    value = f"case when {text} in ({values}) then {text} else {made.value} end"
    return Conversion(value, made.issue, made.joins)


def unreadable(value: str, raw: str) -> str:
    """Whether a cell has text but gave no value."""
    return f"case when {value} is null then coalesce({trimmed(raw)} <> '', false) else false end"


def flag_names(columns: Sequence[MappedColumn]) -> list[str]:
    """The names of the flag columns of ``typed``."""
    return [f"failed{n}" for n in range((len(columns) - 1) // FLAGS_PER_COLUMN + 1)]


def failed(columns: Sequence[MappedColumn], position: int, alias: str = "t") -> str:
    """Whether the cell of the column at ``position`` could not be read, in a row of ``typed``."""
    name, bit = divmod(position, FLAGS_PER_COLUMN)
    return f"({alias}.failed{name} & {1 << bit} <> 0)"


def _flag_columns(columns: Sequence[MappedColumn]) -> list[str]:
    made = []
    for number, name in enumerate(flag_names(columns)):
        part = columns[number * FLAGS_PER_COLUMN : (number + 1) * FLAGS_PER_COLUMN]
        bits = [
            f"case when {unreadable(column.value, f'r{column.index}')} then {1 << bit} else 0 end"
            for bit, column in enumerate(part)
        ]
        made.append(f"cast({' + '.join(bits) or '0'} as bigint) as {name}")
    return made


def _lookup(catalog: str, column: MappedColumn) -> str:
    """A temporary table, the cursor's own: a page may check a column with other formats while a
    job plans the same import."""
    return f"temp.lookup_{catalog}_c{column.index}"
