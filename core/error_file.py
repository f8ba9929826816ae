"""The error file: the rows of the user's file that were not imported in full, with their own
columns and, in front, the row number, what is wrong and what to do.

Called by the review page (for a dry run), at the end of an import, and by the command line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from core.export import content_with_mark, guarded, guarded_header
from core.issues import issue_kinds
from core.sql import quote_identifier, quote_literal

# What stands in front of the user's own columns.
OWN_HEADERS = ("Row number", "Error", "Remedy")
FAILED_ONLY = "action = 'failed'"
WITH_ISSUES = "action in ('failed', 'created', 'updated', 'unchanged')"
_NAMES = {FAILED_ONLY: "failed", WITH_ISSUES: "errors"}


def error_file_path(folder: Path, which: str, file: int = 1) -> Path:
    """Where an import keeps the error file of one of its files."""
    return folder / f"{_NAMES[which]}{'' if file == 1 else f'-{file}'}.csv"


def write_error_file(
    cursor: duckdb.DuckDBPyConnection,
    source: str,
    works: Sequence[str],
    columns: list[dict[str, Any]],
    path: Path,
    which: str = FAILED_ONLY,
) -> int:
    """Writes the rows of a file whose action meets ``which`` and that have an issue; one line a
    row, several issues of a row joined. ``works`` are the schemas of the objects the file has rows
    of, ``columns`` the file's (``index``, ``name``). The number of rows is returned."""
    found = "\n          union all\n".join(
        f"""
          select i.*
          from {work}.issues as i
          join {work}.plan as p on p.row_number = i.row_number
          where p.{which}"""
        for work in works
    )
    names = ", ".join(_cell(column) for column in columns)
    query = f"""
        with kinds(code, title, remedy) as (values {_kinds()}),
        headers(column_index, header) as (values {_headers(columns)}),
        found as ({found}
        ),
        told as (
          select i.row_number,
            string_agg(k.title || coalesce(' in ' || h.header, '') || coalesce(': ' || i.value, ''),
              '; ' order by i.column_index nulls last, k.title) as error,
            string_agg(distinct k.remedy, ' ' order by k.remedy) as remedy
          from found as i
          join kinds as k on k.code = i.code
          left join headers as h on h.column_index = i.column_index
          group by i.row_number
        )
        select t.row_number as "{OWN_HEADERS[0]}", {guarded("t.error")} as "{OWN_HEADERS[1]}",
          t.remedy as "{OWN_HEADERS[2]}", {names}
        from told as t
        join {source} as s on s.row_number = t.row_number
        order by t.row_number
    """
    count = cursor.execute(
        f"copy ({query}) to {quote_literal(str(path))} (format csv, header)"
    ).fetchall()[0][0]
    content_with_mark(path)
    return int(count)


def _cell(column: dict[str, Any]) -> str:
    text = guarded(f"s.c{column['index']}")
    return f"{text} as {quote_identifier(guarded_header(column['name']))}"


def _kinds() -> str:
    return ", ".join(
        f"({quote_literal(k.code)}, {quote_literal(k.title)}, {quote_literal(k.remedy)})"
        for k in issue_kinds().values()
    )


def _headers(columns: list[dict[str, Any]]) -> str:
    return ", ".join(f"({c['index']}, {quote_literal(c['name'])})" for c in columns)
