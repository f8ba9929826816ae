"""The error file: the rows of the user's file that were not imported in full, with their own
columns and, in front, the row number, what is wrong, what to do, and the mark of the import: by it
the corrected rows are known when they come back (core/engine/corrections.py).

Called by the review page (for a dry run), at the end of an import, and by the command line."""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from core.export import content_with_mark, guarded, guarded_header
from core.issues import issue_kinds
from core.sql import quote_identifier, quote_literal

# What stands in front of the user's own columns.
OWN_HEADERS = ("Row number", "Error", "Remedy", "Import")
FAILED_ONLY = "action = 'failed'"
WITH_ISSUES = "action in ('failed', 'created', 'updated', 'unchanged')"
_NAMES = {FAILED_ONLY: "failed", WITH_ISSUES: "errors"}


_MARK = re.compile(r"(rowcall-(\d{1,9})-[0-9a-f]{6})(?:-(\d))?")


def import_mark(import_id: int, created_at: datetime, file: int = 1) -> str:
    """What an error file says of where its rows come from: the import, the moment it was made (so
    that an import of another store is told apart), and which of two files."""
    code = hashlib.sha256(created_at.isoformat().encode()).hexdigest()[:6]
    return f"rowcall-{import_id}-{code}{'' if file == 1 else f'-{file}'}"


def read_mark(text: str) -> tuple[int, int] | None:
    """The import and the file that a mark names, or None where it is none."""
    found = _MARK.fullmatch(text)
    return (int(found[2]), int(found[3] or 1)) if found else None


def own_columns(headers: Sequence[str]) -> int:
    """How many columns in front an error file has added; files of earlier versions have no mark."""
    for number in (len(OWN_HEADERS), len(OWN_HEADERS) - 1):
        if tuple(headers[:number]) == OWN_HEADERS[:number]:
            return number
    return 0


def error_file_path(folder: Path, which: str, file: int = 1) -> Path:
    """Where an import keeps the error file of one of its files."""
    return folder / f"{_NAMES[which]}{'' if file == 1 else f'-{file}'}.csv"


def write_error_file(
    cursor: duckdb.DuckDBPyConnection,
    source: str,
    works: Sequence[str],
    columns: list[dict[str, Any]],
    path: Path,
    mark: str,
    which: str = FAILED_ONLY,
) -> int:
    """Writes the rows of a file whose action meets ``which`` and that have an issue; one line a
    row, several issues of a row joined. ``works`` are the schemas of the objects the file has rows
    of, ``columns`` the file's (``index``, ``name``, ``header``), without those that an earlier
    error file added; ``mark`` is that of the import. The number of rows is returned."""
    own = columns[own_columns([column["header"] for column in columns]) :]
    query = _rows_sql(source, works, own, mark, which)
    count = cursor.execute(
        f"copy ({query}) to {quote_literal(str(path))} (format csv, header)"
    ).fetchall()[0][0]
    content_with_mark(path)
    return int(count)


def _rows_sql(
    source: str, works: Sequence[str], columns: list[dict[str, Any]], mark: str, which: str
) -> str:
    """The rows of the error file: our own columns, then those of the user."""
    found = "\n          union all\n".join(
        f"""
          select i.*
          from {work}.issues as i
          join {work}.plan as p on p.row_number = i.row_number
          where p.{which}"""
        for work in works
    )
    names = "".join(f", {_cell(column)}" for column in columns)
    return f"""
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
          t.remedy as "{OWN_HEADERS[2]}", {quote_literal(mark)} as "{OWN_HEADERS[3]}"{names}
        from told as t
        join {source} as s on s.row_number = t.row_number
        order by t.row_number
    """


def _cell(column: dict[str, Any]) -> str:
    text = guarded(f"s.c{column['index']}")
    return f"{text} as {quote_identifier(guarded_header(column['name']))}"


def _kinds() -> str:
    return ", ".join(
        f"({quote_literal(k.code)}, {quote_literal(k.title)}, {quote_literal(k.remedy)})"
        for k in issue_kinds().values()
    )


def _headers(columns: list[dict[str, Any]]) -> str:
    if not columns:
        return "(null, null)"
    return ", ".join(f"({c['index']}, {quote_literal(c['name'])})" for c in columns)
