"""``python -m core read FILE...``: how each file is read, one JSON line a file."""

import argparse
import tempfile
from pathlib import Path
from typing import Any

import duckdb

from core.cli.output import print_json, say
from core.cli.reading import reading_options
from core.errors import AppError
from core.read import ReadOptions, StagedFile, inspect_file, stage_file

_FETCH = 10_000


def run_read(parsed: argparse.Namespace) -> int:
    """Reads each file; one that cannot be read gives a line with ``error`` and exit code 2."""
    code = 0
    for file in parsed.files:
        try:
            print_json(_read(file, reading_options(parsed), parsed.rows))
        except AppError as error:
            say(f"{file}: {error}")
            print_json({"file": str(file), "error": f"{error.message} {error.hint}".strip()})
            code = 2
    return code


def _read(file: Path, options: ReadOptions, with_rows: bool) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        layout = inspect_file(file, options)
        staged = stage_file(connection, "memory", file, layout, Path(folder))
        line = _described(file, staged)
        if with_rows:
            line["rows"] = _rows(connection)
        return line


def _described(file: Path, staged: StagedFile) -> dict[str, Any]:
    layout = staged.layout
    return {
        "file": str(file),
        "kind": layout.kind,
        "encoding": layout.options.encoding,
        "delimiter": layout.options.delimiter,
        "quote": layout.options.quote,
        "sheet": layout.options.sheet,
        "header_row": layout.options.header_row,
        "skipped_rows": [row for row, _ in layout.skipped_rows],
        "columns": [column.header or column.name for column in layout.columns],
        "row_count": staged.row_count,
        "repaired": [{"row": row, "what": what} for row, what in staged.repaired],
        "warnings": list(dict.fromkeys([*layout.warnings, *staged.warnings])),
    }


def _rows(connection: duckdb.DuckDBPyConnection) -> list[list[str]]:
    """All rows as lists of text; an empty cell is an empty text."""
    cursor = connection.execute(
        "select columns(* exclude (row_number)) from memory.source order by row_number"
    )
    rows: list[list[str]] = []
    while piece := cursor.fetchmany(_FETCH):
        rows.extend(["" if cell is None else cell for cell in row] for row in piece)
    return rows
