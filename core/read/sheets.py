"""Inspects and stages spreadsheets (xlsx, xls, xlsb, ods) with python-calamine, all cells as text."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from core.read import trouble
from core.read.arrow_table import load_batches
from core.read.headers import make_columns
from core.read.layout import Layout, ReadOptions, StagedFile
from core.read.sheet_cells import cell_text
from core.read.source_view import Staged, make_source_view
from core.read.structure import Row, Structure, find_structure

LOOKED_AT = 300
SAMPLE_ROWS = 100
BATCH = 20_000


def inspect_sheet(path: Path, kind: str, options: ReadOptions) -> Layout:
    with trouble.reading(path, kind), path.open("rb") as file:
        book = CalamineWorkbook.from_filelike(file)
        names = [options.sheet] if options.sheet is not None else visible_sheets(book)
        name, sheet = first_with_data(book, names)
        rows = head_rows(sheet)
        merged = sheet.merged_cell_ranges or []
    structure = find_structure(fill_merged(rows, merged), options.header_row, sheet=True)
    return lay_out(kind, options, name, visible_sheets(book), rows, structure)


def visible_sheets(book: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ] or list(book.sheet_names)


def first_with_data(book: CalamineWorkbook, names: Sequence[str]) -> tuple[str, CalamineSheet]:
    for name in names:
        if name not in book.sheet_names:
            known = ", ".join(book.sheet_names[:10])
            raise trouble.wrong_option(f"There is no sheet “{name}”.", f"The file has: {known}.")
        sheet = book.get_sheet_by_name(name)
        if sheet.height and sheet.width:
            return name, sheet
    where = f"sheet “{names[0]}”" if len(names) == 1 else "sheets"
    raise trouble.empty_file(f"has nothing in its {where}")


def numbered_rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[Any]]]:
    """Rows with their numbers. Calamine's iterator starts at row 1, also when that is empty, and
    at the first column that holds anything."""
    return enumerate(sheet.iter_rows(), 1)


def head_rows(sheet: CalamineSheet) -> list[Row]:
    rows = itertools.islice(numbered_rows(sheet), LOOKED_AT)
    return [Row(number, tuple(map(cell_text, cells))) for number, cells in rows]


def fill_merged(rows: list[Row], merged: Sequence[Any]) -> list[Row]:
    """Cells merged across columns on the first rows: the text stands for each of them."""
    filled = [list(row.cells) for row in rows]
    for (top, left), (bottom, right) in merged:
        if top == bottom and top < 20 and top < len(filled) and right < len(filled[top]):
            whole_row = right - left + 1 >= len(filled[top])
            if not whole_row:
                filled[top][left : right + 1] = [filled[top][left]] * (right - left + 1)
    return [Row(row.number, tuple(cells)) for row, cells in zip(rows, filled, strict=True)]


def lay_out(
    kind: str,
    options: ReadOptions,
    name: str,
    sheets: Sequence[str],
    rows: Sequence[Row],
    structure: Structure,
) -> Layout:
    columns = make_columns(structure.headers, structure.names)
    data = [row.cells for row in rows if row.number >= structure.first_row and not row.blank]
    sample = [tuple(cells[: structure.width]) for cells in data[:SAMPLE_ROWS]]
    return Layout(
        kind=kind,
        options=ReadOptions(
            sheet=name, header_row=structure.header_row, skip_last=options.skip_last or 0
        ),
        columns=columns,
        sample=tuple(sample),
        sheets=tuple(sheets),
        skipped_rows=structure.skipped,
        warnings=structure.warnings,
        details={"first_row": structure.first_row, "headers": list(structure.headers)},
    )


def stage_sheet(
    cursor: duckdb.DuckDBPyConnection, catalog: str, path: Path, layout: Layout
) -> StagedFile:
    with trouble.reading(path, layout.kind), path.open("rb") as file:
        book = CalamineWorkbook.from_filelike(file)
        _, sheet = first_with_data(book, [layout.options.sheet or ""])
        width = len(layout.columns)
        staged = Staged(catalog, width, f"rowid + {layout.details['first_row']}")
        rows = itertools.islice(sheet.iter_rows(), layout.details["first_row"] - 1, None)
        load_batches(cursor, staged.table, batches(rows), width)
    headers = layout.details["headers"] if layout.options.header_row else []
    view = make_source_view(cursor, staged, headers, layout.options.skip_last or 0)
    layout = replace(layout, skipped_rows=layout.skipped_rows + view.left_out)
    return StagedFile(layout, view.row_count, (), layout.warnings + view.warnings)


def batches(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch
