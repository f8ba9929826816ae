"""The second look at an xls: zeros in front of numbers by their format. ``look.py`` calls it.

xlrd knows the formats, but takes several times as long as calamine: it reads the sheet only when
the workbook has such a format at all.
"""

import io
from pathlib import Path
from typing import BinaryIO

import xlrd

from core.read.second_look import SecondLook, padded, padding_of


def look_xls(file: Path | BinaryIO, name: str, rows: int | None = None) -> SecondLook:
    """Raises what xlrd raises for files that only calamine can read, of any kind of exception."""
    content = file.read_bytes() if isinstance(file, Path) else file.read()
    look = SecondLook()
    with xlrd.open_workbook(
        file_contents=content,
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
        logfile=io.StringIO(),  # it would print what it finds odd
    ) as book:
        digits = padded_styles(book)
        if digits:
            note_cells(book.sheet_by_name(name), digits, rows, look)
    return look


def padded_styles(book: xlrd.Book) -> dict[int, int]:
    """The styles whose format is nothing but zeros, and how many zeros."""
    codes = {key: padding_of(form.format_str or "") for key, form in book.format_map.items()}
    found = {index: codes.get(style.format_key, 0) for index, style in enumerate(book.xf_list)}
    return {index: digits for index, digits in found.items() if digits}


def note_cells(
    sheet: xlrd.sheet.Sheet, digits: dict[int, int], rows: int | None, look: SecondLook
) -> None:
    for row in range(min(sheet.nrows, rows or sheet.nrows)):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_NUMBER:
                wanted = digits.get(sheet.cell_xf_index(row, column))
                text = padded(sheet.cell_value(row, column), wanted) if wanted else None
                if text is not None:
                    look.texts[row, column] = text
