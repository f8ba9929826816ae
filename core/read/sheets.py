"""Inspects and stages spreadsheets (xlsx, xls, xlsb, ods) with python-calamine: cells as text."""

import itertools
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from core.read import trouble
from core.read.arrow_table import load_batches
from core.read.cells import filled as filled_cells
from core.read.headers import fold, make_columns
from core.read.layout import Column, Layout, ReadOptions, StagedFile
from core.read.second_look import SecondLook, look_again
from core.read.sheet_cells import RoundedNumbers, cell_text
from core.read.source_view import Staged, make_source_view
from core.read.structure import Row, Structure, find_structure
from core.read.xlsx_parts import SheetFacts, find_parts, has_values, peek, read_facts

LOOKED_AT = 300
SAMPLE_ROWS = 100
BATCH = 2_000
MERGES_UNTIL = 20

Range = tuple[int, int, int, int]


def inspect_sheet(path: Path, kind: str, options: ReadOptions) -> Layout:
    with trouble.reading(path, kind), path.open("rb") as file:
        book = CalamineWorkbook.from_filelike(file)
        offered = sheets_with_data(path, kind, book)
        name = choose_sheet(book, offered, options.sheet)
        sheet, facts, merged = look_at(path, kind, book, name)
        if not sheet.height or not sheet.width:
            raise trouble.empty_file(f"has nothing in its sheet “{name}”")
        left = sheet.start[1] if sheet.start else 0
        look = look_again(path, name, facts, LOOKED_AT) if facts.second_look else SecondLook()
        rows = fill_merged(head_rows(sheet, look, left), merged, left)
    structure = find_structure(rows, options.header_row)
    layout = lay_out(kind, options, name, offered, rows, structure)
    details = {**layout.details, "left": left, "facts": asdict(facts)}
    return replace(layout, details=details, warnings=layout.warnings + warn_of_hidden(facts))


def look_at(
    path: Path, kind: str, book: CalamineWorkbook, name: str
) -> tuple[CalamineSheet, SheetFacts, list[Range]]:
    """The sheet, only its first rows where that is possible, and what calamine does not tell."""
    if kind == "xlsx":
        try:
            facts, merged = read_facts(path, name)
            head = peek(path, name, LOOKED_AT)
            if head is not None:
                return CalamineWorkbook.from_filelike(head).get_sheet_by_name(name), facts, merged
        except (ElementTree.ParseError, KeyError):
            pass  # an unusual package: calamine alone decides whether it can be read
    sheet = book.get_sheet_by_name(name)
    ranges = sheet.merged_cell_ranges or []
    return sheet, SheetFacts(), [(top, left, low, right) for (top, left), (low, right) in ranges]


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


def warn_of_hidden(facts: SheetFacts) -> tuple[str, ...]:
    if not facts.hidden_rows:
        return ()
    return (f"{facts.hidden_rows:,} rows are hidden in the sheet; they are read like the others.",)


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


def stage_sheet(
    cursor: duckdb.DuckDBPyConnection, catalog: str, path: Path, layout: Layout
) -> StagedFile:
    name, first_row = layout.options.sheet or "", layout.details["first_row"]
    with trouble.reading(path, layout.kind), path.open("rb") as file:
        sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_name(name)
        facts = SheetFacts(**layout.details["facts"])
        look = look_again(path, name, facts) if facts.second_look else SecondLook()
        left = sheet.start[1] if sheet.start else 0
        order = column_order(layout.details["left"] - left, len(layout.columns), sheet.width)
        layout = replace(layout, columns=with_later_columns(layout.columns, len(order)))
        staged = Staged(catalog, len(order), f"rowid + {first_row}")
        rows = patched(
            itertools.islice(sheet.iter_rows(), first_row - 1, None), look, left, first_row
        )
        rounded = RoundedNumbers()
        load_batches(cursor, staged.table, batches(rows), order, rounded.note)
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


def patched(
    rows: Iterator[list[Any]], look: SecondLook, left: int, first_row: int
) -> Iterator[list[Any]]:
    """The rows with the texts of the second look put in."""
    if not look.texts:
        return rows
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in look.texts.items():
        by_row.setdefault(row, []).append((column - left, text))
    return put_in(rows, by_row, first_row - 1)


def put_in(
    rows: Iterator[list[Any]], by_row: dict[int, list[tuple[int, str]]], first: int
) -> Iterator[list[Any]]:
    for number, cells in enumerate(rows, first):
        for column, text in by_row.get(number, ()):
            if 0 <= column < len(cells):
                cells[column] = text
        yield cells


def batches(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


def warnings_of(look: SecondLook, rounded: int, layout: Layout) -> Iterator[str]:
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
