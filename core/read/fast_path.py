"""Loads a well-formed text file with DuckDB's parallel reader, dialect given, all cells as text.

It is fast but no judge: whatever it refuses, and whatever does not agree with what ``inspect_file``
saw, goes to the slow path. ``stage_file`` calls ``load`` first for every text file.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from core.read.dialect import Dialect
from core.sql import quote_identifier, quote_literal

LONGEST_LINE = 64 << 20


def load(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    path: Path,
    dialect: Dialect,
    width: int,
    skip: int,
    select: str = "*",
) -> bool:
    """Make ``table`` (quoted, qualified) from the file; False when DuckDB refuses a row."""
    for longest in (None, LONGEST_LINE):
        source = read_csv_sql(path, dialect, [f"c{i}" for i in range(1, width + 1)], skip, longest)
        try:
            cursor.execute(f"create or replace table {table} as select {select} from {source}")
            return True
        except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
            if "aximum line size" not in str(error):
                return False
    return False


def read_csv_sql(
    path: Path, dialect: Dialect, columns: Sequence[str], skip: int, longest: int | None
) -> str:
    """Never ``auto_detect``: DuckDB's sniffer may take good rows for a preamble (issue 25827)."""
    types = ", ".join(f"{quote_literal(name)}: 'varchar'" for name in columns)
    options = [
        f"columns = {{{types}}}",
        "auto_detect = false",
        "header = false",
        f"skip = {skip}",
        f"delim = {quote_literal(dialect.delimiter)}",
        f"quote = {quote_literal(dialect.quote)}",
        f"escape = {quote_literal(dialect.quote)}",
        "null_padding = false",
        "strict_mode = true",
        "nullstr = ''",
        "compression = 'none'",
    ]
    if longest:
        options.append(f"max_line_size = {longest}")
    return f"read_csv({quote_literal(literal_path(path))}, {', '.join(options)})"


def literal_path(path: Path) -> str:
    """A path that DuckDB takes for one file and not for a pattern."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path.resolve()))


def trimmed(width: int) -> str:
    """The select list that drops the space after each delimiter."""
    names = (quote_identifier(f"c{i}") for i in range(1, width + 1))
    return ", ".join(f"nullif(ltrim({name}, ' '), '') as {name}" for name in names)


def count_line_ends(cursor: duckdb.DuckDBPyConnection, table: str, width: int) -> int:
    """Line ends that the staged rows account for: one each, and those inside cells."""
    inside = " + ".join(line_ends_in(f"c{i}") for i in range(1, width + 1))
    row = cursor.execute(f"select count(*) + coalesce(sum({inside}), 0) from {table}").fetchone()
    return int(row[0]) if row else 0


def line_ends_in(column: str) -> str:
    has_any = f"contains({column}, chr(10)) or contains({column}, chr(13))"
    return (
        f"case when {has_any} then len(regexp_extract_all({column}, '\\r\\n|\\n|\\r')) else 0 end"
    )


def count_empty(cursor: duckdb.DuckDBPyConnection, table: str, column: int) -> int:
    row = cursor.execute(f"select count(*) - count(c{column}) from {table}").fetchone()
    return int(row[0]) if row else 0


def count_open_ends(
    cursor: duckdb.DuckDBPyConnection, table: str, width: int, delimiter: str
) -> int:
    """Line ends after a delimiter that the staged rows account for: empty last cells, and what
    stands inside cells."""
    ends = " + ".join(
        f"coalesce(len(regexp_extract_all(c{i}, {pattern_of(delimiter)})), 0)"
        for i in range(1, width + 1)
    )
    last = f"case when c{width} is null then 1 else 0 end"
    row = cursor.execute(f"select coalesce(sum({ends} + {last}), 0) from {table}").fetchone()
    return int(row[0]) if row else 0


def pattern_of(delimiter: str) -> str:
    return (
        quote_literal(f"\\x{ord(delimiter):02x}(\\r\\n|\\n|\\r)")
        if ord(delimiter) < 256
        else "'(?!)'"
    )
