"""Inspects spreadsheets (xlsx, xls, xlsb, ods) with python-calamine: sheets, header and a sample.

``inspecting.py`` calls it. ``stage_sheet.py`` loads what was decided here.
"""

import io
import itertools
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from core.read import trouble
from core.read.cells import filled as filled_cells
from core.read.headers import make_columns
from core.read.layout import Layout, ReadOptions
from core.read.look import look_again
from core.read.second_look import SecondLook
from core.read.sheet_cells import cell_text
from core.read.sheet_rows import patched, read_sheet
from core.read.structure import Row, Structure, find_structure
from core.read.xlsx_parts import find_parts, has_values
from core.read.xlsx_peek import Range, merged_ranges, outline, peek

LOOKED_AT = 300
SAMPLE_ROWS = 100
MERGES_UNTIL = 20


def inspect_sheet(path: Path, kind: str, options: ReadOptions) -> Layout:
    """Every decision about a spreadsheet, and a sample of the sheet that ``options`` or the order
    of the sheets choose. Raises FileError when it cannot be read or has nothing in it."""
    with trouble.reading(path, kind), path.open("rb") as file:
        names_only = outlined(path, kind)
        book = CalamineWorkbook.from_filelike(names_only or file)
        offered = sheets_with_data(path, kind, book)
        name = choose_sheet(book, offered, options.sheet)
        peeked = peek_at(path, name) if names_only else None
        sheet, look, merged = peeked or whole(path, kind, name, None if names_only else book)
        if not sheet.height or not sheet.width:
            raise trouble.empty_file(f"has nothing in its sheet “{name}”")
        left = sheet.start[1] if sheet.start else 0
        rows = fill_merged(head_rows(sheet, look, left), merged, left)
    structure = find_structure(rows, options.header_row)
    layout = lay_out(kind, options, name, offered, rows, structure)
    return replace(layout, details={**layout.details, "left": left})


def outlined(path: Path, kind: str) -> io.BytesIO | None:
    """The workbook without the content of its sheets, where that can be had: the list of its sheets
    is all that is asked of it. An unusual package is left to calamine."""
    with suppress(ElementTree.ParseError, KeyError):
        return outline(path) if kind == "xlsx" else None
    return None


def peek_at(path: Path, name: str) -> tuple[CalamineSheet, SecondLook, list[Range]] | None:
    """The first rows of a sheet, what calamine does not tell of them, and the merged cells."""
    with suppress(ElementTree.ParseError, KeyError):
        head = peek(path, name, LOOKED_AT)
        if head is not None:
            sheet = CalamineWorkbook.from_filelike(head).get_sheet_by_name(name)
            return sheet, look_again(head, "xlsx", name), merged_ranges(path, name)
    return None


def whole(
    path: Path, kind: str, name: str, book: CalamineWorkbook | None
) -> tuple[CalamineSheet, SecondLook, list[Range]]:
    sheet, look = read_sheet(path, kind, name, book, LOOKED_AT)
    ranges = sheet.merged_cell_ranges or []
    return sheet, look, [(top, left, low, right) for (top, left), (low, right) in ranges]


def sheets_with_data(path: Path, kind: str, book: CalamineWorkbook) -> list[str]:
    names = visible_sheets(book)
    if len(names) < 2:
        return names
    if kind == "xlsx":
        with zipfile.ZipFile(path) as archive:
            parts = find_parts(archive)
            return [n for n in names if n not in parts or has_values(archive, parts[n])] or names
    return [name for name in names if book.get_sheet_by_name(name).height] or names


def visible_sheets(book: CalamineWorkbook) -> list[str]:
    """The visible worksheets; all worksheets when none is visible."""
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    visible = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
    if not sheets:
        raise trouble.empty_file("has no worksheet")
    return visible or [sheet.name for sheet in sheets]


def choose_sheet(book: CalamineWorkbook, offered: Sequence[str], chosen: str | None) -> str:
    if chosen is None:
        return offered[0]
    if chosen not in book.sheet_names:
        known = ", ".join(book.sheet_names[:10])
        raise trouble.wrong_option(f"There is no sheet “{chosen}”.", f"The file has: {known}.")
    return chosen


def head_rows(sheet: CalamineSheet, look: SecondLook, left: int) -> list[Row]:
    """Calamine's rows start at row 1 of the sheet, but at the first column that is filled."""
    rows = patched(itertools.islice(sheet.iter_rows(), LOOKED_AT), look, left, 1)
    return [Row(number, tuple(map(cell_text, cells))) for number, cells in enumerate(rows, 1)]


def fill_merged(rows: list[Row], merged: Sequence[Range], left: int) -> list[Row]:
    """Cells merged across some columns near the top: the text stands for each of them. A text
    alone in its row is a title and stays as it is."""
    filled, touched = [list(row.cells) for row in rows], set()
    for top, first, bottom, last in merged:
        start, end = first - left, last - left
        if top != bottom or top >= min(MERGES_UNTIL, len(filled)) or start < 0:
            continue
        cells = filled[top]
        if end < len(cells) and (start > 0 or filled_cells(rows[top].cells) > 1):
            cells[start : end + 1] = [cells[start]] * (end - start + 1)
            touched.add(top)
    return [Row(i + 1, tuple(cells), i in touched) for i, cells in enumerate(filled)]


def lay_out(
    kind: str,
    options: ReadOptions,
    name: str,
    sheets: Sequence[str],
    rows: Sequence[Row],
    structure: Structure,
) -> Layout:
    data = sample_rows(rows, structure)
    return Layout(
        kind=kind,
        options=ReadOptions(
            sheet=name, header_row=structure.header_row, skip_last=options.skip_last or 0
        ),
        columns=make_columns(structure.headers, structure.names),
        sample=tuple(tuple(cells[: structure.width]) for cells in data[:SAMPLE_ROWS]),
        sheets=tuple(sheets),
        skipped_rows=structure.skipped,
        warnings=structure.warnings,
        details={"first_row": structure.first_row, "headers": list(structure.headers)},
    )


def sample_rows(rows: Sequence[Row], structure: Structure) -> list[tuple[str, ...]]:
    """The data rows among those looked at, as they will be staged."""
    below = [row.cells for row in rows if row.number >= structure.first_row and not row.blank]
    header = structure.headers if structure.header_row else ()
    return [cells for cells in below if cells[: structure.width] != header]
