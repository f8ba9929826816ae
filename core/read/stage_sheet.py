"""Stages one sheet of a spreadsheet: every cell as text. ``staging.py`` calls it."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from core.read import trouble
from core.read.arrow_table import load_batches
from core.read.headers import fold, make_columns
from core.read.layout import Column, Layout, StagedFile
from core.read.second_look import SecondLook
from core.read.sheet_rows import patched, read_sheet
from core.read.source_view import Staged, make_source_view

BATCH = 2_000


def stage_sheet(
    cursor: duckdb.DuckDBPyConnection, catalog: str, path: Path, layout: Layout
) -> StagedFile:
    """Loads the sheet that ``layout`` names into ``staged`` of the catalog, with its view. Raises
    FileError when it cannot be read."""
    name, first_row = layout.options.sheet or "", layout.details["first_row"]
    with trouble.reading(path, layout.kind):
        sheet, look = read_sheet(path, layout.kind, name)
        left = sheet.start[1] if sheet.start else 0
        order = column_order(layout.details["left"] - left, len(layout.columns), sheet.width)
        layout = replace(layout, columns=with_later_columns(layout.columns, len(order)))
        staged = Staged(catalog, len(order), f"rowid + {first_row}")
        below = itertools.islice(sheet.iter_rows(), first_row - 1, None)
        rows = patched(below, look, left, first_row)
        rounded = load_batches(cursor, staged.table, batches(rows), order, sheet.total_height)
    headers = layout.details["headers"] if layout.options.header_row else []
    view = make_source_view(cursor, staged, headers, layout.options.skip_last or 0)
    layout = replace(layout, skipped_rows=layout.skipped_rows + view.left_out)
    told = tuple(warnings_of(look, rounded.count, layout))
    return StagedFile(layout, view.row_count, (), layout.warnings + view.warnings + told)


def column_order(shift: int, width: int, found: int) -> list[int]:
    """Which cell of calamine's rows is c1, c2, ...: the columns that were shown, then those that
    are filled further down only."""
    shown = list(range(shift, shift + width))
    return shown + [index for index in range(found) if index not in set(shown)]


def with_later_columns(columns: Sequence[Column], width: int) -> tuple[Column, ...]:
    extra = [fold(f"Column {index}") for index in range(len(columns) + 1, width + 1)]
    if not extra:
        return tuple(columns)
    later = make_columns(
        [*[column.header for column in columns], *[""] * len(extra)],
        [*[column.name for column in columns], *extra],
    )
    return (*columns, *later[len(columns) :])


def batches(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


def warnings_of(look: SecondLook, rounded: int, layout: Layout) -> Iterator[str]:
    if look.failed:
        yield (
            "The number formats of the sheet could not be read: zeros in front of numbers that "
            "only the format shows are missing."
        )
    if look.hidden_rows:
        yield f"{look.hidden_rows:,} rows are hidden in the sheet; they are read like the others."
    if look.errors:
        yield f"{look.errors:,} cells hold an error such as #N/A; they are read as that text."
    if look.without_value:
        yield f"{look.without_value:,} formulas have no stored value; their cells are empty."
    if rounded:
        yield (
            f"{rounded:,} numbers have more than 15 digits; the file itself has lost the last ones."
        )
    places = [column - layout.details["left"] for column in sorted(look.percent_columns)]
    names = [layout.columns[i].name for i in places if 0 <= i < len(layout.columns)]
    if names:
        yield f"Percentages are read as fractions (0.5 for 50 %) in: {', '.join(names)}."
