"""What the columns of a file hold: how full, how many distinct values, the first ones.

Made once when the file is staged and kept in the work database as ``profile``, because a page
with a million rows staged must redraw in a fraction of a second."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from core.sql import quote_identifier

# Up to this many rows distinct values are counted exactly; above, estimated (HyperLogLog, about
# 2 % off), since exact counts of forty columns of a million rows take longer than reading them.
EXACT_UP_TO = 200_000
# So many columns a query: DuckDB's time for one grows with the square of its aggregates (300
# columns of five rows took 10 s in one query, 0.7 s in thirty).
_TOGETHER = 10
SAMPLE_VALUES = 3


@dataclass(frozen=True)
class ColumnProfile:
    """One column: ``filled`` rows out of ``rows``, ``distinct_count`` (``exact`` or estimated), and
    the first three values that are not empty."""

    index: int
    rows: int
    filled: int
    distinct_count: int
    exact: bool
    samples: list[str]


def make_profile(cursor: duckdb.DuckDBPyConnection, catalog: str, indexes: Sequence[int]) -> None:
    """Makes the table ``profile`` from the source: one row per column."""
    cursor.execute(
        f"create or replace table {_table(catalog)} (column_index integer, row_count bigint, "
        "filled bigint, distinct_count bigint, exact boolean, samples varchar[])"
    )
    add_to_profile(cursor, catalog, quote_identifier(catalog, "source"), indexes)


def add_to_profile(
    cursor: duckdb.DuckDBPyConnection, catalog: str, source: str, indexes: Sequence[int]
) -> None:
    """Adds columns ``c<index>`` of a relation to the profile, in place of what was known."""
    if not indexes:
        return
    target = _table(catalog)
    cursor.execute(f"delete from {target} where list_contains(?, column_index)", [list(indexes)])
    count = cursor.execute(f"select count(*) from {source} as s").fetchone()
    rows = int(count[0]) if count else 0
    exact = rows <= EXACT_UP_TO
    found = [
        [index, rows, filled, distinct, exact, samples or []]
        for start in range(0, len(indexes), _TOGETHER)
        for index, filled, distinct, samples in _facts(
            cursor, source, indexes[start : start + _TOGETHER], exact
        )
    ]
    cursor.executemany(f"insert into {target} values (?, ?, ?, ?, ?, ?)", found)


def _facts(
    cursor: duckdb.DuckDBPyConnection, source: str, indexes: Sequence[int], exact: bool
) -> list[tuple[int, int, int, list[str] | None]]:
    """Of each column its index, how many values are filled, how many distinct, and the first."""
    distinct = "count(distinct {0})" if exact else "approx_count_distinct({0})"
    aggregates = ", ".join(
        f"count({_filled(i)}), {distinct.format(_filled(i))}, {_first_values(i)}" for i in indexes
    )
    (found,) = cursor.execute(f"select {aggregates} from {source} as s").fetchall()
    return [
        (index, *found[place : place + 3])
        for index, place in zip(indexes, range(0, len(found), 3), strict=True)
    ]


def _table(catalog: str) -> str:
    return quote_identifier(catalog, "profile")


def _filled(index: int) -> str:
    return f"nullif(c{index}, '')"


def _first_values(index: int) -> str:
    """The first values by row; shortened, because they are only shown."""
    return f"min_by(left(c{index}, 200), row_number, {SAMPLE_VALUES}) filter (where c{index} <> '')"


def read_profile(cursor: duckdb.DuckDBPyConnection, catalog: str) -> list[ColumnProfile]:
    """The profile of every column, in the file's order."""
    rows = cursor.execute(
        f"""
        select column_index, row_count, filled, distinct_count, exact, samples
        from {quote_identifier(catalog, "profile")}
        order by column_index
        """
    ).fetchall()
    return [ColumnProfile(*row) for row in rows]
