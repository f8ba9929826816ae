"""The view ``source`` over the staged rows: numbers them and leaves out the rows that are no data.

Called last by the staging of each kind of file, which share its rules: blank rows, repeated header
rows and the ``skip_last`` rows at the end are left out here, not deleted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from core.read import wording
from core.read.endings import warn_of_last_row
from core.sql import quote_identifier, quote_literal


@dataclass(frozen=True)
class Staged:
    """A loaded table: ``number`` is the SQL for a row's number, ``width`` its data columns."""

    catalog: str
    width: int
    number: str

    @property
    def table(self) -> str:
        return quote_identifier(self.catalog, "main", "staged")

    @property
    def columns(self) -> list[str]:
        return [quote_identifier(f"c{i}") for i in range(1, self.width + 1)]


@dataclass(frozen=True)
class SourceView:
    row_count: int
    left_out: tuple[tuple[int, str], ...]
    warnings: tuple[str, ...]


def make_source_view(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, headers: Sequence[str], skip_last: int
) -> SourceView:
    blank = count_blank(cursor, staged)
    conditions = [f"not ({is_blank_sql(staged)})"] if blank else []
    repeated = find_repeated_headers(cursor, staged, headers)
    if repeated:
        conditions.append(f"{staged.number} not in ({', '.join(map(str, repeated))})")
    left_out = [(number, "repeated header") for number in repeated]
    cut = find_last(cursor, staged, conditions, skip_last)
    if cut:
        conditions.append(f"{staged.number} < {cut[0]}")
        left_out += [(number, "left out at the end") for number in cut]
    create_view(cursor, staged, conditions)
    warnings = [wording.left_out(blank, "blank")] if blank else []
    if repeated:
        warnings.append(wording.left_out(len(repeated), why="repeated header"))
    warnings += warn_of_end(cursor, staged)
    return SourceView(count_rows(cursor, staged), tuple(left_out), tuple(warnings))


def create_view(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, conditions: Sequence[str]
) -> None:
    where = f" where {' and '.join(conditions)}" if conditions else ""
    cursor.execute(
        f"create or replace view {quote_identifier(staged.catalog, 'main', 'source')} as "
        f"select {staged.number} as row_number, {', '.join(staged.columns)} "
        f"from {staged.table}{where}"
    )


def count_blank(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> int:
    where = is_blank_sql(staged)
    row = cursor.execute(f"select count(*) from {staged.table} where {where}").fetchone()
    return int(row[0]) if row else 0


def is_blank_sql(staged: Staged) -> str:
    """Nothing but white space. Most rows end the test at their first cell or two."""
    return " and ".join(
        f"({column} is null or regexp_full_match({column}, '\\s*'))" for column in staged.columns
    )


def find_repeated_headers(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, headers: Sequence[str]
) -> list[int]:
    """Rows that are the header once more, cell for cell and in the same case."""
    named = [(c, h) for c, h in zip(staged.columns, headers, strict=False) if h]
    if len(named) < 2:
        return []
    blank = [c for c, h in zip(staged.columns, headers, strict=False) if not h]
    where = [f"{column} = {quote_literal(header)}" for column, header in named]
    where += [f"{column} is null" for column in blank]
    rows = cursor.execute(
        f"select {staged.number} from {staged.table} where {' and '.join(where)} order by 1"
    ).fetchall()
    return [int(row[0]) for row in rows]


def find_last(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, conditions: Sequence[str], count: int
) -> list[int]:
    if not count:
        return []
    where = f" where {' and '.join(conditions)}" if conditions else ""
    rows = cursor.execute(
        f"select {staged.number} from {staged.table}{where} order by 1 desc limit {count}"
    ).fetchall()
    return sorted(int(row[0]) for row in rows)


def warn_of_end(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> list[str]:
    view = quote_identifier(staged.catalog, "main", "source")
    rows = cursor.execute(f"select * from {view} order by row_number desc limit 2").fetchall()
    if not rows:
        return []
    cells = [[cell or "" for cell in row[1:]] for row in rows]
    warning = warn_of_last_row(int(rows[0][0]), cells[0], cells[-1])
    return [warning] if warning else []


def count_rows(cursor: duckdb.DuckDBPyConnection, staged: Staged) -> int:
    view = quote_identifier(staged.catalog, "main", "source")
    row = cursor.execute(f"select count(*) from {view}").fetchone()
    return int(row[0]) if row else 0
